import ArgumentParser
import PickCommand
import PickImport
import PickRecommender
import PickStoreMySQL
import PickTraining

struct PredictCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "predict",
    abstract: "Predict what users would rate items.",
    discussion: """
      Prints user,item,estimate in the order of the pairs. Estimates are clipped to the range of \
      the ratings; an unknown user or item gets one too. The rating of a database's title \
      or episode is what the viewer said of it or the share that was watched, the last time. Pairs \
      name users and items as pickctl recommend prints them; an episode may go by any of its names.
      """.examples("pickctl predict --ratings ratings.csv --pairs pairs.csv --model svdpp"))

  @OptionGroup var source: SourceOptions
  @Option(
    help: ArgumentHelp(
      "What to predict: a table with the columns user and item, recognised like --ratings.",
      valueName: "file"))
  var pairs: String
  @Option(help: ArgumentHelp("The algorithm, as pickctl algorithms lists it.", valueName: "id"))
  var model: String
  @OptionGroup var settings: SettingOptions

  func validate() throws { try source.table.checkNoneShown() }

  func run() async throws {
    try await reporting {
      let output = TextSink.standardOutput()
      let line = ProgressLine()
      defer { line.finish() }
      try await predict(into: output, line: line)
      try output.end()
    }
  }

  /// Learns, then writes one estimate for each pair.
  func predict(into output: TextSink, line: ProgressLine) async throws {
    let recipe = try Algorithm.named(model).predicting(settings.named())
    let known = try await NamedRatings(source, line: line)
    let asked = try readPairs(line)
    let users = RowsOfPairs(asked.users, find: known.user)
    let items = RowsOfPairs(asked.items, find: known.item)
    let unknown = (0..<asked.count).count { pair in
      users.places[Int(asked.user[pair])] == nil || items.places[Int(asked.item[pair])] == nil
    }
    if unknown > 0 {
      line.say(
        "\(unknown) of \(asked.count) pairs name an unknown user or item; they get what a "
          + "stranger would.")
    }
    let context = FitContext.reporting("Learning", seed: settings.seed, on: line)
    let fitted = try recipe.fit(known.ratings, context: context)
    line.finish()
    try output.add("user,item,estimate\n")
    for pair in 0..<asked.count {
      let (user, item) = (Int(asked.user[pair]), Int(asked.item[pair]))
      let estimate = fitted.predict(
        user: users.places[user].map { UserIndex($0) },
        item: items.places[item].map { ItemIndex($0) })
      try output.add(users.fields[user] + items.fields[item] + Array("\(estimate)\n".utf8))
    }
  }
}

extension PredictCommand {
  /// The pairs: in the encoding that was named, with the columns that were named if they are there.
  private func readPairs(_ line: ProgressLine) throws -> PairsFile {
    let said = source.table.options
    var options = TableOptions(encoding: said.encoding)
    options.columns = said.columns.filter { $0.key == .user || $0.key == .item }
    let asked = try read(options, line)
    line.say(asked.form, asked.rejected)
    return asked
  }

  /// Columns that were named for the ratings need not be in the pairs.
  private func read(_ options: TableOptions, _ line: ProgressLine) throws -> PairsFile {
    do throws(ImportError) {
      return try PairsFile(pairs, options: options, progress: line.show)
    } catch {
      guard case .missingColumns = error else { throw error }
    }
    return try PairsFile(
      pairs, options: TableOptions(encoding: options.encoding), progress: line.show)
  }
}

/// The names of a pairs file: as fields to print, and where they are in the ratings.
private struct RowsOfPairs {
  /// Each name with the comma that follows it.
  let fields: [[UInt8]]
  let places: [Int?]

  init(_ names: RatingNames, find: (String) -> Int?) {
    fields = names.arrival.map { Array("\($0.csvField),".utf8) }
    places = names.arrival.map(find)
  }
}

/// Ratings to predict from, and what their rows and columns are called.
private struct NamedRatings {
  let ratings: RatingSet
  /// The row of a user's name; `nil` for a stranger.
  let user: (String) -> Int?
  /// The column of an item's name; `nil` for an unknown one.
  let item: (String) -> Int?

  /// Reads a ratings file, or what a database has seen: the ratings `evaluate --task rating` asks
  /// for.
  ///
  /// - Throws: what reading throws, and `Failure` for a file without ratings.
  init(_ source: SourceOptions, line: ProgressLine) async throws {
    if let path = source.ratings {
      let file = try RatingsFile(
        path, forgivesTimes: true, options: source.table.options, progress: line.show)
      line.say(file.form, file.rejected)
      guard file.count > 0 else { throw Failure(.badData, "\(path) holds no ratings.") }
      guard file.values != .yes else {
        throw Failure(.badData, "\(path) holds no ratings that could be predicted.")
      }
      ratings = try file.ratingSet()
      (user, item) = (file.users.place, file.items.place)
    } else {
      let opened = try await source.database.open()
      let load = LoadWatching(catalog: opened.stores, watches: opened.stores)
      let at = source.instant
      let log = try await load.log(source.columns, before: at) { line.show($0) }
      let names = try await Catalogue(
        users: log.users, items: log.items, of: opened.stores, level: source.columns, at: at,
        wantsAliases: true)
      ratings = try log.ratings()
      let users = Self.places(names.users, further: [])
      let items = Self.places(names.items, further: names.aliases)
      func place(_ name: String, _ places: [String: Int]) -> Int? {
        name.utf8.count <= Self.longestName ? places[name] : nil
      }
      (user, item) = ({ place($0, users) }, { place($0, items) })
    }
  }

  /// Bytes of the longest name an import takes; longer ones are not looked up, which is costly.
  private static let longestName = 1000

  /// The place of each name; of equal names the first, and first names before further ones.
  private static func places(_ names: [String], further: [[String]]) -> [String: Int] {
    let all =
      Array(names.enumerated())
      + further.enumerated().flatMap { place, names in names.map { (offset: place, element: $0) } }
    return Dictionary(all.map { ($0.element, $0.offset) }) { first, _ in first }
  }
}
