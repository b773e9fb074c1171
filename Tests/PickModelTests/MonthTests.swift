import PickModel
import Testing

@Suite struct MonthTests {
  @Test("a month begins and ends at midnight in Seoul")
  func span() throws {
    let month = try #require(Month("2023-08"))
    #expect(month.start.secondsSince1970 == 1_690_815_600)
    #expect(month.end.secondsSince1970 - month.start.secondsSince1970 == 31 * 86_400)
    #expect(Month(containing: month.start) == month)
    #expect(Month(containing: month.end) == month.next)
    #expect(Month(containing: month.start.advanced(byMilliseconds: -1)) == month.previous)
  }

  @Test("a year ends with December")
  func years() throws {
    let december = try #require(Month("2023-12"))
    #expect(december.next?.description == "2024-01")
    #expect(december.next?.previous == december)
    let january = try #require(december.next)
    #expect(december < january)
    #expect(december.end == december.next?.start)
  }

  @Test(
    "what is no month is refused",
    arguments: [
      "", "2023", "2023-8", "2023-00", "2023-13", "2023-08-01", "0000-01", "+023-08", "٢٠٢٣-٠٨",
      "2023/08", "20230-8",
    ])
  func refused(text: String) { #expect(Month(text) == nil) }

  @Test("the ends of the calendar do not trap")
  func ends() throws {
    let last = try #require(Month("9999-12"))
    #expect(last.next == nil && last.end == last.start.advanced(bySeconds: 31 * 86_400))
    #expect(try #require(Month("0001-01")).previous == nil)
    #expect(Month(containing: Instant(millisecondsSince1970: .max)).year == 9999)
    #expect(Month(containing: Instant(millisecondsSince1970: .min)).year == 1)
  }
}
