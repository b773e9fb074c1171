import PickModel
import PickTestSupport
import Testing

@testable import PickCore
@testable import PickDemo
@testable import PickIdentity
@testable import PickStore
@testable import PickStoreSQLite
@testable import PickTraining

@Suite("Demo world") struct DemoWorldTests {
  @Test("the same seed and date make the same world")
  func same() throws {
    let recipe = DemoRecipe(viewers: 40, titles: 130, days: 20, until: DemoFixture.until)
    #expect(try DemoWorld(recipe) == DemoWorld(recipe))
  }

  @Test("the time of day in the date does not matter")
  func timeOfDay() throws {
    let noon = DemoFixture.until.startOfDay.advanced(bySeconds: 12 * 3600)
    let recipe = DemoRecipe(viewers: 20, titles: 130, days: 20, until: DemoFixture.until)
    let atNoon = DemoRecipe(viewers: 20, titles: 130, days: 20, until: SeoulTime(noon))
    #expect(try DemoWorld(recipe).batch == DemoWorld(atNoon).batch)
  }

  @Test("another seed makes another world")
  func other() throws {
    let recipe = DemoRecipe(viewers: 20, titles: 130, days: 20, seed: 7, until: DemoFixture.until)
    var other = recipe
    other.seed = 8
    let (first, second) = try (DemoWorld(recipe), DemoWorld(other))
    #expect(first.batch.titles.map(\.key) != second.batch.titles.map(\.key))
    #expect(first.batch.events != second.batch.events)
  }

  @Test("more days or viewers leave the catalogue as it is")
  func sameCatalogue() throws {
    let recipe = DemoRecipe(viewers: 20, titles: 130, days: 20, until: DemoFixture.until)
    let longer = DemoRecipe(viewers: 30, titles: 130, days: 90, until: DemoFixture.until)
    let (first, second) = try (DemoWorld(recipe), DemoWorld(longer))
    #expect(first.batch.titles == second.batch.titles)
    #expect(first.batch.assets == second.batch.assets)
  }

  @Test(
    "sizes no world can be made in are refused by name",
    arguments: [(9, 1200, 60, "viewers"), (2000, 119, 60, "titles"), (2000, 1200, 13, "days")])
  func refused(viewers: Int, titles: Int, days: Int, option: String) {
    let recipe = DemoRecipe(
      viewers: viewers, titles: titles, days: days, until: DemoFixture.until)
    let error = #expect(throws: DemoError.self) { try DemoWorld(recipe) }
    guard case .outOfRange(option, _) = error else {
      Issue.record("unexpected \(String(describing: error))")
      return
    }
  }

  @Test("every viewer, asset and title that is spoken of is there, once")
  func wellFormed() throws {
    let world = try #require(DemoFixture.world)
    let batch = world.batch
    #expect(batch.accounts.count == world.recipe.viewers)
    #expect(Set(batch.accounts.map(\.number)).count == batch.accounts.count)
    #expect(batch.titles.count == world.recipe.titles)
    #expect(Set(batch.events.map(\.id)).count == batch.events.count)
    #expect(Set(batch.detailViews.map(\.id)).count == batch.detailViews.count)
    let viewers = Set(batch.accounts.map(\.viewer))
    #expect(batch.events.allSatisfy { viewers.contains($0.viewer) })
    #expect(batch.events.allSatisfy { (1...batch.assets.count).contains(Int($0.asset.rawValue)) })
    #expect(
      batch.assets.allSatisfy { (1...batch.titles.count).contains(Int($0.asset.title.rawValue)) })
  }

  @Test("everything is watched inside the world, and when it can be watched")
  func possible() throws {
    let world = try #require(DemoFixture.world)
    for event in world.batch.events {
      let asset = world.batch.assets[Int(event.asset.rawValue) - 1].asset
      let title = DemoFixture.title(of: event, in: world)
      #expect(event.startedAt >= world.recipe.start && event.startedAt < world.recipe.end)
      #expect(asset.addedAt <= event.startedAt && title.availability.contains(event.startedAt))
    }
  }

  @Test("a box plays one thing at a time")
  func oneAtATime() throws {
    let world = try #require(DemoFixture.world)
    var busyUntil: [Viewer.ID: Instant] = [:]
    for event in world.batch.events {
      if let busy = busyUntil[event.viewer] { #expect(event.startedAt >= busy) }
      busyUntil[event.viewer] = event.startedAt.advanced(bySeconds: Int64(event.watchedSeconds))
    }
  }
}

