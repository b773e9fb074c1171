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

  @Test("a folder where a file is expected, and the reverse, are named with what is expected")
  func mixedUp() throws {
    let file = try write("a,b\n", as: "views.csv")
    let folder = (file as NSString).deletingLastPathComponent
    let given = #expect(throws: Failure.self) {
      try NamedPath(file).check(.folder, "the folder of pictures")
    }
    #expect(given?.status == .usage)
    #expect(
      given?.sentence
        == "\(file) is a file; expected is the folder of pictures. The file lies in \(folder).")
    let other = #expect(throws: Failure.self) {
      try NamedPath(folder).check(.file, "the file of views (--views)")
    }
    #expect(
      other?.sentence
        == "\(folder) is a folder; expected is the file of views (--views). In it are: views.csv")
    let bare = #expect(throws: Failure.self) {
      try NamedPath("/proc/self/stat").check(.folder, "x")
    }
    #expect(bare?.sentence.hasSuffix("lies in /proc/self.") == true)
    #expect(throws: Never.self) { try NamedPath(file).check(.file, "x") }
    #expect(throws: Never.self) { try NamedPath(folder).check(.folder, "x") }
    #expect(throws: Never.self) { try NamedPath(folder + "/none").check(.file, "x") }
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

  @Test("several titles of one name are listed with ids and years, and none is taken")
  func severalTitles() async throws {
    try await StoreUnderTest.inMemory.withSample { (store) async throws in
      func film(_ id: Int64, _ name: String, _ year: Int?, key: String) -> ImportedTitle {
        ImportedTitle(
          title: Title(
            id: Title.ID(id), name: LocalizedText(name), kind: .film, category: .film, genres: [],
            year: year, ageRating: nil, availability: .always, addedAt: StoreSample.now),
          key: key, synopsis: LocalizedText(""), cast: [])
      }
      _ = try await store.store(
        ImportBatch(
          titles: [
            film(71, "Hamlet", 1996, key: "h3"), film(72, "Hamlet", 1948, key: "h1"),
            film(73, "300", 2006, key: "51662"), film(74, "Sabrina", 1954, key: "300"),
          ], assets: [], accounts: [], events: [])
      ) { _, _ in }
      let hamlet = await #expect(throws: Failure.self) { try await store.existingTitle("hamlet") }
      #expect(hamlet?.status == .usage)
      #expect(
        hamlet?.sentence
          == "2 titles may be meant by ‘hamlet’: 72 ‘Hamlet’ (1948); 71 ‘Hamlet’ (1996). Name one by "
          + "its id, or with its year.")
      #expect(try await store.existingTitle("Hamlet (1996)").id == Title.ID(71))
      #expect(try await store.existingTitle("72").id == Title.ID(72))
      let number = await #expect(throws: Failure.self) { try await store.existingTitle("300") }
      #expect(number?.sentence.contains("74 ‘Sabrina’ (1954); 73 ‘300’ (2006)") == true)
    }
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
      let erased = await #expect(throws: Failure.self) {
        try await store.existingAccount("1011", namesNear: false)
      }
      #expect(erased?.sentence.contains("1001") == false)
      #expect(erased?.sentence.hasPrefix("There is no account 1011. Imports") == true)
      #expect(try await store.existingTitle("windy-hill").id.rawValue == 1)
      #expect(try await store.existingAccount("1002").account.number == "1002")
    }
  }
}
