import PickCore
import PickModel

/// Adds titles that are not there yet, with their words.
enum MySQLTitleWriter {
  private static let titles = BulkInsert(into: "title", MySQLTitleRow.names)
  private static let texts = BulkInsert(
    into: "title_text", ["title", "imported_key", "synopsis", "synopsis_english"])
  private static let cast = BulkInsert(into: "title_cast", ["title", "position", "name"])

  /// Returns how many were new.
  ///
  /// Known titles are asked for first; should another import add one in between, the insert fails
  /// and the import is tried again.
  static func store(_ imported: [ImportedTitle], _ db: MySQLConnection) throws -> Int {
    var known: Set<Int64> = []
    try KeyList.query(db, "SELECT id FROM title WHERE id IN", imported.map(\.title.id.rawValue)) {
      known.insert($0.integer(0))
    }
    let new = imported.filter { known.insert($0.title.id.rawValue).inserted }
    var genres = try MySQLGenreLists(db)
    try titles.run(
      db,
      try new.map {
        MySQLTitleRow.values($0.title, genreList: try genres.number(of: $0.title.genres, db))
      })
    try texts.run(db, new.map(words))
    try cast.run(
      db,
      new.flatMap { title in
        title.cast.enumerated().map { position, name in
          [title.title.id.sqlValue, position.sqlValue, name.sqlValue]
        }
      })
    return new.count
  }

  private static func words(_ title: ImportedTitle) -> [SQLValue] {
    [
      title.title.id.sqlValue, title.key.sqlValue, title.synopsis.original.sqlValue,
      title.synopsis.english.sqlValue,
    ]
  }
}

/// The lists of genres that titles have: titles with equal lists share one.
struct MySQLGenreLists {
  private var genres: [String: Int64] = [:]
  private var lists: [String: Int64] = [:]

  init(_ db: MySQLConnection) throws {
    let known = try db.query("SELECT id, name FROM genre")
    while try known.step() { genres[known.text(1)] = known.integer(0) }
    let stored = try db.query("SELECT id, members FROM genre_list")
    while try stored.step() { lists[stored.text(1)] = stored.integer(0) }
  }

  /// The number of the list with these genres, stored now if it is the first of its kind.
  mutating func number(of list: [Genre], _ db: MySQLConnection) throws -> Int64 {
    let members = try list.map { try self.number(of: $0, db) }
    let key = members.map { String($0) }.joined(separator: ",")
    if let number = lists[key] { return number }
    let number = Int64(lists.count + 1)
    try db.run("INSERT INTO genre_list (id, members) VALUES (?, ?)", [number, key])
    for (position, genre) in members.enumerated() {
      try db.run(
        "INSERT INTO genre_list_member (list, position, genre) VALUES (?, ?, ?)",
        [number, position, genre])
    }
    lists[key] = number
    return number
  }

  private mutating func number(of genre: Genre, _ db: MySQLConnection) throws -> Int64 {
    if let number = genres[genre.id] { return number }
    let number = Int64(genres.count + 1)
    try db.run(
      "INSERT INTO genre (id, name, english) VALUES (?, ?, ?)",
      [number, genre.name.original, genre.name.english])
    genres[genre.id] = number
    return number
  }
}
