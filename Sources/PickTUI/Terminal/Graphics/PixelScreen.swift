/// A picture of pixels at its place on the screen.
public struct PlacedGraphic: Hashable, Sendable {
  /// The picture.
  public let request: PictureRequest
  /// The upper left cell it covers.
  public let point: Point

  /// The cells it covers.
  var cells: Rect { Rect(origin: point, size: request.shownSize) }

  /// The same picture so many rows further down.
  func moved(rows: Int) -> PlacedGraphic {
    PlacedGraphic(
      request: request, point: Point(column: point.column, row: point.row + rows))
  }
}

/// The pictures of pixels on a screen: what makes those of another frame of them, and what is still to
/// be sent.
///
/// The cells below a picture have it in half blocks, so wherever pixels are not there yet, or are taken
/// away, nothing is missing.
struct PixelScreen: Equatable, Sendable {
  /// What is sent with a frame.
  struct Change: Equatable {
    /// Sent behind the cells.
    var bytes: [UInt8] = []
    /// Rows that ncurses has to draw again, whatever it believes is on them.
    var rows: Set<Int> = []
  }

  /// A picture some of whose pieces were sent.
  private struct Sending: Equatable {
    let placed: PlacedGraphic
    let graphic: GraphicStore.Graphic
    var sent = 0
  }

  /// Pixels a terminal keeps under a number.
  private struct Kept: Equatable {
    let request: PictureRequest
    let id: UInt32
  }

  /// Pictures whose pixels a terminal keeps: those of pages one goes back and forth between.
  static let mostKept = 4

  /// The pictures that are on the glass, whole.
  private var shown: [PlacedGraphic] = []
  /// The pictures of the last frame that are not, in the order they are sent.
  private var waiting: [PlacedGraphic] = []
  private var sending: Sending?
  /// What kitty keeps, the one used longest ago first.
  private var kept: [Kept] = []

  /// Whether nothing of any picture is on the glass.
  var isEmpty: Bool { shown.isEmpty && sending == nil }

  /// Whether something is still to be sent.
  var hasWork: Bool { sending != nil || !waiting.isEmpty }

  /// Goes over to the pictures of a frame.
  ///
  /// - Parameters:
  ///   - wanted: the pictures and their places.
  ///   - language: how the terminal shows them.
  ///   - isWritten: whether the frame writes to cells of an area, which erases sixels there.
  /// - Returns: what is to be sent.
  mutating func show(
    _ wanted: [PlacedGraphic], _ language: GraphicsSupport.Language, isWritten: (Rect) -> Bool
  ) -> Change {
    switch language {
    case .kitty: showKitty(wanted)
    case .sixel: showSixels(wanted, isWritten)
    }
  }

  private mutating func showKitty(_ wanted: [PlacedGraphic]) -> Change {
    var change = Change()
    if let sending, !wanted.contains(sending.placed) { change.bytes += breakOff() }
    for placed in shown where !wanted.contains(placed) {
      guard let id = kept.first(where: { $0.request == placed.request })?.id else { continue }
      change.bytes += KittyImage.hiding(of: id)
    }
    shown.removeAll { !wanted.contains($0) }
    for placed in wanted where !shown.contains(placed) {
      guard let place = kept.firstIndex(where: { $0.request == placed.request }) else { continue }
      kept.append(kept.remove(at: place))
      change.bytes += Self.placement(of: kept[kept.count - 1].id, placed)
      shown.append(placed)
    }
    waiting = wanted.filter { !shown.contains($0) && $0 != sending?.placed }
    return change
  }

  private mutating func showSixels(
    _ wanted: [PlacedGraphic], _ isWritten: (Rect) -> Bool
  ) -> Change {
    var change = Change()
    for placed in shown + [sending?.placed].compactMap({ $0 }) where !wanted.contains(placed) {
      change.rows.formUnion(placed.cells.minRow..<placed.cells.maxRow)
    }
    let rows = change.rows
    func isSpoiled(_ placed: PlacedGraphic) -> Bool {
      isWritten(placed.cells)
        || (placed.cells.minRow..<placed.cells.maxRow).contains(where: rows.contains)
    }
    shown.removeAll { !wanted.contains($0) || isSpoiled($0) }
    if let placed = sending?.placed, !wanted.contains(placed) || isSpoiled(placed) { sending = nil }
    waiting = wanted.filter { !shown.contains($0) && $0 != sending?.placed }
    return change
  }

  /// The next piece of what is still to be sent; `nil` when there is none.
  mutating func nextPiece(
    _ language: GraphicsSupport.Language, _ graphic: (PictureRequest) -> GraphicStore.Graphic?
  ) -> [UInt8]? {
    while sending == nil, !waiting.isEmpty {
      let placed = waiting.removeFirst()
      // One that is no longer kept stays in half blocks.
      if let graphic = graphic(placed.request), !graphic.pieces.isEmpty {
        sending = Sending(placed: placed, graphic: graphic)
      }
    }
    guard var current = sending else { return nil }
    let (placed, piece) = (current.placed, current.graphic.pieces[current.sent])
    current.sent += 1
    let isLast = current.sent == current.graphic.pieces.count
    sending = isLast ? nil : current
    if isLast { shown.append(placed) }
    switch language {
    case .kitty: return piece.bytes + (isLast ? keep(current) : [])
    case .sixel:
      let place = Point(column: placed.point.column, row: placed.point.row + piece.row)
      return Self.atPlace(place, piece.bytes)
    }
  }

  /// The pixels of a picture are all there: it is shown, and the one used longest ago goes.
  private mutating func keep(_ done: Sending) -> [UInt8] {
    var bytes = Self.placement(of: done.graphic.id, done.placed)
    kept.append(Kept(request: done.placed.request, id: done.graphic.id))
    while kept.count > Self.mostKept {
      let oldest = kept.removeFirst()
      bytes += KittyImage.removal(of: oldest.id)
      shown.removeAll { $0.request == oldest.request }
    }
    return bytes
  }

  /// Gives up the picture that is being sent.
  private mutating func breakOff() -> [UInt8] {
    guard let current = sending else { return [] }
    sending = nil
    return KittyImage.breakingOff + KittyImage.removal(of: current.graphic.id)
  }

  /// Forgets everything, for the screen is cleared or given back.
  ///
  /// - Returns: the bytes that take every picture away where clearing does not.
  mutating func clear(_ language: GraphicsSupport.Language?) -> [UInt8] {
    defer { (shown, waiting, sending, kept) = ([], [], nil, []) }
    guard language == .kitty else { return [] }
    return breakOff() + kept.flatMap { KittyImage.removal(of: $0.id) }
  }

  private static func placement(of id: UInt32, _ placed: PlacedGraphic) -> [UInt8] {
    atPlace(placed.point, KittyImage.placement(of: id, in: placed.cells.size))
  }

  /// Bytes for the cursor at a place: it is saved and comes back, for ncurses knows where it was.
  private static func atPlace(_ point: Point, _ bytes: [UInt8]) -> [UInt8] {
    Array("\u{1B}7\u{1B}[\(point.row + 1);\(point.column + 1)H".utf8) + bytes
      + Array("\u{1B}8".utf8)
  }
}
