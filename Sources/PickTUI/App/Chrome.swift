/// What stands around every page.
enum Chrome {
  /// Rows of the header with the space below it, and of the footer.
  static let rows = 3
  /// The smallest screen pages can be laid out on.
  static let smallest = Size(columns: 34, rows: 10)
}
