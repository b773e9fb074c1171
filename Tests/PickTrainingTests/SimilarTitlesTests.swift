import PickImport
import PickModel
import PickRecommender
import PickStore
import PickStoreSQLite
import PickTestRunning
import Testing

@testable import PickCore
@testable import PickTraining

/// What stands under a film as similar, on real data, where `PICK_MOVIELENS` names the folder of
/// ml-latest-small.
@Suite("Similar titles of MovieLens")
struct SimilarTitlesTests {
  private func model(of store: SQLiteDatabase) async throws -> (TrainedModel, Split) {
    let load = LoadWatching(catalog: store, watches: store)
    let log = try await load.log(.title, before: Instant(secondsSince1970: 1_900_000_000))
    let split = try #require(
      try SplitPlan(.userTime(testFraction: 0.2)).rankingSplits(of: log).first)
    var recipe = ModelRecipe.fixed
    // The films that few people watched cost most of the time and are in few lists.
    recipe.blend.taste.maximumItems = 2000
    let model = try TrainedModel.fitted(recipe, to: split.train, context: FitContext()).model
    return (model, split)
  }

  @Test("people are asked before words", .needs(.movieLens))
  func people() async throws {
    let store = try SQLiteDatabase.inMemory()
    let now = Instant(secondsSince1970: 1_900_000_000)
    _ = try await ImportRun(into: store).run(
      .movieLens(directory: try #require(Need.movieLens.found)), now: now)
    let (model, split) = try await model(of: store)
    let titles = Dictionary(try await store.titles().map { ($0.id, $0) }) { first, _ in first }

    let film = try #require(try await store.title(named: "318"))
    #expect(film.name.original == "The Shawshank Redemption" && film.year == 1994)
    let names = model.alike(to: film.id, count: 12).compactMap { titles[$0.title]?.name.original }
    #expect(names.count == 12)
    #expect(!names.contains { $0.contains("Redemption") })
    #expect(names.contains("Forrest Gump") || names.contains("Pulp Fiction"), "\(names)")

    // From one film that was liked to what was watched later: how many of twelve lists hit.
    var (hits, wordHits, cases) = (0, 0, 0)
    for user in split.heldOut.indices where !split.heldOut[user].isEmpty {
      let history = split.train.history(of: UserIndex(user)).entries
      guard let liked = history.max(by: { $0.weight < $1.weight }) else { continue }
      let seen = Set(history.map(\.item))
      let later = split.heldOut[user]
      func hit(_ found: [TrainedModel.Scored]) -> Int {
        found.contains { scored in
          split.train.items.position(of: scored.title.rawValue)
            .map { later.contains(ItemIndex($0)) } ?? false
        } ? 1 : 0
      }
      let subject = Title.ID(split.train.items.identifiers[liked.item.position])
      func isNew(_ title: Title.ID) -> Bool {
        split.train.items.position(of: title.rawValue).map { !seen.contains(ItemIndex($0)) }
          ?? false
      }
      hits += hit(model.alike(to: subject, count: 12, isCandidate: isNew))
      wordHits += hit(model.similar(to: subject, count: 12, isCandidate: isNew))
      cases += 1
    }
    #expect(cases > 400)
    #expect(hits > 3 * wordHits, "\(hits) by people, \(wordHits) by contents, of \(cases)")
  }
}
