import Glibc
import PickModel
import PickStore

/// Reads MovieLens: one asset a movie, of category film, without a running time; a rating is a fact
/// of watching with a stated preference.
struct MovieLensImporter {
  fileprivate static let movieColumns = ["movieId", "title", "genres"]
  fileprivate static let ratingColumns = ["userId", "movieId", "rating", "timestamp"]

  private let now: Instant
  private let progress: (ImportProgress) -> Void
  private var rejected = RejectedRows()
  private var movies: [Movie] = []
  private var movieByNumber: [Int: Int] = [:]
  private var firstRatings: [Instant?] = []
  private var stars: [(sum: Double, count: Int)] = []
  private var further = MovieLensNotes()
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

  /// Reads the movies and the ratings of a folder in any of MovieLens' layouts, and the tags and links
  /// where it has them; what is told of users is not used.
  mutating func read(
    directory: String, encoding: TextEncoding? = nil
  ) throws(ImportError) -> FilesOfImport {
    guard !Self.isFile(directory) else {
      throw .unreadableFile(
        file: directory, reason: "it is a file, and the folder of a MovieLens release is expected")
    }
    let folder = directory.hasSuffix("/") ? directory : directory + "/"
    let layout = MovieLensLayout(of: folder)
    var movieTable = try layout.movies(encoding)
    var ratingTable = try layout.ratings(encoding)
    var forms = [movieTable.form, ratingTable.form]
    var rejected = rejected
    try movieTable.forEachRow(rejected: &rejected, progress: progress) {
      (row) throws(RejectionReason) in try addMovie(row, layout)
    }
    try ratingTable.forEachRow(rejected: &rejected, progress: progress) {
      (row) throws(RejectionReason) in try addRating(row)
    }
    let numbers = movieByNumber
    forms += try further.read(
      layout.tags, layout.links, encoding, rejected: &rejected, progress: progress
    ) { numbers[$0] != nil }
    addCatalog()
    return FilesOfImport(batch: batch, rejected: rejected, forms: forms)
  }

  private static func isFile(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFDIR
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
    stars.append((0, 0))
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
    stars[place] = (stars[place].sum + preference * 5, stars[place].count + 1)
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
          title: title, key: String(movie.number), synopsis: LocalizedText(""), cast: [],
          notes: further.notes(of: movie.number, stars: stars[index])))
      let asset = Asset(
        id: movie.asset, title: movie.title, episode: nil, name: assetName, runningSeconds: nil,
        addedAt: addedAt)
      batch.assets.append(ImportedAsset(asset: asset, names: [assetName]))
    }
  }

  /// 9999-12-31: later instants have no date in Seoul.
  private static let lastSecond = 253_402_214_400

  static func number(
    _ row: CSVRow, _ column: Int, _ columns: [String]
  ) throws(RejectionReason) -> Int {
    let field = FieldNumber.trimmed(row.bytes(column))
    guard !field.isEmpty else { throw .empty(column: columns[column]) }
    guard let number = FieldNumber.decimal(field) else { throw .malformed(column: columns[column]) }
    return number
  }

  private static func genres(_ field: String) -> [Genre] {
    guard field != "(no genres listed)" else { return [] }
    return field.split(separator: "|").map { GenreNames.genre(english: String($0)) }
  }
}

/// The layouts of MovieLens's files over the years.
private enum MovieLensLayout: Equatable {
  /// `movies.csv` and `ratings.csv` with headers: latest, 20M and later.
  case csv(folder: String, isPacked: Bool)
  /// `movies.dat` and `ratings.dat`, two colons between fields: 1M and 10M.
  case dat(folder: String)
  /// `u.item` and `u.data`, bars and tabs between fields: 100K.
  case u(folder: String)

  /// The layout of a folder, which ends in a slash; the newest when nothing is there.
  init(of folder: String) {
    func has(_ name: String) -> Bool { access(folder + name, F_OK) == 0 }
    if has("movies.csv") || has("ratings.csv") {
      self = .csv(folder: folder, isPacked: false)
    } else if has("movies.csv.gz") {
      self = .csv(folder: folder, isPacked: true)
    } else if has("movies.dat") || has("ratings.dat") {
      self = .dat(folder: folder)
    } else if has("u.item") || has("u.data") {
      self = .u(folder: folder)
    } else {
      self = .csv(folder: folder, isPacked: false)
    }
  }

  /// Whether a movie's genres are columns of zeros and ones.
  var hasGenreFlags: Bool {
    if case .u = self { return true }
    return false
  }

