import PickCore
import PickModel

/// Appends what viewers saw: opened detail pages and visible cards, each at most once.
enum MySQLSeenWriter {
  /// Returns how many were new.
  static func append(_ views: [DetailView], _ db: MySQLConnection) throws -> Int {
    let insertion = BulkInsert(
      into: "detail_view", ["viewer", "id_high", "id_low", "title", "at"], keeping: "viewer")
    return try insertion.run(
      db,
      views.map { view in
        [
          view.viewer.sqlValue, view.id.highValue, view.id.lowValue, view.title.sqlValue,
          view.at.sqlValue,
        ]
      })
  }

  /// Returns how many were new.
  static func append(_ impressions: [Impression], _ db: MySQLConnection) throws -> Int {
    let insertion = BulkInsert(
      into: "impression",
      ["viewer", "id_high", "id_low", "shelf", "title", "position", "at", "page"],
      keeping: "viewer")
    return try insertion.run(
      db,
      impressions.map { impression in
        [
          impression.viewer.sqlValue, impression.id.highValue, impression.id.lowValue,
          impression.shelf.rawValue.sqlValue, impression.title.sqlValue,
          impression.position.sqlValue, impression.at.sqlValue,
          impression.page.sqlValue,
        ]
      })
  }
}
