import Foundation
import PickModel
import Testing

@testable import PickReport

@Suite("Month of a report")
struct ReportMonthTests {
  @Test("a month begins and ends at midnight in Seoul")
  func ends() throws {
    let month = try #require(ReportMonth("2023-08"))
    // 2023-07-31T15:00:00Z and 2023-08-31T15:00:00Z.
    #expect(month.start == Instant(secondsSince1970: 1_690_815_600))
    #expect(month.end == Instant(secondsSince1970: 1_693_494_000))
    #expect(ReportMonth("2023-12")?.end == ReportMonth("2024-01")?.start)
    #expect(ReportMonth("2024-01")?.previous?.description == "2023-12")
  }

  @Test(
    "what is no month is refused",
    arguments: [
      "2023-13", "2023-00", "2023-8", "23-08", "2023/08", "2023-08 ", "0000-01", "²⁰²³-⁰⁸",
    ])
  func refused(text: String) { #expect(ReportMonth(text) == nil) }

  @Test("a range is written as its month, or as all")
  func coded() throws {
    let month = try #require(ReportMonth("2023-08"))
    let ranges = [ReportRange.month(month), .everything]
    let bytes = try JSONEncoder().encode(ranges)
    #expect(String(decoding: bytes, as: UTF8.self) == "[\"2023-08\",\"all\"]")
    #expect(try JSONDecoder().decode([ReportRange].self, from: bytes) == ranges)
  }
}
