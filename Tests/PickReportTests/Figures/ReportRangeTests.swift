import Foundation
import PickModel
import Testing

@testable import PickReport

@Suite("Time of a report")
struct ReportRangeTests {
  @Test("a range is written as its month, or as all")
  func coded() throws {
    let month = try #require(Month("2023-08"))
    let ranges = [ReportRange.month(month), .everything]
    let bytes = try JSONEncoder().encode(ranges)
    #expect(String(decoding: bytes, as: UTF8.self) == "[\"2023-08\",\"all\"]")
    #expect(try JSONDecoder().decode([ReportRange].self, from: bytes) == ranges)
  }
}
