import PickModel

/// How shelves share a screen; pure arithmetic that update and view agree on.
public struct ShelfLayout: Equatable, Sendable {
  /// Room for shelves.
  public let size: Size
  /// How pictures are shown.
  public let pictures: PictureMode

  /// The layout of an area of `size`.
  public init(size: Size, pictures: PictureMode) {
    self.size = size
    self.pictures = pictures
  }

  /// The same look in another area.
  func with(size: Size) -> ShelfLayout { ShelfLayout(size: size, pictures: pictures) }

  /// The look of a shelf.
  enum Form: Equatable, Sendable {
    /// One title over the whole width.
    case billboard
    /// Cards with a strip in the genre's colour.
    case strips
    /// Cards with a wide picture.
    case landscape
    /// Cards with a high picture, and a line about the focused one.
    case portrait
  }

  /// Whether there is room for one title over the whole width, with shelves below it.
  private var isRoomy: Bool { size.columns >= 64 && size.rows >= 18 }
  /// Whether there is room for high pictures, and for a backdrop.
  var isLarge: Bool { size.columns >= 100 && size.rows >= 33 }

  /// Rows of the hero.
  var billboardRows: Int { isLarge ? 13 : 6 }
  /// The row of the hero's tabs.
  var heroTabRow: Int { isLarge ? 1 : 0 }
  /// Rows the hero's tabs take above its shelf, where it is no billboard.
  static let tabRows = 1

  /// The look of the shelf of a kind.
  func form(of kind: Shelf.Kind) -> Form {
    switch kind {
    case .hero: isRoomy ? .billboard : .strips
    case .continueWatching, .newEpisodes: hasPictures ? .landscape : .strips
    case .pickedForYou, .becauseWatched, .similarToLastWatched, .favouriteGenre, .top10,
      .newReleases, .myList, .genre, .noGenre:
      !hasPictures ? .strips : isLarge ? .portrait : .landscape
    }
  }

  private var hasPictures: Bool { isRoomy && pictures != .none }

  /// Extent of the picture of a card: wide screens have wider ones, and high ones where they fit.
  func pictureSize(of form: Form) -> Size {
    switch form {
    case .billboard, .strips: return .zero
    case .landscape:
      guard isLarge else { return Size(columns: CardView.columns, rows: 3) }
      return Size(columns: min(40, 27 + (size.columns - 120) / 10), rows: 5)
    case .portrait:
      let isHigh = size.rows >= 44
      return Size(columns: min(20, 14 + max(0, size.columns - 120) / 20), rows: isHigh ? 10 : 8)
    }
  }

  /// Columns of a card.
  func cardColumns(of form: Form) -> Int {
    switch form {
    case .billboard: size.columns
    case .strips: CardView.columns
    case .landscape, .portrait: pictureSize(of: form).columns
    }
  }

  /// Columns between two cards; high ones stand in a frame when they have the focus.
  static func gap(of form: Form) -> Int { form == .portrait ? 3 : 2 }
  /// Columns before the first card, and before what belongs to it.
  var margin: Int { isLarge ? 2 : 1 }

  /// Cards side by side, at least one.
  func cardsPerPage(of kind: Shelf.Kind) -> Int {
    let form = form(of: kind)
    guard form != .billboard else { return 1 }
    let gap = Self.gap(of: form)
    return max(1, (size.columns - margin - 1 + gap) / (cardColumns(of: form) + gap))
  }

  /// Rows of a shelf without the space below it.
  func rows(of form: Form) -> Int {
    switch form {
    case .billboard: billboardRows
    case .strips: ShelfRow.rows
    case .landscape: 1 + pictureSize(of: form).rows + 2
    case .portrait: 1 + pictureSize(of: form).rows + 3
    }
  }

  /// Rows of a shelf with the space below it, and with the tabs above the hero's.
  func rows(of kind: Shelf.Kind) -> Int {
    let form = form(of: kind)
    return rows(of: form) + 1 + leading(of: kind)
  }

  /// Rows above a shelf that belong to it.
  func leading(of kind: Shelf.Kind) -> Int {
    guard case .hero = kind, form(of: kind) == .strips else { return 0 }
    return Self.tabRows
  }

  /// The shelves that fit whole when `first` stands at the top; at least one.
  func wholeShelves(from first: Int, in shelves: [ShelfResult]) -> Range<Int> {
    var room = size.rows
    var end = first
    while end < shelves.count {
      let needed = rows(of: shelves[end].kind)
      // The blank row below the last shelf may be cut.
      guard room >= needed - 1 || end == first else { break }
      room -= needed
      end += 1
    }
    return first..<max(end, min(first + 1, shelves.count))
  }
}
