import PickCore
import PickModel
import PickRecommender
import PickTestSupport
import Testing

@testable import PickDemo
@testable import PickStore
@testable import PickStoreSQLite
@testable import PickTraining

@Suite("EvaluatePages")
struct EvaluatePagesTests {
  private static let until = SeoulTime(Instant(secondsSince1970: 1_795_359_600))
  private static let end = Instant(secondsSince1970: 1_795_359_600)

  private func database() async throws -> SQLiteDatabase {
    let database = try SQLiteDatabase.inMemory()
    let world = try DemoWorld(DemoRecipe(viewers: 40, titles: 120, days: 28, until: Self.until))
    _ = try await database.store(world.batch) { _, _ in }
    return database
  }

  @Test("pages of the last weeks are measured by what was watched within a day and a week")
  func report() async throws {
    let database = try await database()
    try await TemporaryDirectory.with { place in
      let evaluate = EvaluatePages(
        catalog: database, watches: database, scratch: place.path, recipe: .fixed)
      let report = try await evaluate(weeks: 2, before: Self.end)
      #expect(report.figures.map(\.horizon) == [.day, .week] && report.instants.count == 2)
      for figures in report.figures {
        #expect((1...40).contains(figures.viewers) && figures.pages >= figures.viewers)
        #expect(figures.ndcg.mean > 0 && figures.ndcg.mean <= figures.hitRate.mean)
        #expect(figures.shelves.allSatisfy { $0.adds <= $0.hitRate && $0.presence <= 1 })
        #expect(figures.shelves.contains { $0.name == "picked" && $0.presence > 0.5 })
      }
      #expect(report == (try await evaluate(weeks: 2, before: Self.end)))
    }
  }

  @Test("a page is the same whatever is watched, or arrives, after its instant")
  func noLeak() async throws {
    let instant = Self.end.advanced(bySeconds: -7 * 86_400)
    let all = try DemoWorld(DemoRecipe(viewers: 60, titles: 150, days: 28, until: Self.until)).batch
    // Cut by hand, not by what is tested.
    var earlier = all
    earlier.events.removeAll { $0.startedAt >= instant }
    earlier.titles.removeAll { $0.title.addedAt > instant }
    let here = Set(earlier.titles.map(\.title.id))
    earlier.assets.removeAll { $0.asset.addedAt > instant || !here.contains($0.asset.title) }
    earlier.detailViews = []
    #expect(earlier.events.count < all.events.count && earlier.assets.count < all.assets.count)
    let (whole, cut) = try await (Self.world(all), Self.world(earlier))
    let known = whole.known(before: instant)
    #expect(known.events.allSatisfy { $0.startedAt < instant })
    #expect(known.events.count == earlier.events.count)
    #expect(known.titles.allSatisfy { $0.title.addedAt <= instant })
    #expect(known.assets.allSatisfy { $0.asset.addedAt <= instant })
    try await TemporaryDirectory.with { place in
      let wholeHomes = try await PastHomes(
        whole, at: instant, recipe: .fixed, directory: place.file("whole"))
      let cutHomes = try await PastHomes(
        cut, at: instant, recipe: .fixed, directory: place.file("cut"))
      let viewers = Set(earlier.events.map(\.viewer)).sorted().prefix(10)
      for viewer in viewers {
        let page = try await wholeHomes.home(of: viewer)
        #expect(page == (try await cutHomes.home(of: viewer)))
        #expect(page.builtFor == instant && page.isPersonalised)
      }
      #expect(viewers.count == 10)
    }
  }

  @Test("months imported in another order: what was watched had arrived")
  func importedLater() async throws {
    let instant = Self.end.advanced(bySeconds: -7 * 86_400)
    var batch = try DemoWorld(
      DemoRecipe(viewers: 40, titles: 120, days: 28, until: Self.until)
    ).batch
    // As an import of the last month before the others would have it.
    batch.titles = batch.titles.map { imported in
      let title = imported.title
      return ImportedTitle(
        title: Title(
          id: title.id, name: title.name, kind: title.kind, category: title.category,
          genres: title.genres, year: title.year, ageRating: title.ageRating,
          availability: .always, addedAt: Self.end.advanced(bySeconds: -3600)),
        key: imported.key, synopsis: imported.synopsis, cast: imported.cast)
    }
    let world = try await Self.world(batch)
    let known = world.known(before: instant)
    #expect(known.events.count == batch.events.count { $0.startedAt < instant })
    #expect(!known.titles.isEmpty && known.titles.count < batch.titles.count)
    try await TemporaryDirectory.with { place in
      let homes = try await PastHomes(
        world, at: instant, recipe: .fixed, directory: place.file("late"))
      let viewer = try #require(known.events.first?.viewer)
      #expect(!(try await homes.home(of: viewer)).shelves.isEmpty)
    }
  }

