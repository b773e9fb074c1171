import Glibc
import PickModel

/// How MovieLens laid its files out over the years.
enum MovieLensLayout: Equatable {
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

  /// The genres whose column holds a one.
  static func flagged(_ row: CSVRow) -> [Genre] {
    genres.enumerated().compactMap { place, name in
      guard place > 0, row.bytes(3 + place).elementsEqual("1".utf8) else { return nil }
      return Genre(LocalizedText(name))
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
