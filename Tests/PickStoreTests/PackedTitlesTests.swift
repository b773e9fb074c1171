import PickModel
import PickTestSupport
import Testing

@testable import PickStore

@Suite("Titles as bytes")
struct PackedTitlesTests {
  private func unpacked(_ bytes: [UInt8]) throws -> [Title] {
    var titles: [Title] = []
    try PackedTitles.unpack(bytes, into: &titles)
    return titles
  }

  private static let extremes: [Title] = [
    Title(
      id: Title.ID(1), name: LocalizedText(""), kind: .film, category: nil, genres: [], year: nil,
      ageRating: nil, availability: .always, addedAt: Instant(millisecondsSince1970: 0)),
    Title(
      id: Title.ID(.max), name: LocalizedText("각👩‍👩‍👧é", english: ""), kind: .series,
      category: .animation, genres: [Genre(LocalizedText("드라마", english: "Drama"))], year: .min,
      ageRating: .all,
      availability: Availability(start: Instant(millisecondsSince1970: .min), end: nil),
      addedAt: Instant(millisecondsSince1970: .max)),
    Title(
      id: Title.ID(.min), name: LocalizedText(String(repeating: "긴", count: 5000)), kind: .film,
      category: .broadcast, genres: [], year: 0, ageRating: .nineteen,
      availability: Availability(start: nil, end: Instant(millisecondsSince1970: -1)),
      addedAt: Instant(millisecondsSince1970: -1)),
  ]

  @Test("titles come back as they were packed, with both forms of their names and genres")
  func roundTrip() throws {
    let titles = Self.extremes + StoreSample.titles.map(\.title)
    let again = try unpacked(PackedTitles.pack(titles))
    #expect(again == titles)
    #expect(again.map(\.name.english) == titles.map(\.name.english))
    #expect(
      again.flatMap(\.genres).map(\.name.english) == titles.flatMap(\.genres).map(\.name.english))
    #expect(try unpacked(PackedTitles.pack([])).isEmpty)
  }

  @Test("bytes that end early, go on, or are of another format are torn")
  func torn() {
    let packed = PackedTitles.pack(StoreSample.titles.map(\.title))
    for count in 0..<packed.count {
      #expect(throws: PackedTitles.Torn.self) { try unpacked(Array(packed.prefix(count))) }
    }
    #expect(throws: PackedTitles.Torn.self) { try unpacked(packed + [0]) }
    #expect(throws: PackedTitles.Torn.self) { try unpacked([2] + packed.dropFirst()) }
  }

  @Test("no byte that is changed ends the program, or makes more titles than there is room for")
  func changed() {
    let packed = PackedTitles.pack(Self.extremes + StoreSample.titles.map(\.title))
    for place in packed.indices {
      for value: UInt8 in [0, 1, 127, 128, 255] {
        var bytes = packed
        bytes[place] = value
        let titles = try? unpacked(bytes)
        #expect((titles?.count ?? 0) <= packed.count)
      }
    }
  }
}
