/// How shelves share a screen; pure arithmetic that update and view agree on.
public struct ShelfLayout: Equatable, Sendable {
  /// Room for shelves.
  public let size: Size

  /// The layout of an area of `size`.
  public init(size: Size) { self.size = size }

  /// Cards side by side.
  public var cardsPerPage: Int { ShelfRow.visibleCards(columns: size.columns) }
  /// Rows of a shelf and of the space below it.
  public static let shelfRows = ShelfRow.rows + 1

  /// The shelves that fit whole when `first` stands at the top; at least one.
  ///
  /// - Parameters:
  ///   - first: the uppermost shelf.
  ///   - count: how many shelves there are.
  ///   - leading: rows the very first shelf needs in addition.
  /// - Returns: their places.
  func wholeShelves(from first: Int, count: Int, leading: Int) -> Range<Int> {
    var rows = size.rows
    var end = first
    while end < count {
      let needed = Self.shelfRows + (end == 0 ? leading : 0)
      // The blank row below the last shelf may be cut.
      guard rows >= needed - 1 || end == first else { break }
      rows -= needed
      end += 1
    }
    return first..<max(end, min(first + 1, count))
  }
}
