import ArgumentParser
import Foundation
import PickCommand
import PickIdentity
import PickModel
import PickSystem
import PickTestSupport
import Testing

@testable import PickOperator

@Suite("pickctl keys")
struct KeysCommandTests {
  private let scratch: ScratchDirectory
  private var path: String { scratch.file("keys") }

  init() throws { scratch = try ScratchDirectory() }

  @Test("a rotation adds a key that signs later; the list tells their states and no secret")
  func rotation() async throws {
    let directory = KeyDirectory(path: path)
    let now = SystemWallClock().now()
    let first = try directory.ring(firstAt: now).keys[0]
    let command = try KeysCommand.Rotate.parse(["--keys", path, "--after", "86400"])
    try await command.run()
    let ring = try directory.ring()
    let new = try #require(ring.keys.last)
    #expect(ring.keys.count == 2 && ring.signing(at: now) == first)
    #expect(new.signsFrom >= now.advanced(bySeconds: 86_400))
    let lines = try ring.keys.map { KeyLine($0, ring.state(of: $0, at: now)) }.json()
    #expect(lines.contains("\"state\":\"signing\"") && lines.contains("\"state\":\"published\""))
    for key in ring.keys { #expect(!lines.contains(Hexadecimal.encode(key.secret))) }
    try await KeysCommand.List.parse(["--keys", path, "--format", "json"]).run()
  }

  @Test("the usual directory is beside the database")
  func beside() throws {
    let command = try KeysCommand.List.parse(["--data", "/var/pick.sqlite"])
    #expect(try command.directory.open().path == "/var/pick.sqlite.keys")
  }

  @Test("what cannot be used is told with what to do", arguments: [-1, 86_401])
  func refusals(after: Int) {
    #expect(throws: (any Error).self) {
      try KeysCommand.Rotate.parse(["--keys", path, "--after=\(after)"])
    }
    #expect(Failure(explaining: KeyDirectoryError.empty).status == .unavailable)
    #expect(Failure(explaining: KeyDirectoryError.damaged(name: "a")).status == .badData)
    let open = KeyDirectoryError.file(name: "a", .openToOthers(mode: 0o644))
    #expect(Failure(explaining: open).status == .noPermission)
    #expect(Failure(explaining: open).sentence.contains("0600"))
  }

  @Test(
    "a disk that is full, read-only or broken is told as that",
    arguments: [
      (ENOSPC, "no room left"), (EDQUOT, "no room left"), (EROFS, "read-only"),
      (EIO, "the disk failed"),
    ])
  func disk(code: Int32, words: String) {
    let errors: [any Error] = [
      KeyDirectoryError.file(name: "a", .inputOutput(code: code)),
      SigningKeyError.file(.inputOutput(code: code)),
    ]
    for error in errors {
      let failure = Failure(explaining: error)
      #expect(failure.status == .inputOutput)
      #expect(failure.sentence.contains(words) && !failure.sentence.contains("0600"))
    }
    let rights = KeyDirectoryError.file(name: "a", .inputOutput(code: EACCES))
    #expect(Failure(explaining: rights).status == .noPermission)
  }
}
