import Foundation
import PickModel
import PickTestSupport
import Testing

@testable import PickClient

@Suite("Searches kept on a device")
struct KeptSearchesTests {
  private let directory: ScratchDirectory
  private let searches: KeptSearches
  private let viewer = Viewer.ID(7)

  init() throws {
    directory = try ScratchDirectory()
    searches = SessionFiles(stateDirectory: directory.path, issuer: "aa").searches
  }

  @Test("are there again, each viewer's own, until they are forgotten")
  func kept() throws {
    #expect(searches.load(of: viewer).isEmpty)
    searches.save(["등대", "Up in the Air"], of: viewer)
    #expect(searches.load(of: viewer) == ["등대", "Up in the Air"])
    #expect(searches.load(of: Viewer.ID(8)).isEmpty)
    let path = directory.file("searches-aa-7")
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    searches.save([], of: viewer)
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test("are ten at most, and lines that a screen can show")
  func bounded() {
    let strange = ["a\nb", "a\u{1B}[2J", "", String(repeating: "가", count: 201), "\u{202E}x"]
    searches.save(strange + (1...20).map { "낱말 \($0)" }, of: viewer)
    #expect(searches.load(of: viewer) == (1...10).map { "낱말 \($0)" })
  }

  @Test("a file that may not be trusted counts as empty and is set aside")
  func untrusted() throws {
    let path = directory.file("searches-aa-7")
    try Data(repeating: 0xFF, count: 12).write(to: URL(fileURLWithPath: path))
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    #expect(searches.load(of: viewer).isEmpty)
    #expect(FileManager.default.fileExists(atPath: path + ".bad"))
    try FileManager.default.createSymbolicLink(
      atPath: path, withDestinationPath: directory.file("elsewhere"))
    #expect(searches.load(of: viewer).isEmpty)
  }

  @Test("without a place none are kept")
  func noPlace() {
    let none = SessionFiles(stateDirectory: nil, issuer: "aa").searches
    none.save(["등대"], of: viewer)
    #expect(none.load(of: viewer).isEmpty)
  }
}
