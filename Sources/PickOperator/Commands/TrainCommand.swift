import ArgumentParser
import PickCommand
import PickCore
import PickRecommender
import PickStoreMySQL
import PickSystem
import PickTraining

struct TrainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Learn a model from everything watched, and let it serve.",
    discussion: """
      The model is a file beside the database, named by its checksum. Running programs notice it \
      and swap it in; the model before it is kept. How loud its parts are is chosen on the last \
      three weeks of what was watched; --format json prints everything that was tried.
      """.examples("pickctl train", "pickctl train --data /srv/pick/pick.sqlite --format json"))

  @OptionGroup var database: DatabaseOption
  @OptionGroup var models: ModelsOption
  @OptionGroup var output: FormatOption

  func run() async throws {
    try await reporting {
      let opened = try await database.open()
      let line = ProgressLine()
      defer { line.finish() }
      let train = TrainModel(
        catalog: opened.stores, watches: opened.stores,
        directory: try models.directory(of: opened))
      let manifest = try await train(now: SystemWallClock().now()) { progress in
        line.show(progress.phase.sentence, fraction: progress.fraction)
      }
      line.finish()
      try StandardOutput.show(output.format == .json ? try manifest.json() : manifest.summary)
    }
  }
}

extension TrainProgress.Phase {
  fileprivate var sentence: String {
    switch self {
    case .readingCatalog: "Reading the catalogue"
    case .readingEvents: "Reading what was watched"
    case .learning: "Learning what is watched together and next, and what resembles"
    case .publishing: "Publishing"
    }
  }
}

extension ModelManifest {
  fileprivate var summary: String {
    """
    Model \(sha256.prefix(16)): \(counts.titles) titles (\(counts.watchedTitles) watched), \
    \(counts.viewers) viewers, \(counts.interactions) interactions from \(counts.events) events, \
    \(byteCount) bytes
    \(choice?.summary ?? "Too little was watched in the last weeks to choose settings by.")
    """
  }
}

extension BlendChoice {
  /// The chosen settings and their score, in two lines.
  fileprivate var summary: String {
    let parts = trials.filter { $0.value == nil }
      .map { "\($0.name) \(EvaluationText.number($0.ndcg, 4))" }.joined(separator: ", ")
    let shares = blend.shares
    return """
      Chosen on \(cases) cases of the last weeks: NDCG@10 \(EvaluationText.number(ndcg, 4)) (alone: \(parts))
      λ \(blend.taste.regularization), popularity \(shares.popularity), watched next \
      \(shares.sequence), contents \(shares.content)
      """
  }
}
