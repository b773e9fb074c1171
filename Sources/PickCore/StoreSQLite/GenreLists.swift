import GRDB
import PickModel

/// The lists of genres that titles have: titles with equal lists share one, here and in memory.
struct GenreLists {
  /// All lists by their number, each with the main genre first.
  static func all(_ db: Database) throws -> [Int64: [Genre]] {
    let row = try PreparedStatement(
      db,
      """
      SELECT list, name, english FROM genre_list_member
      JOIN genre ON genre.id = genre_list_member.genre ORDER BY list, position
      """)
    var lists: [Int64: [Genre]] = [:]
    while try row.step() {
      let genre = Genre(LocalizedText(row.text(1), english: row.optionalText(2)))
      lists[row.integer(0), default: []].append(genre)
    }
    return lists
  }

  private let db: Database
  private var genres: [String: Int64] = [:]
  private var lists: [String: Int64] = [:]

  /// The lists of a database that titles are being added to.
  init(_ db: Database) throws {
    self.db = db
    let known = try Row.fetchAll(db, sql: "SELECT id, name FROM genre")
    genres = try Self.numbers(known, of: "genre")
    let stored = try Row.fetchAll(db, sql: "SELECT id, members FROM genre_list")
    lists = try Self.numbers(stored, of: "genre_list")
  }

  /// Numbers by name; of a name that is there twice the first.
  private static func numbers(
    _ rows: [Row], of table: String
  ) throws(StoreError) -> [String: Int64] {
    var numbers: [String: Int64] = [:]
    for row in rows {
      let name = try row.read(1, of: table, as: String.self)
      let number = try row.read(0, of: table, as: Int64.self)
      numbers[name] = numbers[name] ?? number
    }
    return numbers
  }

  /// The number of the list with these genres, stored now if it is the first of its kind.
  mutating func number(of list: [Genre]) throws -> Int64 {
    let members = try list.map { try self.number(of: $0) }
    let key = members.map { String($0) }.joined(separator: ",")
    if let number = lists[key] { return number }
    let number = Int64(lists.count + 1)
    try db.execute(
      sql: "INSERT INTO genre_list (id, members) VALUES (?, ?)", arguments: [number, key])
    for (position, genre) in members.enumerated() {
      try db.execute(
        sql: "INSERT INTO genre_list_member (list, position, genre) VALUES (?, ?, ?)",
        arguments: [number, position, genre])
    }
    lists[key] = number
    return number
  }

  private mutating func number(of genre: Genre) throws -> Int64 {
    if let number = genres[genre.id] { return number }
    let number = Int64(genres.count + 1)
    try db.execute(
      sql: "INSERT INTO genre (id, name, english) VALUES (?, ?, ?)",
      arguments: [number, genre.name.original, genre.name.english])
    genres[genre.id] = number
    return number
  }
}
