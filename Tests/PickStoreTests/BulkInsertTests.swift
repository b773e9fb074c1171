import Testing

@testable import PickStore

@Suite("BulkInsert")
struct BulkInsertTests {
  @Test("rows are grouped by a few sizes, none left out", arguments: [0, 1, 3, 4, 35, 256, 1_000])
  func groups(count: Int) {
    let sizes = [256, 32, 4, 1]
    let groups = BulkInsert.groups(of: count, sizes: sizes)
    #expect(groups.flatMap { Array($0) } == Array(0..<count))
    #expect(groups.allSatisfy { group in sizes.contains(group.count) })
  }
}
