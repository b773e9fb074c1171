package import PickModel

/// The columns of `title`, in the order every statement names them.
enum TitleRow {
  static let names = [
    "id", "name", "english", "kind", "category", "genre_list", "year", "age_rating",
    "available_from", "available_until", "added_at",
  ]
  static let columns = names.joined(separator: ", ")

  /// All titles, by ascending identifier.
  static func all(_ db: any SQLConnection) throws -> [Title] {
    let genres = try GenreLists.all(db)
    return try db.all("SELECT \(columns) FROM title ORDER BY id") {
      try title($0, genres: genres)
    }
  }

  static func title(
    _ row: any SQLRow, genres: [Int64: [Genre]]
  ) throws(StoreError) -> Title {
    guard let kind = Title.Kind(storedCode: row.integer(3)) else {
      throw .corrupt(reason: "title.kind")
    }
    return Title(
      id: row.identifier(0),
      name: LocalizedText(row.text(1), english: row.optionalText(2)),
      kind: kind,
      category: row.optionalInteger(4).flatMap(Category.init(storedCode:)),
      genres: genres[row.integer(5)] ?? [],
      year: row.optionalInteger(6).map(Int.init),
      ageRating: row.optionalInteger(7).flatMap { AgeRating(rawValue: Int($0)) },
      availability: Availability(start: row.optionalInstant(8), end: row.optionalInstant(9)),
      addedAt: row.instant(10))
  }

  static func values(_ title: Title, genreList: Int64) -> [SQLValue] {
    [
      title.id.sqlValue, title.name.original.sqlValue, title.name.english.sqlValue,
      title.kind.storedCode.sqlValue, (title.category?.storedCode).sqlValue, genreList.sqlValue,
      title.year.sqlValue, (title.ageRating?.rawValue).sqlValue,
      title.availability.start.sqlValue, title.availability.end.sqlValue, title.addedAt.sqlValue,
    ]
  }

  /// Among several of the same key or name the one with the lowest identifier.
  static func id(named name: String, _ db: any SQLConnection) throws -> Int64? {
    if let id = Int64(name), let found = try db.integer("SELECT id FROM title WHERE id = ?", [id]) {
      return found
    }
    return try db.integer("SELECT min(title) FROM title_text WHERE imported_key = ?", [name])
      ?? db.integer("SELECT min(id) FROM title WHERE name = ?", [name])
  }
}

/// The lists of genres that titles have: titles with equal lists share one, here and in memory.
struct GenreLists {
  /// All lists by their number, each with the main genre first.
  static func all(_ db: any SQLConnection) throws -> [Int64: [Genre]] {
    var lists: [Int64: [Genre]] = [:]
    try db.forEach(
      """
      SELECT list, name, english FROM genre_list_member
      JOIN genre ON genre.id = genre_list_member.genre ORDER BY list, position
      """
    ) { row in
      let genre = Genre(LocalizedText(row.text(1), english: row.optionalText(2)))
      lists[row.integer(0), default: []].append(genre)
    }
    return lists
  }

  private let db: any SQLConnection
  private var genres: [String: Int64]
  private var lists: [String: Int64]

  /// The lists of a database that titles are being added to.
  init(_ db: any SQLConnection) throws {
    self.db = db
    genres = try Self.numbers("SELECT id, name FROM genre", of: "genre", db)
    lists = try Self.numbers("SELECT id, members FROM genre_list", of: "genre_list", db)
  }

  /// Numbers by name; of a name that is there twice the first.
  private static func numbers(
    _ sql: String, of table: String, _ db: any SQLConnection
  ) throws -> [String: Int64] {
    let numbers = try db.all(sql) { row in
      (try row.read(1, of: table, as: String.self), try row.read(0, of: table, as: Int64.self))
    }
    return Dictionary(numbers, uniquingKeysWith: { first, _ in first })
  }

  /// The number of the list with these genres, stored now if it is the first of its kind.
  mutating func number(of list: [Genre]) throws -> Int64 {
    let members = try list.map { try self.number(of: $0) }
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

  private mutating func number(of genre: Genre) throws -> Int64 {
    if let number = genres[genre.id] { return number }
    let number = Int64(genres.count + 1)
    try db.run(
      "INSERT INTO genre (id, name, english) VALUES (?, ?, ?)",
      [number, genre.name.original, genre.name.english])
    genres[genre.id] = number
    return number
  }
}

// MARK: - Codes

// The numbers that small enumerations are stored as, the same in every database.

extension Title.Kind {
  /// The number a kind is stored as.
  package var storedCode: Int64 {
    switch self {
    case .film: 0
    case .series: 1
    }
  }

  /// The kind a number stands for.
  package init?(storedCode code: Int64) {
    switch code {
    case 0: self = .film
    case 1: self = .series
    default: return nil
    }
  }
}

extension Category {
  /// The number a category is stored as.
  package var storedCode: Int64 {
    switch self {
    case .broadcast: 0
    case .drama: 1
    case .film: 2
    case .kids: 3
    case .animation: 4
    }
  }

  /// The category a number stands for.
  package init?(storedCode code: Int64) {
    switch code {
    case 0: self = .broadcast
    case 1: self = .drama
    case 2: self = .film
    case 3: self = .kids
    case 4: self = .animation
    default: return nil
    }
  }
}
