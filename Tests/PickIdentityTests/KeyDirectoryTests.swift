import Foundation
import PickModel
import PickSystem
import PickTestSupport
import Testing

@testable import PickIdentity

@Suite("Key directory")
struct KeyDirectoryTests {
  private let now = KeyRingTests.start
  private let scratch: ScratchDirectory
  private var path: String { scratch.file("pick.sqlite.keys") }
  private var directory: KeyDirectory { KeyDirectory(path: path) }

  init() throws { scratch = try ScratchDirectory() }

  private func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).sorted()
  }

  private func mode(_ name: String = "") throws -> Int? {
    let attributes = try FileManager.default.attributesOfItem(atPath: "\(path)/\(name)")
    return attributes[.posixPermissions] as? Int
  }

  @Test("the first start makes a root and one key, for the owner only; the second reads them")
  func firstStart() throws {
    let ring = try directory.ring(firstAt: now)
    #expect(ring.keys.count == 1 && ring.signing(at: now).signsFrom == now)
    #expect(try names() == [ring.keys[0].id + ".key", "root.key"].sorted())
    #expect(try mode() == 0o700)
    for name in try names() { #expect(try mode(name) == 0o600) }
    #expect(try directory.ring(firstAt: now.advanced(bySeconds: 60)) == ring)
    #expect(try directory.rootKey().issuer == directory.rootKey().issuer)
  }

  @Test("programs that start together make the same root and the same key")
  func together() async throws {
    let (directory, now) = (directory, now)
    let ids = try await withThrowingTaskGroup(of: String.self) { group in
      for offset in 0..<8 {
        group.addTask {
          let at = now.advanced(bySeconds: Int64(offset))
          return try directory.ring(firstAt: at).keys.map(\.id).joined()
        }
      }
      return try await group.reduce(into: Set<String>()) { $0.insert($1) }
    }
    #expect(ids.count == 1)
    #expect(try names().count == 2)
  }

  @Test("a rotation publishes first and signs later; two processes agree on when")
  func rotation() throws {
    let first = try directory.ring(firstAt: now).keys[0]
    let new = try directory.rotate(at: now.advanced(bySeconds: 10))
    #expect(new.signsFrom == now.advanced(bySeconds: 310))
    let other = try KeyDirectory(path: path).ring()
    #expect(other.signing(at: now.advanced(bySeconds: 309)) == first)
    #expect(other.signing(at: now.advanced(bySeconds: 310)) == new)
  }

  @Test("a rotation removes the files of retired keys, and no others")
  func tidying() throws {
    let first = try directory.ring(firstAt: now).keys[0]
    let second = try directory.rotate(at: now)
    let later = second.signsFrom.advanced(bySeconds: KeyPolicy().verifySeconds)
    _ = try directory.rotate(at: later.advanced(bySeconds: -1))
    #expect(try directory.ring().keys.map(\.id).contains(first.id))
    _ = try directory.rotate(at: later)
    let left = try directory.ring().keys.map(\.id)
    #expect(!left.contains(first.id) && left.contains(second.id) && left.count == 3)
  }

  @Test("the stamp changes when a key comes")
  func stamp() throws {
    _ = try directory.ring(firstAt: now)
    let before = try directory.stamp()
    #expect(try directory.stamp() == before)
    _ = try directory.rotate(at: now)
    #expect(try directory.stamp() != before)
  }

  @Test("files of others, open ones, links and damaged ones are refused")
  func refusals() throws {
    let name = try directory.ring(firstAt: now).keys[0].id + ".key"
    let file = "\(path)/\(name)"
    chmod(file, 0o640)
    #expect(throws: KeyDirectoryError.file(name: name, .openToOthers(mode: 0o640))) {
      try directory.ring()
    }
    chmod(file, 0o600)
    let whole = try #require(FileManager.default.contents(atPath: file))
    try whole.dropLast(3).write(to: URL(fileURLWithPath: file))
    #expect(throws: KeyDirectoryError.damaged(name: name)) { try directory.ring() }
    try FileManager.default.removeItem(atPath: file)
    symlink("root.key", file)
    #expect(throws: KeyDirectoryError.file(name: name, .symbolicLink)) { try directory.ring() }
  }

  @Test("a key under another key's name is refused")
  func renamed() throws {
    let name = try directory.ring(firstAt: now).keys[0].id + ".key"
    let other = String(repeating: "0", count: 32) + ".key"
    try FileManager.default.moveItem(atPath: "\(path)/\(name)", toPath: "\(path)/\(other)")
    #expect(throws: KeyDirectoryError.damaged(name: other)) { try directory.ring() }
  }
}

@Suite("Key ring")
struct KeyRingTests {
  static let start = Instant(secondsSince1970: 1_795_181_400)

  static func key(_ seed: UInt8, after seconds: Int64, published: Int64? = nil) throws -> TokenKey {
    try #require(
      TokenKey(
        secret: [UInt8](repeating: seed, count: 32),
        publishedAt: start.advanced(bySeconds: published ?? seconds),
        signsFrom: start.advanced(bySeconds: seconds)))
  }

  @Test("a key is published, signs, is verified with, and is retired")
  func life() throws {
    let (old, new) = (try Self.key(1, after: 0), try Self.key(2, after: 1000, published: 700))
    let ring = try #require(KeyRing([new, old]))
    let verified = KeyPolicy().verifySeconds
    for (seconds, states) in [
      (700, [KeyRing.State.signing, .published]), (999, [.signing, .published]),
      (1000, [.verifying, .signing]), (999 + verified, [.verifying, .signing]),
      (1000 + verified, [.retired, .signing]),
    ] as [(Int64, [KeyRing.State])] {
      let now = Self.start.advanced(bySeconds: seconds)
      #expect(ring.keys.map { ring.state(of: $0, at: now) } == states, "\(seconds)")
      #expect(ring.published(at: now).count == states.count { $0 != .retired })
      #expect((ring.verifying(old.id, at: now) == nil) == (states[0] == .retired))
    }
  }

  @Test("before its time the first key signs all the same: a clock was set back")
  func clockSetBack() throws {
    let ring = try #require(KeyRing([try Self.key(1, after: 0), try Self.key(2, after: 100)]))
    #expect(ring.signing(at: Self.start.advanced(bySeconds: -86_400)) == ring.keys[0])
  }

  @Test("no keys are no ring, and a secret of another length is no key")
  func nothing() {
    #expect(KeyRing([]) == nil)
    #expect(TokenKey(secret: [1, 2], publishedAt: Self.start, signsFrom: Self.start) == nil)
  }

  @Test("a printed key shows nothing of its secret")
  func redacted() throws {
    let key = try Self.key(0xAB, after: 0)
    var dumped = "\(key)"
    dump(key, to: &dumped)
    #expect(!dumped.contains("171") && !dumped.contains("abab"))
  }
}
