import Foundation
import PickModel
import PickRecommender
import PickStore
import PickTestSupport
import PickTraining
import Synchronization
import Testing

@testable import PickCore

@Suite struct TrainModelTests {
  private func trained(
    _ watches: ArrayWatches = TrainingWorld.watches,
    _ body: (TrainedModel, ModelManifest, ModelDirectory) async throws -> Void
  ) async throws {
    try await TemporaryDirectory.with { place in
      let directory = ModelDirectory(path: place.file("models"), database: TrainingWorld.database)
      let trainer = TrainModel(
        catalog: TrainingWorld.catalog, watches: watches, directory: directory)
      let manifest = try await trainer(now: TrainingWorld.now)
      let opened = directory.openCurrent()
      #expect(opened.refused == nil)
      try await body(try #require(opened.model), manifest, directory)
    }
  }

  @Test("the withheld title of a viewer's colour is ranked first")
  func knownAnswer() async throws {
    try await trained { model, _, _ in
      for viewer in 0..<TrainingWorld.viewerCount {
        let profile = TrainingWorld.profile(of: viewer)
        let seen = Set(profile.entries.map(\.title))
        let ranked = model.rank(profile, count: 3) { !seen.contains($0) }
        #expect(ranked.first?.title == TrainingWorld.withheld(from: viewer))
      }
    }
  }

  @Test("a title nobody watched has neighbours and a place by its contents")
  func coldTitle() async throws {
    try await trained { model, _, _ in
      let cold = Title.ID(9)
      let similar = model.similar(to: cold, count: 4).map(\.title.rawValue)
      #expect(similar.sorted() == [1, 3, 5, 7])
      let thrillers = TrainingWorld.profile(of: 1)
      let wanted = try #require(model.score(of: cold, for: thrillers))
      let unwanted = try #require(model.score(of: cold, for: TrainingWorld.profile(of: 0)))
      #expect(wanted > 0 && unwanted == 0)
    }
  }

  @Test("contributions add up to the score, and the score to what ranking says, to the bit")
  func contributions() async throws {
    try await trained { model, _, _ in
      let profile = TrainingWorld.profile(of: 3, thumbs: [Title.ID(2): .up, Title.ID(5): .down])
      let ranked = model.rank(profile, count: 100) { _ in true }
      #expect(!ranked.isEmpty)
      for scored in ranked {
        let sum =
          model.contributions(to: scored.title, for: profile).reduce(0) {
            $0 + $1.part.taste + $1.part.sequence + $1.part.content
          } + (model.prior(of: scored.title) ?? 0)
        #expect(sum == scored.score && model.score(of: scored.title, for: profile) == scored.score)
      }
    }
  }

  @Test("a new watch changes the ranking without training")
  func live() async throws {
    try await trained { model, _, _ in
      let before = ViewerProfile(events: [], assets: TrainingWorld.assets, now: TrainingWorld.now)
      let watch = TrainingWorld.watch(104, by: 50, at: TrainingWorld.now)
      let after = ViewerProfile(
        events: [watch], assets: TrainingWorld.assets, now: TrainingWorld.now)
      // A viewer without history is scored by popularity alone.
      #expect(
        model.rank(before, count: 5) { _ in true }.allSatisfy {
          $0.score == model.prior(of: $0.title)
        })
      let ranked = model.rank(after, count: 3) { $0 != Title.ID(4) }
      #expect(!ranked.isEmpty)
      #expect(!ranked.contains { !$0.title.rawValue.isMultiple(of: 2) })
    }
  }

  @Test("a title the model does not know has no score and no neighbours")
  func unknown() async throws {
    try await trained { model, _, _ in
      let profile = TrainingWorld.profile(of: 0)
      #expect(model.score(of: Title.ID(77), for: profile) == nil)
      #expect(model.contributions(to: Title.ID(77), for: profile).isEmpty)
      #expect(model.similar(to: Title.ID(77), count: 5).isEmpty)
    }
  }

  @Test("equal data gives an equal file, whatever the batches")
  func deterministic() async throws {
    var one: ModelManifest?
    var two: ModelManifest?
    try await trained { _, manifest, _ in one = manifest }
    var watches = TrainingWorld.watches
    watches.batchSize = 1000
    try await trained(watches) { _, manifest, _ in two = manifest }
    #expect(one != nil && one == two)
  }

  @Test("the manifest counts what went in and is read back")
  func manifest() async throws {
    try await trained { model, manifest, directory in
      #expect(manifest.counts.titles == 10 && manifest.counts.watchedTitles == 9)
      #expect(manifest.counts.viewers == TrainingWorld.viewerCount)
      #expect(manifest.counts.events == TrainingWorld.watches.events.count)
      #expect(manifest.id == model.id)
      let (read, verified) = try (directory.manifest(of: model.id), directory.verify(model.id))
      #expect(read == manifest && verified == manifest)
    }
  }

  /// Viewers watch one more title of their colour each week.
  private static var weekly: ArrayWatches {
    ArrayWatches(
      events: (0..<64).flatMap { viewer in
        (0..<4).map { week in
          let title = (viewer / 2 + week) % (viewer % 2 == 0 ? 5 : 4) * 2 + viewer % 2
          return TrainingWorld.watch(
            title == 0 ? 1000 : 100 + title, by: viewer,
            at: TrainingWorld.now.advanced(bySeconds: -86_400 * Int64(27 - 7 * week)))
        }
      })
  }

