import GRDB
import PickModel

/// Adds titles that are not there yet, with their words.
struct TitleWriter: ~Copyable {
  private let title: PreparedStatement
  private let text: PreparedStatement
  private let cast: PreparedStatement

  init(_ db: Database) throws {
    let title = try PreparedStatement(
      db,
      """
      INSERT INTO title (\(TitleRow.columns))
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) ON CONFLICT (id) DO NOTHING
      """)
    let text = try PreparedStatement(
      db,
      """
      INSERT INTO title_text (title, imported_key, synopsis, synopsis_english)
      VALUES (?1, ?2, ?3, ?4)
      """)
    let cast = try PreparedStatement(
      db, "INSERT INTO title_cast (title, position, name) VALUES (?1, ?2, ?3)")
    self.title = title
    self.text = text
    self.cast = cast
  }

  /// Adds one title; `false` when it was there.
  func insert(_ imported: ImportedTitle, genreList: Int64) throws -> Bool {
    TitleRow.bind(imported.title, genreList: genreList, to: title)
    try title.run()
    guard title.changes > 0 else { return false }
    text.bind(1, imported.title.id.rawValue)
    text.bind(2, imported.key)
    text.bind(3, imported.synopsis.original)
    text.bind(4, imported.synopsis.english)
    try text.run()
    for (position, name) in imported.cast.enumerated() {
      cast.bind(1, imported.title.id.rawValue)
      cast.bind(2, position)
      cast.bind(3, name)
      try cast.run()
    }
    return true
  }
}
