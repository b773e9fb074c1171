import PickModel
import PickRecommender
import Testing

@testable import PickCore

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
    let database = try await database()
    let world = try await WholeWorld(catalog: database, watches: database, before: Self.end)
    let instant = Self.end.advanced(bySeconds: -7 * 86_400)
    let past = try SQLiteDatabase.inMemory()
    _ = try await past.store(world.known(before: instant)) { _, _ in }
    let pastWorld = try await WholeWorld(catalog: past, watches: past, before: Self.end)
    #expect(pastWorld.events.count < world.events.count)
    try await TemporaryDirectory.with { place in
      let whole = try await PastHomes(
        world, at: instant, recipe: .fixed, directory: place.file("whole"))
      let cut = try await PastHomes(
        pastWorld, at: instant, recipe: .fixed, directory: place.file("cut"))
      let viewers = Set(pastWorld.events.map(\.viewer)).sorted().prefix(10)
      for viewer in viewers {
        let page = try await whole.home(of: viewer)
        #expect(page == (try await cut.home(of: viewer)))
        #expect(page.builtFor == instant && page.isPersonalised)
      }
      #expect(viewers.count == 10)
    }
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
