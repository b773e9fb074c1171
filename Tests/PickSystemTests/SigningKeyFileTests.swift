import Foundation
import PickTestRunning
import PickTestSupport
import Testing

@testable import PickSystem

@Suite("Signing key file")
struct SigningKeyFileTests {
  let directory: ScratchDirectory
  let file: SigningKeyFile
  var path: String { directory.file("pick.sqlite.key") }

  init() throws {
    directory = try ScratchDirectory()
    file = SigningKeyFile(databasePath: directory.file("pick.sqlite"))
  }

  @Test("is made beside the database, for its owner only, and read again")
  func makes() throws {
    let made = try file.loadOrCreate()
    #expect(try file.load().secret == made.secret)
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    #expect(attributes[.size] as? Int == 32)
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path).count == 1)
  }

  @Test("many that make it at once all get the same key")
  func race() async throws {
    let file = file
    let secrets = try await withThrowingTaskGroup(of: [UInt8].self) { group in
      for _ in 0..<16 { group.addTask { try file.loadOrCreate().secret } }
      return try await group.reduce(into: Set<[UInt8]>()) { $0.insert($1) }
    }
    #expect(secrets.count == 1)
  }

  @Test("is refused when others may read it", arguments: [0o644, 0o640, 0o604, 0o660])
  func open(mode: Int) throws {
    try write(32, mode: mode)
    #expect(throws: SigningKeyError.file(.openToOthers(mode: UInt32(mode)))) {
      try file.loadOrCreate()
    }
  }

  @Test("is refused at any other size", arguments: [0, 31, 33])
  func size(count: Int) throws {
    try write(count, mode: 0o600)
    #expect(throws: SigningKeyError.wrongSize(count)) { try file.loadOrCreate() }
  }

  @Test("is refused when it is too long to be one")
  func huge() throws {
    try write(100_000, mode: 0o600)
    #expect(throws: SigningKeyError.file(.tooLarge)) { try file.loadOrCreate() }
  }

  @Test("is refused as a symbolic link, even to a good key")
  func link() throws {
    let elsewhere = SigningKeyFile(databasePath: directory.file("other"))
    _ = try elsewhere.loadOrCreate()
    try FileManager.default.createSymbolicLink(
      atPath: path, withDestinationPath: directory.file("other.key"))
    #expect(throws: SigningKeyError.file(.symbolicLink)) { try file.loadOrCreate() }
  }

  @Test("a link to nowhere is not created through")
  func danglingLink() throws {
    try FileManager.default.createSymbolicLink(
      atPath: path, withDestinationPath: directory.file("nowhere"))
    #expect(throws: SigningKeyError.file(.symbolicLink)) { try file.loadOrCreate() }
    #expect(!FileManager.default.fileExists(atPath: directory.file("nowhere")))
  }

  @Test("is refused when it is another user's", .needs(.root))
  func foreign() throws {
    try write(32, mode: 0o600)
    #expect(chown(path, 12345, 12345) == 0)
    #expect(throws: SigningKeyError.file(.foreignOwner)) { try file.loadOrCreate() }
  }

  @Test("is refused when it is no file")
  func pipe() throws {
    #expect(mkfifo(path, 0o600) == 0)
    #expect(throws: SigningKeyError.file(.notRegular)) { try file.loadOrCreate() }
  }

  private func write(_ count: Int, mode: Int) throws {
    try Data(repeating: 1, count: count).write(to: URL(fileURLWithPath: path))
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
  }
}
