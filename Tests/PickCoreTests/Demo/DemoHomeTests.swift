import PickModel
import PickTestSupport
import Testing

@testable import PickCore

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
