import Glibc
import PickModel

/// A file of MovieLens that need not be there.
struct MovieLensFile {
  let path: String
  /// How it is written; `nil` for CSV with a header.
  let dialect: CSVDialect?

  /// The file of a path; `nil` when there is none.
  init?(_ path: String, dialect: CSVDialect?) {
    guard access(path, F_OK) == 0 else { return nil }
    self.path = path
    self.dialect = dialect
  }
}

/// What MovieLens tells of movies beside genres and ratings: tags, and what other catalogues call
/// them.
struct MovieLensNotes {
  private static let tagColumns = ["userId", "movieId", "tag"]
  private static let linkColumns = ["movieId", "imdbId", "tmdbId"]
  /// Keywords a movie has at most, the most used ones.
  private static let keywordLimit = 10
  /// A tag of more bytes is a sentence, and no keyword.
  private static let longestKeyword = 60

  /// How often each tag was given to each movie, by its form in lower case.
  private var tags: [Int: [String: Int]] = [:]
  private var links: [Int: (imdb: String?, tmdb: Int?)] = [:]

  /// Reads the files that are there.
  ///
  /// - Returns: the form of each.
  mutating func read(
    _ tagFile: MovieLensFile?, _ linkFile: MovieLensFile?, _ encoding: TextEncoding?,
    rejected: inout RejectedRows, progress: (ImportProgress) -> Void,
    isKnown: (Int) -> Bool
  ) throws(ImportError) -> [TableForm] {
    var forms: [TableForm] = []
    var found = self
    if let tagFile {
      var table = try Self.table(tagFile, Self.tagColumns, encoding)
      forms.append(table.form)
      try table.forEachRow(rejected: &rejected, progress: progress) {
        (row) throws(RejectionReason) in try found.addTag(row, isKnown)
      }
    }
    if let linkFile {
      var table = try Self.table(linkFile, Self.linkColumns, encoding)
      forms.append(table.form)
      try table.forEachRow(rejected: &rejected, progress: progress) {
        (row) throws(RejectionReason) in try found.addLink(row, isKnown)
      }
    }
    self = found
    return forms
  }

  private static func table(
    _ file: MovieLensFile, _ columns: [String], _ encoding: TextEncoding?
  ) throws(ImportError) -> CSVTable {
    guard let dialect = file.dialect else {
      return try CSVTable(file.path, required: columns, encoding: encoding)
    }
    return try CSVTable(
      file.path, dialect: dialect, columns: [0, 1, 2], columnCount: 4, encoding: encoding)
  }

  private mutating func addTag(
    _ row: CSVRow, _ isKnown: (Int) -> Bool
  ) throws(RejectionReason) {
    let movie = try MovieLensImporter.number(row, 1, Self.tagColumns)
    guard isKnown(movie) else { throw .unknown(column: Self.tagColumns[1]) }
    let tag = try row.text(2).lowercased()
    guard (1...Self.longestKeyword).contains(tag.utf8.count) else { return }
    tags[movie, default: [:]][tag, default: 0] += 1
  }

  private mutating func addLink(
    _ row: CSVRow, _ isKnown: (Int) -> Bool
  ) throws(RejectionReason) {
    let movie = try MovieLensImporter.number(row, 0, Self.linkColumns)
    guard isKnown(movie) else { throw .unknown(column: Self.linkColumns[0]) }
    // Digits with the zeros in front: their number says nothing.
    let imdb = FieldNumber.trimmed(row.bytes(1))
    guard imdb.allSatisfy({ (0x30...0x39).contains($0) }), imdb.count <= 12 else {
      throw .malformed(column: Self.linkColumns[1])
    }
    let tmdb = FieldNumber.trimmed(row.bytes(2))
    let number = tmdb.isEmpty ? nil : FieldNumber.decimal(tmdb)
    guard tmdb.isEmpty || number != nil else { throw .malformed(column: Self.linkColumns[2]) }
    links[movie] = (imdb.isEmpty ? nil : "tt" + String(decoding: imdb, as: UTF8.self), number)
  }

  /// The notes of a movie, with the sum and number of its ratings in stars.
  func notes(of movie: Int, stars: (sum: Double, count: Int)) -> TitleNotes {
    let keywords = (tags[movie] ?? [:]).sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .prefix(Self.keywordLimit).map(\.key)
    let mean =
      stars.count > 0
      ? TitleNotes.Stars(mean: stars.sum / Double(stars.count), count: stars.count) : nil
    return TitleNotes(
      stars: mean, keywords: keywords, imdb: links[movie]?.imdb, tmdb: links[movie]?.tmdb)
  }
}
