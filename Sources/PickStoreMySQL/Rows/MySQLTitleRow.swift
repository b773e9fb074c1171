import PickCore
import PickModel

/// The columns of `title`, in the order every statement names them.
enum MySQLTitleRow {
  static let names = [
    "id", "name", "english", "kind", "category", "genre_list", "year", "age_rating",
    "available_from", "available_until", "added_at",
  ]
  static let columns = names.joined(separator: ", ")

  static func title(_ row: Statement, genres: [Int64: [Genre]]) throws(StoreError) -> Title {
    guard let kind = Title.Kind(storedCode: row.integer(3)) else {
      throw .corrupt(reason: "title kind")
    }
    return Title(
      id: Title.ID(row.integer(0)),
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

  /// All lists of genres by their number, each with the main genre first.
  static func genreLists(_ db: MySQLConnection) throws -> [Int64: [Genre]] {
    let row = try db.query(
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
}
