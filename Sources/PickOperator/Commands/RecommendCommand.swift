import ArgumentParser
import PickCommand
import PickCore
import PickModel
import PickRecommender
import PickStoreMySQL
import PickTraining

struct RecommendCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recommend",
    abstract: "Recommend to every user of a ratings file or of a database.",
    discussion: """
      Prints user,item,rank,score, users in the order of their numbers or names. Users of a \
      database are printed by the number of their account, titles as the imported files name them, \
      episodes by the first name that named them; --aliases adds a column with the further names, \
      joined by |. With --positive-min only what is liked is learned from and looked at; the rest \
      counts as seen. Algorithms that rank by predicted rating always learn from all of a file. \
      With a file, a user is asked about at the time of the user's last rating; with \
      a database, at --at. Without --model a database's published model answers when it knows \
      nothing later than --at, and in all other cases blend is fitted. CSV leaves out characters \
      that could steer a terminal; JSON writes them as escapes.
      """.examples(
        "pickctl recommend --user 1000000001 --k 10",
        "pickctl recommend --ratings ratings.csv --model ease --format json"))

  @OptionGroup var learning: LearningOptions
  @OptionGroup var models: ModelsOption
  @Option(
    help: ArgumentHelp(
      "The algorithm to fit, as pickctl algorithms lists it (default: the published model, else "
        + "blend).", valueName: "id"))
  var model: String?
  @OptionGroup var settings: SettingOptions
  @Option(name: .customLong("k"), help: "How many items each user gets at most.")
  var count = 20
  @Option(
    name: .customLong("user"),
    help: ArgumentHelp("Only for this user; may be repeated (default: all).", valueName: "name"))
  var users: [String] = []
  @Flag(help: "Recommend what was seen before too.") var includeSeen = false
  @Flag(help: "Print further names of episodes.") var aliases = false
  @Option(help: "How to print the result.") var format = ListFormat.csv

  func validate() throws {
    try learning.source.table.checkNoneShown()
    guard (1...1_000_000).contains(count) else { throw ValidationError("--k is 1 or more.") }
    if model == nil, !settings.parameters.isEmpty {
      throw ValidationError("--param sets an algorithm: name it with --model.")
    }
    if aliases, learning.ratings != nil || learning.source.columns != .episode {
      throw ValidationError("Only a database's episodes have further names: --level episode.")
    }
    if models.models != nil, model != nil || learning.ratings != nil {
      throw ValidationError("--models is for published models: no --model, no --ratings.")
    }
  }

  func run() async throws {
    try await reporting {
      let line = ProgressLine()
      defer { line.finish() }
      try await recommend(into: .standardOutput(), line: line)
    }
  }

  /// Learns, then writes the list of each viewer.
  func recommend(into output: TextSink, line: ProgressLine) async throws {
    let learned =
      if let path = learning.ratings { try learn(ratings: path, line) } else {
        try await learnFromDatabase(line)
      }
    let rows = learned.rows
    var writer = try RecommendationWriter(learned.catalogue, as: format, into: output)
    let block = 2048
    for start in stride(from: 0, to: rows.count, by: block) {
      try Task.checkCancellation()
      let part = rows[start..<min(start + block, rows.count)]
      let ranked = await learned.ranker.rank(
        count, for: part.map { learned.question($0.row, includesSeen: includeSeen) },
        of: learned.dataset, isOffered: learned.catalogue.isOffered, includesSeen: includeSeen)
      line.show("Recommending", start + part.count, of: rows.count)
      for (row, items) in zip(part, ranked) {
        try writer.add(row.name, row.row == nil ? learned.popular(count) : items)
      }
    }
    line.finish()
    try writer.end()
  }

  /// A model and all that is needed to ask it and to print what it says.
  private struct Learned {
    let ranker: Ranker
    /// The training data, and the source of histories.
    let dataset: Dataset
    /// Everything that is known: the same, and what is not liked.
    let known: Dataset
    let catalogue: Catalogue
    let rows: [AskedUser]
    let atSeconds: Int64?

    /// The most popular items, for a user without a history.
    func popular(_ count: Int) -> [ScoredItem] {
      guard let model = try? Popularity().fit(known, context: FitContext()) else { return [] }
      return model.recommend(
        count, for: ScoringRequest(history: .empty, atSeconds: atSeconds ?? 0),
        among: .only(catalogue.isOffered, includesSeen: true))
    }

    /// The question for a row; without a row an empty history.
    func question(_ row: Int?, includesSeen: Bool) -> Ranker.Question {
      guard let row else {
        return Ranker.Question(
          request: ScoringRequest(history: .empty, atSeconds: atSeconds ?? 0), excluded: [])
      }
      let user = UserIndex(row)
      let (seen, history) = (known.history(of: user).entries, dataset.history(of: user))
      let request = ScoringRequest(
        history: history, atSeconds: atSeconds ?? seen.map(\.lastSeconds).max() ?? 0, user: user)
      let isAllLiked = seen.count == history.entries.count
      return Ranker.Question(
        request: request, excluded: includesSeen || isAllLiked ? [] : seen.map(\.item))
    }
  }

  private func learn(ratings path: String, _ line: ProgressLine) throws -> Learned {
    let algorithm = try Algorithm.named(model ?? Algorithm.ID.blend.rawValue)
    let recipe = try algorithm.ranking(settings.named())
    let ratings = try RatingSource(path, learning, line: line)
    if let sentence = ratings.leftOut { line.say(sentence) }
    let known = try algorithm.ranksByRating ? ratings.asGiven() : ratings.weighed()
    // Who predicts ratings learns what is disliked from low ones.
    let dataset = try algorithm.ranksByRating ? known : ratings.liked() ?? known
    let catalogue = Catalogue(ratings.file)
    let rows = try rows(catalogue.users, line)
    return Learned(
      ranker: .fitted(try fit(recipe, to: dataset, line)), dataset: dataset, known: known,
      catalogue: catalogue, rows: rows, atSeconds: nil)
  }

  private func learnFromDatabase(_ line: ProgressLine) async throws -> Learned {
    let algorithm = try model.map { try Algorithm.named($0) }
    let recipe = try algorithm?.ranking(settings.named())
    let source = learning.source
    let opened = try await source.database.open()
    let at = source.instant
    // A published model is asked in the terms it was fitted in.
    let formula = includeSeen && model != nil ? ImplicitRating.continuing : ImplicitRating()
    let load = LoadWatching(catalog: opened.stores, watches: opened.stores, formula: formula)
    let known = try await load(source.columns, before: at) { line.show($0) }.dataset
    let dataset = try learning.positiveMin.map { try known.liked(from: Float($0)) } ?? known
    let catalogue = try await Catalogue(
      users: known.users, items: known.items, of: opened.stores, level: source.columns, at: at,
      wantsAliases: aliases)
    let rows = try rows(catalogue.users, line)
    let ranker: Ranker
    if let recipe {
      ranker = .fitted(try fit(recipe, to: dataset, line))
    } else if let serving = try servingModel(of: opened, at: at) {
      ranker = .published(serving)
    } else {
      let blend = try Algorithm.named(Algorithm.ID.blend.rawValue).ranking([:])
      ranker = .fitted(try fit(blend, to: dataset, line))
    }
    return Learned(
      ranker: ranker, dataset: dataset, known: known, catalogue: catalogue,
      rows: rows, atSeconds: at.secondsSince1970)
  }

  /// The published model, unless it was made for titles only and episodes are asked for, or knows
  /// what was watched after `instant`.
  private func servingModel(of opened: OpenStores, at instant: Instant) throws -> TrainedModel? {
    guard learning.source.columns == .title else { return nil }
    let directory = try models.directory(of: opened)
    guard let model = directory.openCurrent().model,
      let trainedAt = try? directory.manifest(of: model.id).trainedAt, trainedAt <= instant
    else { return nil }
    return model
  }

  private func fit(
    _ recipe: any Recommender, to dataset: Dataset, _ line: ProgressLine
  ) throws -> any FittedRecommender {
    try recipe.fit(
      dataset, context: .reporting("Learning", seed: settings.seed, on: line))
  }

  /// A user that was asked for, and the row; `nil` for an unknown one.
  private struct AskedUser {
    let name: String
    let row: Int?
  }

  /// The rows to recommend for, in their order; unknown names are reported before the fit.
  private func rows(_ names: [String], _ line: ProgressLine) throws -> [AskedUser] {
    guard !users.isEmpty else {
      return names.enumerated().map { AskedUser(name: $0.element, row: $0.offset) }
    }
    let places = Dictionary(
      names.enumerated().map { (Array($0.element.utf8), $0.offset) }
    ) { first, _ in first }
    let asked = users.map { AskedUser(name: $0, row: places[Array($0.utf8)]) }
    let strangers = asked.filter { $0.row == nil }.map(\.name)
    guard strangers.count < asked.count else {
      throw Failure(.badData, "Nothing is known of a user \(strangers[0]).")
    }
    if !strangers.isEmpty {
      line.say(
        "Nothing is known of \(strangers.count) of \(asked.count) users, who get what is popular: "
          + strangers.prefix(10).joined(separator: ", ") + (strangers.count > 10 ? ", …" : ""))
    }
    return asked
  }
}