/// What home is like in a demo world, by the same engine that serves it.
@Suite("Home in a demo world") struct DemoHomeTests {
  private let recipe = DemoRecipe(viewers: 250, until: DemoFixture.until)
  private let creation = CreateDemoWorld { (_, _) throws(PasswordHashError) in "hash" }

  @Test("the well-known viewer has every shelf, now and at any time of the last days")
  func everyShelf() async throws {
    let scratch = try ScratchDirectory()
    let path = scratch.file("demo.sqlite")
    _ = try await creation.run(recipe, at: path)
    let database = try SQLiteDatabase.open(path: path, mode: .existing)
    let models = ModelDirectory(besideDatabase: path, named: database.id)
    let trainer = TrainModel(catalog: database, watches: database, directory: models)
    _ = try await trainer(now: recipe.end)
    for hoursBack in [-15, 1, 26, 49, 75, 110] {
      let at = recipe.end.advanced(bySeconds: -Int64(hoursBack) * 3600)
      let engine = Engine(
        stores: .init(catalog: database, watches: database, choices: database), models: models,
        contentTime: at)
      let home = try await engine.home(of: DemoAccounts.viewer.viewer, now: at)
      #expect(home.isPersonalised)
      #expect(home.hero.allSatisfy { $0.cards.count >= 4 })
      let kinds = home.shelves.filter { !$0.cards.isEmpty }.map { Self.name($0.kind) }
      let wanted = [
        "continue", "picked", "because", "similar", "favourite", "new-episodes", "top10",
        "my-list", "genre",
      ]
      #expect(wanted.allSatisfy(kinds.contains), "\(hoursBack) hours back: \(kinds)")
    }
    try database.close()
  }

  @Test("a newcomer gets a home of what is popular")
  func newcomer() async throws {
    let scratch = try ScratchDirectory()
    let path = scratch.file("demo.sqlite")
    _ = try await creation.run(recipe, at: path)
    let database = try SQLiteDatabase.open(path: path, mode: .existing)
    let engine = Engine(
      stores: .init(catalog: database, watches: database, choices: database))
    let home = try await engine.home(of: DemoAccounts.newcomer.viewer, now: recipe.end)
    #expect(home.shelves.contains { $0.kind == .top10 && $0.cards.count == 10 })
    #expect(!home.shelves.contains { $0.kind == .continueWatching })
    try database.close()
  }

  private static func name(_ kind: Shelf.Kind) -> String {
    String(kind.shelfID.rawValue.prefix { $0 != ":" })
  }
}

/// Worlds the tests look at; each is made once.
enum DemoFixture {
  static let until = SeoulTime(Instant(secondsSince1970: 1_795_359_600))  // 2026-11-23 00:00

  static let world = make(DemoRecipe(viewers: 600, titles: 400, until: until))
  static let small = make(DemoRecipe(viewers: 60, titles: 150, days: 30, until: until))

  static func make(_ recipe: DemoRecipe) -> DemoWorld? { try? DemoWorld(recipe) }

  /// The title an event's asset belongs to.
  static func title(of event: WatchEvent, in world: DemoWorld) -> Title {
    let asset = world.batch.assets[Int(event.asset.rawValue) - 1].asset
    return world.batch.titles[Int(asset.title.rawValue) - 1].title
  }

  static func ratio(of event: WatchEvent, in world: DemoWorld) -> Double {
    let asset = world.batch.assets[Int(event.asset.rawValue) - 1].asset
    return Double(event.watchedSeconds) / Double(asset.runningSeconds ?? 1)
  }
}
