import PickModel

/// The rows of a viewer's arrangement of home: none while it is the product's own.
enum HomeShelfRow {
  static let table = "home_shelf"

  /// The arrangement of a viewer; shelves that this program does not know are passed over.
  static func arrangement(of viewer: Viewer.ID, _ db: any SQLConnection) throws
    -> HomeArrangement
  {
    let lines = try db.all(
      "SELECT shelf, is_on FROM \(table) WHERE viewer = ? ORDER BY place, shelf", [viewer]
    ) { row -> HomeArrangement.Line? in
      let name = try row.read(0, of: table, as: String.self)
      let isOn = try row.read(1, of: table, as: Bool.self)
      return HomeShelf(rawValue: name).map { HomeArrangement.Line(shelf: $0, isOn: isOn) }
    }
    return HomeArrangement(lines.compactMap(\.self))
  }

  /// Replaces the arrangement of a viewer.
  static func replace(
    _ arrangement: HomeArrangement, of viewer: Viewer.ID, _ db: any SQLConnection
  ) throws {
    try db.run("DELETE FROM \(table) WHERE viewer = ?", [viewer])
    guard arrangement != .standard else { return }
    for (place, line) in arrangement.lines.enumerated() {
      try db.run(
        "INSERT INTO \(table) (viewer, shelf, place, is_on) VALUES (?, ?, ?, ?)",
        [viewer, line.shelf.rawValue, place, line.isOn])
    }
  }
}