/// The output format of rows.
enum ListFormat: String, ExpressibleByArgument, CaseIterable {
  /// CSV with a header.
  case csv
  /// One JSON array of objects.
  case json
}

/// Prints recommendations as they are made.
private struct RecommendationWriter {
  private let output: TextSink
  private let format: ListFormat
  private let items: [String]
  private let aliases: [String]
  private var isFirst = true

  init(_ catalogue: Catalogue, as format: ListFormat, into output: TextSink) throws {
    self.output = output
    self.format = format
    switch format {
    case .csv:
      items = catalogue.items.map(\.csvField)
      aliases = catalogue.aliases.map { "," + $0.joined(separator: "|").csvField }
      try output.add("user,item,rank,score\(aliases.isEmpty ? "" : ",aliases")\n")
    case .json:
      items = try catalogue.items.map { try $0.json() }
      aliases = try catalogue.aliases.map { ",\"aliases\":\(try $0.json())" }
      try output.add("[")
    }
  }

  /// Prints what one user gets, best first.
  mutating func add(_ user: String, _ ranked: [ScoredItem]) throws {
    let name = format == .csv ? user.csvField : try user.json()
    for (place, scored) in ranked.enumerated() {
      let item = items[scored.item.position]
      let others = aliases.isEmpty ? "" : aliases[scored.item.position]
      let score = Self.text(scored.score)
      switch format {
      case .csv: try output.add("\(name),\(item),\(place + 1),\(score)\(others)\n")
      case .json:
        try output.add(
          "\(isFirst ? "" : ",")\n{\"user\":\(name),\"item\":\(item),\"rank\":\(place + 1),"
            + "\"score\":\(score)\(others)}")
      }
      isFirst = false
    }
  }

  /// Ends the list.
  func end() throws {
    if format == .json { try output.add("\n]\n") }
    try output.end()
  }

  /// The shortest digits that say the score: most are of single precision.
  private static func text(_ score: Double) -> String {
    let single = Float(score)
    return Double(single) == score ? "\(single)" : "\(score)"
  }
}