  @Test("what was chosen on the last weeks stands in the manifest; a fixed recipe chooses nothing")
  func choice() async throws {
    try await trained(Self.weekly) { model, manifest, directory in
      let choice = try #require(manifest.choice)
      #expect(choice.cases >= BlendChoice.leastCases && choice.splits.count == 3)
      #expect(choice.trials.contains { $0.name == "ease" && $0.value == nil })
      #expect(try directory.manifest(of: model.id) == manifest)
    }
    try await TemporaryDirectory.with { place in
      let directory = ModelDirectory(path: place.path, database: TrainingWorld.database)
      let trainer = TrainModel(
        catalog: TrainingWorld.catalog, watches: Self.weekly, directory: directory, recipe: .fixed)
      let manifest = try await trainer(now: TrainingWorld.now)
      #expect(manifest.choice == nil && manifest.recipe == .fixed)
    }
  }

  @Test("what is evaluated as served is the model that is published, to the bit")
  func served() async throws {
    try await trained(Self.weekly) { model, _, _ in
      let load = LoadWatching(catalog: TrainingWorld.catalog, watches: Self.weekly)
      let watching = try await load(.title, before: TrainingWorld.now, sampling: 1000)
      let data = watching.dataset
      let served = try ServedRecipe().fit(
        data, context: FitContext(seed: 1).learning(from: try #require(watching.sample)))
      for user in 0..<data.users.count {
        let history = data.history(of: UserIndex(user))
        let profile = ViewerProfile(history, of: data.items)
        let request = ScoringRequest(history: history)
        let (sums, scores) = (served.sums(for: request), served.scores(for: request))
        for (position, title) in data.items.identifiers.enumerated() {
          #expect(sums[position] == model.score(of: Title.ID(title), for: profile))
          #expect(scores[position] == Float(sums[position]))
        }
      }
    }
  }

  @Test("where no model can be written nothing is learned first")
  func unwritable() async throws {
    try await TemporaryDirectory.with { place in
      let file = place.file("file")
      try Data().write(to: URL(filePath: file))
      let trainer = TrainModel(
        catalog: TrainingWorld.catalog, watches: Self.weekly,
        directory: ModelDirectory(path: file + "/models", database: TrainingWorld.database),
        recipe: .fixed)
      let steps = Mutex(0)
      await #expect(throws: TrainError.model(.cannotWrite(errno: ENOTDIR))) {
        try await trainer(now: TrainingWorld.now) { _ in steps.withLock { $0 += 1 } }
      }
      #expect(steps.withLock { $0 } == 0)
    }
  }

  @Test("nothing watched yet still gives a model of contents")
  func noEvents() async throws {
    try await trained(ArrayWatches()) { model, manifest, _ in
      #expect(manifest.counts.viewers == 0)
      #expect(!model.similar(to: Title.ID(1), count: 5).isEmpty)
      #expect(!model.rank(TrainingWorld.profile(of: 1), count: 5) { _ in true }.isEmpty)
    }
  }

  @Test("progress never falls and ends at 1")
  func progress() async throws {
    try await TemporaryDirectory.with { place in
      let seen = Mutex<[TrainProgress]>([])
      let trainer = TrainingWorld.trainer(
        ModelDirectory(path: place.path, database: TrainingWorld.database))
      try await trainer(now: TrainingWorld.now) { step in seen.withLock { $0.append(step) } }
      let steps = seen.withLock { $0 }
      #expect(steps.map(\.fraction) == steps.map(\.fraction).sorted())
      #expect(steps.first?.fraction == 0 && steps.last?.fraction == 1)
      #expect(Set(steps.map(\.phase)) == Set(TrainProgress.Phase.allCases))
    }
  }

  @Test("a cancelled run publishes nothing")
  func cancelled() async throws {
    try await TemporaryDirectory.with { place in
      let directory = ModelDirectory(path: place.path, database: TrainingWorld.database)
      let task = Task {
        withUnsafeCurrentTask { $0?.cancel() }
        await #expect(throws: TrainError.cancelled) {
          _ = try await TrainingWorld.trainer(directory)(now: TrainingWorld.now)
        }
      }
      await task.value
      let names = try place.names()
      #expect(names.isEmpty)
    }
  }

  @Test("an empty catalogue and a failing store are typed errors")
  func failures() async throws {
    try await TemporaryDirectory.with { place in
      let directory = ModelDirectory(path: place.path, database: TrainingWorld.database)
      let empty = TrainModel(
        catalog: ArrayCatalog(), watches: ArrayWatches(), directory: directory)
      await #expect(throws: TrainError.emptyCatalog) {
        _ = try await empty(now: TrainingWorld.now)
      }
      let failing = TrainModel(
        catalog: TrainingWorld.catalog, watches: ArrayWatches(failure: .busy),
        directory: directory)
      await #expect(throws: TrainError.store(.busy)) {
        _ = try await failing(now: TrainingWorld.now)
      }
    }
  }
}
