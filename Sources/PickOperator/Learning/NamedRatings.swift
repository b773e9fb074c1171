import PickCore
import PickRecommender
import PickStoreMySQL

/// Ratings to predict from, and what their rows and columns are called.
struct NamedRatings {
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

  /// Where each name is; of two that share one the first, and first names before further ones.
  private static func places(_ names: [String], further: [[String]]) -> [String: Int] {
    let all =
      Array(names.enumerated())
      + further.enumerated().flatMap { place, names in names.map { (offset: place, element: $0) } }
    return Dictionary(all.map { ($0.element, $0.offset) }) { first, _ in first }
  }
}