  /// The table of movies: number, name, genres.
  func movies(_ encoding: TextEncoding?) throws(ImportError) -> CSVTable {
    switch self {
    case .csv(let folder, let isPacked):
      try CSVTable(
        folder + (isPacked ? "movies.csv.gz" : "movies.csv"),
        required: MovieLensImporter.movieColumns, encoding: encoding)
    case .dat(let folder):
      try CSVTable(
        folder + "movies.dat", dialect: Self.colons, columns: [0, 1, 2], columnCount: 3,
        encoding: encoding)
    case .u(let folder):
      try CSVTable(
        folder + "u.item",
        dialect: CSVDialect(separator: [UInt8(ascii: "|")], hasQuotes: false),
        columns: [0, 1, 2] + Array(Self.firstFlag..<Self.firstFlag + Self.genres.count),
        columnCount: Self.firstFlag + Self.genres.count, encoding: encoding)
    }
  }

  /// The table of ratings: user, movie, rating, seconds since 1970.
  func ratings(_ encoding: TextEncoding?) throws(ImportError) -> CSVTable {
    switch self {
    case .csv(let folder, let isPacked):
      try CSVTable(
        folder + (isPacked ? "ratings.csv.gz" : "ratings.csv"),
        required: MovieLensImporter.ratingColumns, encoding: encoding)
    case .dat(let folder):
      try CSVTable(
        folder + "ratings.dat", dialect: Self.colons, columns: [0, 1, 2, 3], columnCount: 4,
        encoding: encoding)
    case .u(let folder):
      try CSVTable(
        folder + "u.data", dialect: CSVDialect(separator: [CSVGrammar.tab], hasQuotes: false),
        columns: [0, 1, 2, 3], columnCount: 4, encoding: encoding)
    }
  }

  /// The file of tags (user, movie, tag, time), where the layout has one and it is there.
  var tags: MovieLensFile? {
    switch self {
    case .csv(let folder, let isPacked):
      MovieLensFile(folder + (isPacked ? "tags.csv.gz" : "tags.csv"), dialect: nil)
    case .dat(let folder): MovieLensFile(folder + "tags.dat", dialect: Self.colons)
    case .u: nil
    }
  }

  /// The file of what other catalogues call the movies, where the layout has one and it is there.
  var links: MovieLensFile? {
    switch self {
    case .csv(let folder, let isPacked):
      MovieLensFile(folder + (isPacked ? "links.csv.gz" : "links.csv"), dialect: nil)
    case .dat, .u: nil
    }
  }

  /// The genres whose column holds a one.
  static func flagged(_ row: CSVRow) -> [Genre] {
    genres.enumerated().compactMap { place, name in
      guard place > 0, row.bytes(3 + place).elementsEqual("1".utf8) else { return nil }
      return GenreNames.genre(english: name)
    }
  }

  private static let colons = CSVDialect(separator: Array("::".utf8), hasQuotes: false)
  private static let firstFlag = 5
  /// In the order of the columns, as `u.genre` has them.
  private static let genres = [
    "unknown", "Action", "Adventure", "Animation", "Children's", "Comedy", "Crime", "Documentary",
    "Drama", "Fantasy", "Film-Noir", "Horror", "Musical", "Mystery", "Romance", "Sci-Fi",
    "Thriller", "War", "Western",
  ]
}

/// The watch ratio that a star rating stands for.
///
/// Stars run from 0.5 to 5.0 in half steps; the preference is stars / 5, so five stars are a film
/// watched to its end (1.0), four 0.8, and half a star one that was left at once (0.1).
enum MovieLensRating {
  /// The preference in [0.1, 1]; `nil` when the field is no rating.
  static func preference(_ field: ArraySlice<UInt8>) -> Double? {
    let bytes = FieldNumber.trimmed(field)
    let point = bytes.firstIndex(of: UInt8(ascii: "."))
    guard let whole = FieldNumber.decimal(bytes[..<(point ?? bytes.endIndex)]), whole <= 5 else {
      return nil
    }
    var halves = whole * 2
    if let point {
      switch bytes[(point + 1)...].first {
      case UInt8(ascii: "0"): break
      case UInt8(ascii: "5"): halves += 1
      default: return nil
      }
      guard bytes[(point + 2)...].allSatisfy({ $0 == UInt8(ascii: "0") }) else { return nil }
    }
    guard (1...10).contains(halves) else { return nil }
    return Double(halves) / 10
  }
}
