import Foundation
import PickModel
import Testing

@testable import PickImport

@Suite("Facts are sorted, however many there are")
struct FactSorterTests {
  private func fact(_ viewer: Int64, _ second: Int64) -> ImportedFact {
    let at = Instant(secondsSince1970: 1_700_000_000 + second)
    return ImportedFact(
      viewer: viewer, id: EventID(at: at, rest: (0, UInt64(second % 3))), subject: 7, at: at,
      seconds: Int(second))
  }

  private func sorted(
    _ facts: [ImportedFact], runLength: Int, in folder: String
  ) throws -> SortedRuns {
    var sorter = FactSorter(folder: folder, runLength: runLength)
    for fact in facts { sorter.add(fact) }
    return try sorter.sorted()
  }

  private func all(_ runs: SortedRuns, of length: Int = 64) throws -> [ImportedFact] {
    var found: [ImportedFact] = []
    try runs.forEachPortion(of: length) { portion in
      #expect(!portion.isEmpty && portion.count <= length)
      found += portion
    }
    return found
  }

  @Test(
    "runs are merged, what is there twice is handed over once, and again when asked again",
    arguments: [1, 7, 100, 1_499, 1_500, 5_000])
  func merged(runLength: Int) throws {
    let files = try ImportFiles()
    var generator = SplitMix64(seed: UInt64(runLength))
    let once = (0..<1_000).map { fact(Int64($0 % 17) - 8, Int64($0)) }
    let facts = (once + once.prefix(500)).shuffled(using: &generator)
    let runs = try sorted(facts, runLength: runLength, in: files.path)
    #expect(runs.count == 1_500)
    for _ in 0..<2 { #expect(try all(runs) == once.sorted()) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: files.path).isEmpty)
  }

  @Test("nothing is nothing, and few facts need no folder")
  func few() throws {
    let missing = try ImportFiles().path("missing")
    #expect(try all(sorted([], runLength: 4, in: missing)).isEmpty)
    let facts = (0..<4).map { fact(1, $0) }
    #expect(try all(sorted(facts, runLength: 5, in: missing)) == facts)
    #expect(throws: ImportError.cannotSort(folder: missing, code: ENOENT)) {
      try sorted(facts, runLength: 2, in: missing)
    }
  }

  @Test("a fact fills the same bytes on every machine, without padding")
  func size() {
    #expect(MemoryLayout<ImportedFact>.stride == 48 && MemoryLayout<ImportedFact>.size == 48)
  }
}
