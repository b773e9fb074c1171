import GRDB
import PickModel

/// Appends what viewers saw: opened detail pages and visible cards, each at most once.
enum SeenWriter {
  /// Returns how many were new.
  static func append(_ views: [DetailView], _ db: Database) throws -> Int {
    let insertion = try PreparedStatement(
      db,
      """
      INSERT INTO detail_view (viewer, id_high, id_low, title, at) VALUES (?1, ?2, ?3, ?4, ?5)
      ON CONFLICT (viewer, id_high, id_low) DO NOTHING
      """)
    var newCount = 0
    for view in views {
      insertion.bind(1, view.viewer.rawValue)
      view.id.bind(to: insertion, high: 2, low: 3)
      insertion.bind(4, view.title.rawValue)
      insertion.bind(5, view.at.millisecondsSince1970)
      try insertion.run()
      newCount += insertion.changes
    }
    return newCount
  }

  /// Returns how many were new.
  static func append(_ impressions: [Impression], _ db: Database) throws -> Int {
    let insertion = try PreparedStatement(
      db,
      """
      INSERT INTO impression (viewer, id_high, id_low, shelf, title, position, at, page)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
      ON CONFLICT (viewer, id_high, id_low) DO NOTHING
      """)
    var newCount = 0
    for impression in impressions {
      insertion.bind(1, impression.viewer.rawValue)
      impression.id.bind(to: insertion, high: 2, low: 3)
      insertion.bind(4, impression.shelf.rawValue)
      insertion.bind(5, impression.title.rawValue)
      insertion.bind(6, impression.position)
      insertion.bind(7, impression.at.millisecondsSince1970)
      insertion.bind(8, impression.page)
      try insertion.run()
      newCount += insertion.changes
    }
    return newCount
  }
}
