import Foundation
import PickImport
import PickModel
import PickRecommender
import PickStore
import PickTestSupport
import Testing

@testable import PickOperator

@Suite("pickctl events counts")
struct WatchingCountsTests {
  private let scratch: ScratchDirectory
  private let end = StoreSample.now.advanced(bySeconds: 40 * 86_400)

  init() throws { scratch = try ScratchDirectory() }

  private func counts(_ stores: any Stores) async throws -> FileManifest {
    let counts = WatchingCounts(stores, until: end)
    return try await StagedFolder(at: scratch.file("counts"), for: .counts)
      .filling { try await counts.run(into: $0) }
  }

  /// The fields of a table's rows, as numbers.
  private func rows(_ name: String) throws -> [[Double]] {
    try PackedFile.lines(scratch.file("counts/\(name).csv.gz")).dropFirst().map { line in
      try line.split(separator: ",").map { try #require(Double($0)) }
    }
  }

  /// Viewer 101 watches the film, then the series an hour later; viewer 102 the film, twice a day.
  private func watch(_ stores: any Stores) async throws {
    try await stores.append([
      StoreSample.event(1),
      StoreSample.event(2, asset: 21, at: StoreSample.now.advanced(bySeconds: 3600), seconds: 3600),
      StoreSample.event(3, viewer: 102, seconds: 6000),
      StoreSample.event(4, viewer: 102, at: StoreSample.now.advanced(bySeconds: 60), seconds: 600),
    ])
  }

  @Test("pairs are counted by viewer and weighed with their ratings")
  func pairs() async throws {
    let stores = try await StoreSample.database()
    try await watch(stores)
    let manifest = try await counts(stores)
    #expect(
      manifest.files.map(\.name) == [
        "next.csv.gz", "popularity.csv.gz", "ratings.csv.gz", "together.csv.gz",
      ])
    let ratings = try rows("ratings")
    #expect(ratings.map { Array($0.prefix(2)) } == [[101, 1], [101, 2], [102, 1]])
    let (film, series, other) = (ratings[0][2], ratings[1][2], ratings[2][2])
    let age = 40.0 * 86_400
    #expect(abs(film - (1 + 0.25 * pow(2, -age / (30 * 86_400)))) < 1e-6)
    let together = try rows("together")
    #expect(together.map { Array($0.prefix(3)) } == [[1, 1, 2], [1, 2, 1], [2, 2, 1]])
    #expect(abs(together[0][3] - (film * film + other * other)) < 1e-6)
    #expect(abs(together[1][3] - film * series) < 1e-6)
    let next = try rows("next")
    #expect(next.map { Array($0.prefix(3)) } == [[1, 2, 1]])
    #expect(abs(next[0][3] - film * series * pow(2, -1.0 / 20)) < 1e-6)
  }

  @Test(
    "popularity is what the store serves, and counts a viewer once a title and day",
    arguments: StoreUnderTest.allCases)
  func popularity(store: StoreUnderTest) async throws {
    try await store.withSample { stores in
      try await watch(stores)
      _ = try await counts(stores)
      let rows = try rows("popularity")
      // 22:30 on a Friday night, and 23:30.
      #expect(
        rows.map { Array($0.prefix(3)) } == [
          [0, 1, 2], [0, 2, 1], [23, 1, 2], [24, 2, 1], [26, 1, 2], [26, 2, 1],
        ])
      for slot in [PopularitySlot.all, .hour(22), .day(.fridayNight)] {
        for title in try await stores.popularTitles(in: slot, count: 10) {
          let row = try #require(
            rows.first {
              Int($0[0]) == slot.number && Int64($0[1]) == title.title.rawValue
            })
          #expect(abs(row[3] / title.weight - 1) < 1e-9)
        }
      }
    }
  }
}