  @Test("one watch dated long after all others is no last week")
  func slippedDate() async throws {
    var batch = try DemoWorld(
      DemoRecipe(viewers: 40, titles: 120, days: 28, until: Self.until)
    ).batch
    let usual = try await Self.world(batch).events.count
    let first = try #require(batch.events.first)
    let late = Self.end.advanced(bySeconds: 900 * 86_400)
    batch.events.append(
      WatchEvent(
        id: EventID(at: late, rest: (1, 2)), viewer: first.viewer, asset: first.asset,
        startedAt: late, watchedSeconds: 60, endPosition: 60, source: .demo))
    #expect(try await Self.world(batch).events.count == usual)
  }

  private static func world(_ batch: ImportBatch) async throws -> WholeWorld {
    let database = try SQLiteDatabase.inMemory()
    _ = try await database.store(batch) { _, _ in }
    return try await WholeWorld(
      catalog: database, watches: database, before: end.advanced(bySeconds: 1000 * 86_400))
  }

  @Test("without two weeks of watching there is nothing to measure, and that is said")
  func nothing() async throws {
    let database = try SQLiteDatabase.inMemory()
    let world = try DemoWorld(DemoRecipe(viewers: 10, titles: 120, days: 14, until: Self.until))
    var batch = world.batch
    batch.events.removeAll { $0.startedAt < Self.end.advanced(bySeconds: -3 * 86_400) }
    _ = try await database.store(batch) { _, _ in }
    try await TemporaryDirectory.with { place in
      let evaluate = EvaluatePages(catalog: database, watches: database, scratch: place.path)
      await #expect(throws: TrainError.fit(.emptyDataset)) {
        _ = try await evaluate(weeks: 1, before: Self.end)
      }
    }
  }
}

@Suite("PageMeasure")
struct PageMeasureTests {
  private func shelf(_ kind: Shelf.Kind, _ titles: ClosedRange<Int64>) -> ShelfResult {
    .loaded(
      Shelf(
        kind: kind,
        cards: titles.map { id in
          Card(
            Title(
              id: Title.ID(id), name: LocalizedText("\(id)"), kind: .film, category: nil,
              genres: [], year: nil, ageRating: nil, availability: .always,
              addedAt: Instant(secondsSince1970: 0)), playable: nil, reason: .onMyList)
        }))
  }

  /// Hero 1 to 3 (its second tab counts for nothing), continue 4 to 6, picks 7 to 9.
  private var page: HomePage {
    HomePage(
      hero: [shelf(.hero(.realtime), 1...3), shelf(.hero(.weekday), 20...25)],
      shelves: [shelf(.continueWatching, 4...6), shelf(.pickedForYou, 7...9), .failed(.top10)],
      builtFor: Instant(secondsSince1970: 0), isPersonalised: true)
  }

  @Test("the top left is worth most: one over both logarithms, against the best places")
  func worths() {
    // The only title watched stands in the best place there is.
    #expect(PageMeasure(page, watched: [Title.ID(1)], depth: 10).ndcg == 1)
    // Row 2, column 1: 1 ÷ (log₂ 3 × 1) of the best place's 1.
    let second = PageMeasure(page, watched: [Title.ID(4)], depth: 10)
    #expect(abs(second.ndcg - 0.6309297535714575) < 1e-12)
    // Row 3, column 2: 1 ÷ (2 × log₂ 3); with one that is nowhere, of the two best places, 1 and
    // 1 ÷ log₂ 3.
    let third = PageMeasure(page, watched: [Title.ID(8), Title.ID(99)], depth: 10)
    #expect(abs(third.ndcg - 0.31546487678572877 / 1.6309297535714575) < 1e-12)
    #expect(third.isHit)
  }

  @Test("what is not shown is no hit, and neither is a card behind the first ones")
  func misses() {
    for watched: Set<Title.ID> in [[Title.ID(99)], [Title.ID(6)], [Title.ID(20)]] {
      let measure = PageMeasure(page, watched: watched, depth: 2)
      #expect(measure.ndcg == 0 && !measure.isHit)
      #expect(measure.rows.allSatisfy { !$0.isHit && !$0.adds })
    }
  }

  @Test("a row adds what no row above shows")
  func adds() {
    let twice = HomePage(
      hero: [shelf(.hero(.realtime), 1...3)],
      shelves: [shelf(.continueWatching, 3...4), shelf(.pickedForYou, 4...5)],
      builtFor: Instant(secondsSince1970: 0), isPersonalised: true)
    // Row 2, column 1 is worth more than row 1, column 3: 1 ÷ log₂ 3 against ½.
    let nearer = PageMeasure(twice, watched: [Title.ID(3)], depth: 10)
    #expect(abs(nearer.ndcg - 0.6309297535714575) < 1e-12)
    let rows = PageMeasure(twice, watched: [Title.ID(3), Title.ID(5)], depth: 10).rows
    #expect(rows.map(\.name) == ["hero", "continue", "picked"])
    #expect(rows.map(\.isHit) == [true, true, true])
    #expect(rows.map(\.adds) == [true, false, true])
  }
}
