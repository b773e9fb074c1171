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
    guard let kind = Title.Kind(storedCode: row.integer(3)) else {
      throw .corrupt(reason: "title.kind")
    }
    return Title(
      id: Title.ID(row.integer(0)),
      name: LocalizedText(row.text(1), english: row.optionalText(2)),
      kind: kind,
      category: row.optionalInteger(4).flatMap(Category.init(storedCode:)),
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
    statement.bind(4, title.kind.storedCode)
    statement.bind(5, title.category?.storedCode)
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
}
