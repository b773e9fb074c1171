import Foundation
import PickCommand
import PickModel
import PickStore
import PickTestSupport
import Testing

@testable import PickOperator

@Suite("pickctl db says what is wrong with what")
struct DatabaseCommandTests {
  private let scratch: ScratchDirectory

  init() throws { scratch = try ScratchDirectory() }

  private func write(_ text: String, as name: String) throws -> String {
    let path = scratch.file(name)
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    return path
  }

  private func database(_ name: String) throws -> String {
    try write("SQLite format 3\u{0} and so on", as: name)
  }

  @Test("the place of a copy that is the database to be copied")
  func copyOntoDatabase() throws {
    let path = try database("pick.sqlite")
    let failure = #expect(throws: Failure.self) {
      try CopyPlace(path).check(source: scratch.file("other.sqlite"))
    }
    let sentence = try #require(failure?.sentence)
    #expect(sentence.hasPrefix("The copy would go to \(path), and there is a file already"))
    #expect(sentence.contains("pickctl db backup COPY --data \(path)"))
  }

  @Test("the place of a copy that is taken, or in no folder")
  func copyPlaces() throws {
    let taken = try write("notes", as: "notes.txt")
    let other = #expect(throws: Failure.self) { try CopyPlace(taken).check(source: "x") }
    #expect(other?.sentence.hasSuffix("nothing was written. Name another.") == true)
    let nowhere = scratch.file("nowhere/copy.sqlite")
    let failure = #expect(throws: Failure.self) { try CopyPlace(nowhere).check(source: "x") }
    #expect(failure?.status == .unavailable)
    #expect(failure?.sentence.hasPrefix("There is no folder \(scratch.file("nowhere"))") == true)
    #expect(throws: Never.self) { try CopyPlace(scratch.file("new.sqlite")).check(source: "x") }
  }

  @Test("a file that is no backup is not called a damaged database")
  func noBackup() throws {
    let text = try write("root:x:0:0:root:/root:/bin/bash\n", as: "passwd")
    let failure = #expect(throws: Failure.self) { try BackupFile(text).check(target: "x") }
    #expect(failure?.status == .badData)
    #expect(
      failure?.sentence.hasPrefix("\(text) is no backup: it is not a file of SQLite.") == true)
    let folder = #expect(throws: Failure.self) {
      try BackupFile(scratch.path).check(target: "x")
    }
    #expect(folder?.sentence.contains("is a folder") == true)
  }

  @Test("a backup that is not there is told with the file that may have been meant")
  func missing() throws {
    let path = try database("copy.sqlite")
    let failure = #expect(throws: Failure.self) {
      try BackupFile(scratch.file("coyp.sqlite")).check(target: "x")
    }
    #expect(failure?.sentence.hasSuffix("Did you mean copy.sqlite?") == true)
    let itself = #expect(throws: Failure.self) { try BackupFile(path).check(target: path) }
    #expect(itself?.sentence.contains("is the database itself") == true)
    #expect(throws: Never.self) { try BackupFile(path).check(target: scratch.file("pick.sqlite")) }
  }

  @Test("a database that is not there is told with the file that may have been meant")
  func missingDatabase() throws {
    _ = try database("pick.sqlite")
    let failure = #expect(throws: Failure.self) {
      try DatabaseOption.checkFile(scratch.file("pikc.sqlite"))
    }
    #expect(failure?.status == .unavailable)
    #expect(failure?.sentence.contains("Did you mean pick.sqlite?") == true)
  }

  @Test("a title and an account that are not there are told with those that are near")
  func lookups() async throws {
    try await StoreUnderTest.inMemory.withSample { (store) async throws in
      let title = await #expect(throws: Failure.self) { try await store.existingTitle("바람") }
      #expect(title?.sentence.hasPrefix("There is no title ‘바람’. Did you mean ‘바람의 언덕’?") == true)
      let slip = await #expect(throws: Failure.self) { try await store.existingTitle("Wndy Hill") }
      #expect(slip?.sentence.contains("Did you mean ‘바람의 언덕’?") == true)
      let account = await #expect(throws: Failure.self) { try await store.existingAccount("1011") }
      #expect(account?.sentence.hasPrefix("There is no account 1011. Did you mean 1001?") == true)
      #expect(try await store.existingTitle("windy-hill").id.rawValue == 1)
      #expect(try await store.existingAccount("1002").account.number == "1002")
    }
  }
}
