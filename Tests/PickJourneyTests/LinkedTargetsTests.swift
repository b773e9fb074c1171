import Foundation
import Glibc
import Testing

/// Each program links what it runs and nothing else; found by the symbols in its file.
@Suite("Linked targets")
struct LinkedTargetsTests {
  @Test(
    "a program holds the targets it needs, and none of those it must not have",
    arguments: [
      (
        "pickd", ["PickCommand", "PickStore", "PickCore", "PickIdentity", "PickServer"],
        [
          "PickDemo", "PickImport", "PickTraining", "PickPipeline", "PickIntake", "PickReport",
          "PickClient", "PickTUI", "PickOperator",
        ]
      ),
      (
        "pick-remote",
        ["PickModel", "PickCommand", "PickSystem", "PickAPI", "PickClient", "PickTUI"],
        [
          "PickStore", "PickStoreSQLite", "PickStoreMySQL", "PickCore", "PickIdentity", "PickDemo",
          "PickImport", "PickTraining", "PickRecommender", "PickPipeline", "PickIntake",
          "PickReport", "PickEmbedded", "PickServer", "GRDB",
        ]
      ),
      (
        "pick",
        [
          "PickCommand", "PickClient", "PickEmbedded", "PickCore", "PickDemo", "PickPipeline",
          "GRDB",
        ],
        ["PickServer", "PickOperator", "PickStoreMySQL", "PickImport", "PickReport", "PickIntake"]
      ),
      (
        "pickctl",
        [
          "PickCommand", "PickOperator", "PickImport", "PickTraining", "PickPipeline",
          "PickIntake", "PickReport", "PickDemo", "PickStoreMySQL",
        ],
        ["PickServer", "PickClient", "PickTUI"]
      ),
    ] as [(program: String, needed: [String], refused: [String])])
  func targets(program: String, needed: [String], refused: [String]) throws {
    let linked = try Self.modules(inProgram: Programs.builtPath(program))
    #expect(needed.filter { !linked.contains($0) } == [])
    #expect(refused.filter(linked.contains) == [])
  }

  /// The modules whose symbols are in a program: a mangled name begins with "$s", the length of the
  /// module's name and the name.
  private static func modules(inProgram path: String) throws -> Set<String> {
    let file = try Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped)
    return file.withUnsafeBytes { bytes in
      var found: Set<String> = []
      guard let start = bytes.baseAddress else { return found }
      var place = 0
      while let hit = memchr(start + place, 0x24, bytes.count - place) {
        place = UnsafeRawPointer(hit) - start + 1
        if let module = module(in: bytes[place..<min(place + 64, bytes.count)]) {
          found.insert(module)
        }
      }
      return found
    }
  }

  /// The module of a mangled name after its "$"; `nil` for one that is neither ours nor GRDB.
  private static func module(in bytes: Slice<UnsafeRawBufferPointer>) -> String? {
    guard bytes.first == UInt8(ascii: "s") else { return nil }
    let digits = bytes.dropFirst().prefix { (0x30...0x39).contains($0) }
    guard (1...2).contains(digits.count), let length = Int(String(decoding: digits, as: UTF8.self))
    else { return nil }
    let name = bytes[digits.endIndex...].prefix(length)
    guard name.starts(with: "Pick".utf8) || name.starts(with: "GRDB".utf8) else { return nil }
    return String(decoding: name, as: UTF8.self)
  }
}
