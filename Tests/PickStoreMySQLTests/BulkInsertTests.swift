import Testing

@testable import PickStoreMySQL

@Suite("BulkInsert")
struct BulkInsertTests {
  @Test("rows are grouped by a few sizes, none left out", arguments: [0, 1, 3, 4, 35, 256, 1_000])
  func groups(count: Int) {
    let groups = BulkInsert.groups(of: count)
    #expect(groups.flatMap { Array($0) } == Array(0..<count))
    #expect(groups.allSatisfy { group in BulkInsert.groupSizes.contains(group.count) })
  }
}
