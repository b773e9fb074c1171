import Foundation
import PickModel
import PickTestRunning
import PickTestSupport
import Testing

@testable import PickCore
@testable import PickDemo
@testable import PickStore
@testable import PickStoreMySQL
@testable import PickStoreSQLite
@testable import PickTraining

/// A whole world goes into both homes; whatever is asked, they answer alike.
@Suite("SQLite and MariaDB", .needs(.mariaDB), .fewAtOnce)
struct HomesAgreeTests {
  private static let until = SeoulTime(Instant(secondsSince1970: 1_795_359_600))
  private let now = Instant(secondsSince1970: 1_795_359_600)

  private func withBoth(
    _ body: (ImportBatch, SQLiteDatabase, MySQLDatabase) async throws -> Void
  ) async throws {
    let recipe = DemoRecipe(viewers: 400, titles: 150, days: 30, until: Self.until)
    let batch = try DemoWorld(recipe).batch
    let file = try SQLiteDatabase.inMemory()
    try await MariaDBServer.shared?.withStore { server in
      let stored = try await file.store(batch) { _, _ in }
      #expect(try await server.store(batch) { _, _ in } == stored)
      #expect(stored.events > 1_000)
      try await body(batch, file, server)
    }
  }

  @Test("they hold the same catalogue, histories and popularity, to the last bit")
  func answers() async throws {
    try await withBoth { batch, file, server in
      let titles = try await file.titles()
      #expect(try await server.titles() == titles)
      #expect(try await server.titleTexts() == file.titleTexts())
      let ids = titles.map(\.id)
      #expect(try await server.assets(of: ids) == file.assets(of: ids))
      #expect(try await server.firstAssets(of: ids) == file.firstAssets(of: ids))
      for slot in [PopularitySlot.all, .hour(21), .day(.weekend), .day(.fridayNight)] {
        let expected = try await file.popularTitles(in: slot, count: 500)
        #expect(try await server.popularTitles(in: slot, count: 500) == expected)
      }
      for viewer in Set(batch.events.map(\.viewer)).sorted().prefix(5) {
        let expected = try await file.history(of: viewer, before: now)
        #expect(try await server.history(of: viewer, before: now) == expected)
      }
    }
  }

  @Test("a second import of a world, with some of it new, stores what is new")
  func overlap() async throws {
    try await withBoth { batch, _, server in
      var more = batch
      let known = try #require(batch.events.first)
      more.events.append(
        WatchEvent(
          id: EventID(at: known.startedAt, rest: (9, 9)), viewer: known.viewer,
          asset: known.asset, startedAt: known.startedAt, watchedSeconds: 60, source: .imported))
      let extended = more
      #expect(try await server.store(extended) { _, _ in } == ImportCount(events: 1))
    }
  }

  @Test("they train the same model, byte for byte")
  func training() async throws {
    try await withBoth { _, file, server in
      let scratch = try ScratchDirectory()
      func train(_ store: any CatalogStore & WatchStore) async throws -> ModelManifest {
        let directory = ModelDirectory(path: scratch.file("models"), database: file.id)
        return try await TrainModel(catalog: store, watches: store, directory: directory)(now: now)
      }
      let expected = try await train(file)
      let trained = try await train(server)
      #expect(trained.sha256 == expected.sha256)
      #expect(trained.dataFingerprint == expected.dataFingerprint)
    }
  }

  @Test("their front pages of the past are worth the same")
  func pages() async throws {
    try await withBoth { _, file, server in
      let scratch = try ScratchDirectory()
      func measured(
        _ store: any CatalogStore & WatchStore, _ name: String
      ) async throws -> PageReport {
        let place = scratch.file(name)
        try FileManager.default.createDirectory(
          atPath: place, withIntermediateDirectories: false)
        let evaluate = EvaluatePages(
          catalog: store, watches: store, scratch: place, recipe: .fixed)
        return try await evaluate(weeks: 1, before: now)
      }
      let expected = try await measured(file, "file")
      #expect(expected.figures.first.map { $0.pages > 10 } == true)
      #expect(try await measured(server, "server") == expected)
    }
  }
}
