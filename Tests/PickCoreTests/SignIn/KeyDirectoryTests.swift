import Foundation
import PickModel
import PickTestSupport
import Testing

@testable import PickCore

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
