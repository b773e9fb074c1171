import PickModel

/// Reads MovieLens: one asset a movie, of category film, without a running time; a rating is a fact
/// of watching with a stated preference.
struct MovieLensImporter {
  static let movieColumns = ["movieId", "title", "genres"]
  static let ratingColumns = ["userId", "movieId", "rating", "timestamp"]

  private let now: Instant
  private let progress: (ImportProgress) -> Void
  private var rejected = RejectedRows()
  private var movies: [Movie] = []
  private var movieByNumber: [Int: Int] = [:]
  private var firstRatings: [Instant?] = []
  private var viewers: [Int: Viewer.ID] = [:]
  private var known: Set<EventID> = []
  private var batch = ImportBatch()

  private struct Movie {
    let number: Int
    let fullName: String
    let genres: [Genre]
    let title: Title.ID
    let asset: Asset.ID
  }

  init(now: Instant, progress: @escaping (ImportProgress) -> Void) {
    self.now = now
    self.progress = progress
  }

  /// Reads the movies and the ratings of a folder in any of MovieLens' layouts; links, tags and
  /// what is told of users are not used.
  mutating func read(
    directory: String, encoding: TextEncoding? = nil
  ) throws(ImportError) -> FilesOfImport {
    let folder = directory.hasSuffix("/") ? directory : directory + "/"
    let layout = MovieLensLayout(of: folder)
    var movieTable = try layout.movies(encoding)
    var ratingTable = try layout.ratings(encoding)
    let forms = [movieTable.form, ratingTable.form]
    var rejected = rejected
    try movieTable.forEachRow(rejected: &rejected, progress: progress) {
      (row) throws(RejectionReason) in try addMovie(row, layout)
    }
    try ratingTable.forEachRow(rejected: &rejected, progress: progress) {
      (row) throws(RejectionReason) in try addRating(row)
    }
    addCatalog()
    return FilesOfImport(batch: batch, rejected: rejected, forms: forms)
  }

  private mutating func addMovie(
    _ row: CSVRow, _ layout: MovieLensLayout
  ) throws(RejectionReason) {
    let number = try Self.number(row, 0, Self.movieColumns)
    let name = try row.text(1)
    guard !name.isEmpty else { throw .empty(column: Self.movieColumns[1]) }
    guard name.utf8.count <= ImportedText.longestName else {
      throw .malformed(column: Self.movieColumns[1])
    }
    guard movieByNumber[number] == nil else { throw .nameTaken(column: Self.movieColumns[0]) }
    let genres = layout.hasGenreFlags ? MovieLensLayout.flagged(row) : Self.genres(try row.text(2))
    movieByNumber[number] = movies.count
    firstRatings.append(nil)
    movies.append(
      Movie(
        number: number, fullName: name, genres: genres,
        title: StableIdentifier.make("movielens/title/\(number)"),
        asset: StableIdentifier.make("movielens/asset/\(number)")))
  }

  private mutating func addRating(_ row: CSVRow) throws(RejectionReason) {
    let user = try Self.number(row, 0, Self.ratingColumns)
    let movie = try Self.number(row, 1, Self.ratingColumns)
    guard let place = movieByNumber[movie] else { throw .unknown(column: Self.ratingColumns[1]) }
    guard let preference = MovieLensRating.preference(row.bytes(2)) else {
      throw .malformed(column: Self.ratingColumns[2])
    }
    let seconds = try Self.number(row, 3, Self.ratingColumns)
    guard seconds <= Self.lastSecond else { throw .malformed(column: Self.ratingColumns[3]) }
    let at = Instant(secondsSince1970: Int64(seconds))
    guard at <= Arrivals.latest(now) else { throw .inFuture(column: Self.ratingColumns[3]) }
    let viewer = viewer(user)
    let id = StableIdentifier.event(
      "movielens/rating", at: at,
      [viewer.rawValue, movies[place].asset.rawValue, Int64(preference * 10)])
    firstRatings[place] = min(firstRatings[place] ?? at, at)
    guard known.insert(id).inserted else { return }
    batch.events.append(
      WatchEvent(
        id: id, viewer: viewer, asset: movies[place].asset, startedAt: at, watchedSeconds: 0,
        statedPreference: preference, source: .imported))
  }

  private mutating func viewer(_ user: Int) -> Viewer.ID {
    if let viewer = viewers[user] { return viewer }
    let account = Account(
      id: StableIdentifier.make("movielens/account/\(user)"), number: String(user),
      viewer: StableIdentifier.make("movielens/viewer/\(user)"))
    batch.accounts.append(account)
    viewers[user] = account.viewer
    return account.viewer
  }

  private mutating func addCatalog() {
    let arrivals = Arrivals(firstViews: firstRatings, now: now)
    let count = Dictionary(movies.map { ($0.fullName, 1) }, uniquingKeysWith: +)
    for (index, movie) in movies.enumerated() {
      let name = MovieLensName(movie.fullName)
      let isShared = count[movie.fullName] ?? 1 > 1
      let assetName = isShared ? "\(movie.fullName) #\(movie.number)" : movie.fullName
      let addedAt = arrivals.of(index)
      let title = Title(
        id: movie.title, name: LocalizedText(name.name), kind: .film,
        category: .film, genres: movie.genres, year: name.year, ageRating: nil,
        availability: .always, addedAt: addedAt)
      batch.titles.append(
        ImportedTitle(
          title: title, key: String(movie.number), synopsis: LocalizedText(""), cast: []))
      let asset = Asset(
        id: movie.asset, title: movie.title, episode: nil, name: assetName, runningSeconds: nil,
        addedAt: addedAt)
      batch.assets.append(ImportedAsset(asset: asset, names: [assetName]))
    }
  }

  /// 9999-12-31: later instants have no date in Seoul.
  private static let lastSecond = 253_402_214_400

  private static func number(
    _ row: CSVRow, _ column: Int, _ columns: [String]
  ) throws(RejectionReason) -> Int {
    let field = FieldNumber.trimmed(row.bytes(column))
    guard !field.isEmpty else { throw .empty(column: columns[column]) }
    guard let number = FieldNumber.decimal(field) else { throw .malformed(column: columns[column]) }
    return number
  }

  private static func genres(_ field: String) -> [Genre] {
    guard field != "(no genres listed)" else { return [] }
    return field.split(separator: "|").map { Genre(LocalizedText(String($0))) }
  }
}
