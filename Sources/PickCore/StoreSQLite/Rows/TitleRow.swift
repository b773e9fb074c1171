import PickModel

/// The columns of `title`, in the order every statement names them.
enum TitleRow {
  static let columns = """
    id, name, english, kind, category, genre_list, year, age_rating, available_from, \
    available_until, added_at
    """

  static func title(
    _ row: borrowing PreparedStatement, genres: [Int64: [Genre]]
  ) throws(StoreError) -> Title {
    guard let kind = kind(row.integer(3)) else { throw .corrupt(reason: "title kind") }
    return Title(
      id: Title.ID(row.integer(0)),
      name: LocalizedText(row.text(1), english: row.optionalText(2)),
      kind: kind,
      category: row.optionalInteger(4).flatMap(category),
      genres: genres[row.integer(5)] ?? [],
      year: row.optionalInteger(6).map(Int.init),
      ageRating: row.optionalInteger(7).flatMap { AgeRating(rawValue: Int($0)) },
      availability: Availability(start: instant(row, 8), end: instant(row, 9)),
      addedAt: Instant(millisecondsSince1970: row.integer(10)))
  }

  static func bind(
    _ title: Title, genreList: Int64, to statement: borrowing PreparedStatement
  ) {
    statement.bind(1, title.id.rawValue)
    statement.bind(2, title.name.original)
    statement.bind(3, title.name.english)
    statement.bind(4, code(title.kind))
    statement.bind(5, title.category.map(code))
    statement.bind(6, genreList)
    statement.bind(7, title.year)
    statement.bind(8, title.ageRating?.rawValue)
    statement.bind(9, title.availability.start?.millisecondsSince1970)
    statement.bind(10, title.availability.end?.millisecondsSince1970)
    statement.bind(11, title.addedAt.millisecondsSince1970)
  }

  private static func instant(_ row: borrowing PreparedStatement, _ column: Int32) -> Instant? {
    row.optionalInteger(column).map { Instant(millisecondsSince1970: $0) }
  }

  private static func code(_ kind: Title.Kind) -> Int64 {
    switch kind {
    case .film: 0
    case .series: 1
    }
  }

  private static func kind(_ code: Int64) -> Title.Kind? {
    switch code {
    case 0: .film
    case 1: .series
    default: nil
    }
  }

  private static func code(_ category: Category) -> Int64 {
    switch category {
    case .broadcast: 0
    case .drama: 1
    case .film: 2
    case .kids: 3
    case .animation: 4
    }
  }

  private static func category(_ code: Int64) -> Category? {
    switch code {
    case 0: .broadcast
    case 1: .drama
    case 2: .film
    case 3: .kids
    case 4: .animation
    default: nil
    }
  }
}
