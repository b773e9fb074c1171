import Foundation
import PickModel
import PickSystem
import PickTestRunning
import PickTestSupport
import Testing

@testable import PickClient

@Suite("Token file")
struct FileTokenStoreTests {
  let directory: ScratchDirectory
  let store: FileTokenStore
  let pair = TokenPair.sample()
  var state: String { directory.file("state") }
  var path: String { state + "/session" }

  init() throws {
    directory = try ScratchDirectory()
    let file = PrivateFile("session", in: PrivateDirectory(directory.path + "/state"))
    store = FileTokenStore(file: file, pause: { _ in await Task.yield() })
  }

  private func mode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  private func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: state).sorted()
  }

  @Test("holds what was saved, in a directory and a file for the owner only")
  func roundTrip() throws {
    try store.save(pair)
    #expect(try store.load() == pair)
    #expect(try mode(state) == 0o700)
    #expect(try mode(path) == 0o600)
    #expect(try names() == ["session"])
  }

  @Test("is replaced as a whole, and leaves nothing else behind")
  func replaced() throws {
    try store.save(pair)
    try store.save(TokenPair.sample("2"))
    #expect(try names() == ["session"])
  }

  @Test("a replacement that fails leaves nothing behind either")
  func failedReplacement() throws {
    try FileManager.default.createDirectory(
      atPath: path + "/in the way", withIntermediateDirectories: true)
    #expect(throws: TokenStoreError.unavailable) { try store.save(pair) }
    #expect(try names() == ["session"])
  }

  @Test("a directory others could enter is closed to them")
  func closed() throws {
    try FileManager.default.createDirectory(
      atPath: state, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
    try store.save(pair)
    #expect(try mode(state) == 0o700)
  }

  @Test(
    "a file with an instant no clock shows is damaged, whatever its checksum says",
    arguments: [Int64.min, -1, 253_402_300_800_000, .max])
  func impossibleInstant(_ milliseconds: Int64) {
    let pair = TokenPair.sample(issuedAt: Instant(millisecondsSince1970: milliseconds))
    #expect(TokenPair(stored: pair.stored) == nil)
    #expect(pair.renewsAt >= pair.issuedAt)
    _ = ClockDoubt(now: ManualClock().now(), pair: pair)
    _ = pair.mayLive(at: ManualClock().now())
  }

  @Test("every flipped bit is noticed, and the file set aside")
  func corrupt() throws {
    let good = pair.stored
    for index in good.indices {
      var bad = good
      bad[index] ^= 1
      #expect(TokenPair(stored: bad) == nil)
    }
    try store.save(pair)
    try Data(good.dropLast()).write(to: URL(fileURLWithPath: path))
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    #expect(try store.load() == nil)
    #expect(try names() == ["session.bad"])
  }

  @Test("an empty file and one of another program are set aside", arguments: ["", "{}", "\u{0}"])
  func foreignContent(text: String) throws {
    try store.save(pair)
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    #expect(try store.load() == nil)
    #expect(try names() == ["session.bad"])
  }

  @Test("a file others may read is set aside", arguments: [0o644, 0o640, 0o606])
  func open(mode: Int) throws {
    try store.save(pair)
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    #expect(try store.load() == nil)
    #expect(try names() == ["session.bad"])
    try store.save(pair)
    #expect(try store.load() == pair)
  }

  @Test("another user's file is set aside", .needs(.root))
  func foreignOwner() throws {
    try store.save(pair)
    #expect(chown(path, 12345, 12345) == 0)
    #expect(try store.load() == nil)
    #expect(try names() == ["session.bad"])
  }

  @Test("a symbolic link is set aside, and what it leads to is neither read nor written")
  func link() throws {
    let target = directory.file("target")
    try store.save(pair)
    try FileManager.default.moveItem(atPath: path, toPath: target)
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
    #expect(try store.load() == nil)
    #expect(try names() == ["session.bad"])
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
    try store.save(TokenPair.sample("2"))
    #expect(try Array(Data(contentsOf: URL(fileURLWithPath: target))) == pair.stored)
    #expect(try store.load() == TokenPair.sample("2"))
  }

  @Test("a directory or a pipe in its place is set aside without waiting")
  func notRegular() throws {
    try store.save(pair)
    try store.erase(pair.session)
    #expect(mkfifo(path, 0o600) == 0)
    #expect(try store.load() == nil)
    #expect(try names() == ["session.bad"])
  }

  @Test("a state directory that is a symbolic link is not followed")
  func linkedDirectory() throws {
    try FileManager.default.createDirectory(
      atPath: directory.file("elsewhere"), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: state, withDestinationPath: directory.file("elsewhere"))
    #expect(throws: TokenStoreError.unavailable) { try store.save(pair) }
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: directory.file("elsewhere")).isEmpty)
  }

  @Test("where no directory can be made, saving says so")
  func noPlace() throws {
    try Data().write(to: URL(fileURLWithPath: state))
    #expect(throws: TokenStoreError.unavailable) { try store.save(pair) }
  }

  @Test("without a state directory tokens are kept in memory")
  func noHome() throws {
    let files = SessionFiles(stateDirectory: nil, issuer: "x")
    #expect(!files.tokens.isDurable)
    #expect(!files.rememberedNumber.save("1001"))
    #expect(files.rememberedNumber.load() == nil)
  }

  @Test("each issuer has a file of its own")
  func issuers() throws {
    let mine = SessionFiles(stateDirectory: state, issuer: "aa").tokens
    let other = SessionFiles(stateDirectory: state, issuer: "bb").tokens
    try mine.save(pair)
    #expect(try other.load() == nil)
    #expect(try mine.load() == pair)
  }

  @Test("the lock is one owner's at a time, and given up on in the end")
  func locked() async throws {
    let held = try #require(await store.lock())
    #expect(await store.lock() == nil)
    held.release()
    let next = try #require(await store.lock())
    held.release()
    #expect(await store.lock() == nil)
    next.release()
  }

  @Test("a lock that was let go is free, also while a forked process has a copy of its file")
  func copied() async throws {
    let held = try #require(await store.lock())
    let file = path + ".lock"
    // What a process has between fork and exec: another descriptor of the same open file.
    let open = try #require(
      try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap { Int32($0) }
        .first {
          (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)"))
            == file
        })
    let copy = dup(open)
    defer { close(copy) }
    #expect(copy >= 0)
    held.release()
    let next = try #require(await store.lock())
    next.release()
  }

  @Test("a lock file that is a link is not followed")
  func linkedLock() async throws {
    try store.save(pair)
    try FileManager.default.createSymbolicLink(
      atPath: path + ".lock", withDestinationPath: directory.file("nowhere"))
    #expect(await store.lock() == nil)
    #expect(!FileManager.default.fileExists(atPath: directory.file("nowhere")))
  }
}

@Suite("Remembered number")
struct RememberedNumberTests {
  let directory: ScratchDirectory
  let number: RememberedNumber

  init() throws {
    directory = try ScratchDirectory()
    number = SessionFiles(stateDirectory: directory.path, issuer: "aa").rememberedNumber
  }

  @Test("is remembered until it is forgotten")
  func remembers() {
    #expect(number.load() == nil)
    #expect(number.save("1001"))
    #expect(number.load() == "1001")
    #expect(number.save("1002"))
    #expect(number.load() == "1002")
    #expect(number.save(nil))
    #expect(number.load() == nil)
  }

  @Test(
    "what is no number is not shown",
    arguments: ["", "a\u{1B}[2J", String(repeating: "1", count: 151)])
  func implausible(text: String) throws {
    #expect(number.save("1001"))
    let path = directory.file("number-aa")
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    #expect(number.load() == nil)
    #expect(!FileManager.default.fileExists(atPath: path))
  }
}
