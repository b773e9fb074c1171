import PickModel

/// The list of home's shelves on the viewer's own page: Enter switches one off or on, and Right picks
/// it up, so that Up and Down move it until it is put down.
struct HomeForm: Equatable, Sendable {
  /// The arrangement as it was changed here; `nil` while the service's own shows.
  private(set) var changed: HomeArrangement?
  /// Whether the focused shelf is picked up.
  private(set) var isMoving = false
  /// Arrangements the service has not answered yet.
  private var unanswered = 0
  /// The arrangement when the shelf was picked up.
  private var before: HomeArrangement?

  /// Handles a key.
  ///
  /// - Parameters:
  ///   - action: what the key means.
  ///   - line: the focused shelf, which it follows when it is moved.
  ///   - kept: the arrangement as the service has it.
  /// - Returns: effects; `nil` when the key means nothing to the list.
  mutating func update(
    _ action: Action, line: inout Int, kept: HomeArrangement
  ) -> [Effect]? {
    var arrangement = changed ?? kept
    guard arrangement.lines.indices.contains(line) else { return nil }
    let shelf = arrangement.lines[line].shelf
    if isMoving {
      switch action {
      case .up, .down:
        arrangement.move(shelf, isUp: action == .up)
        changed = arrangement
        line = arrangement.place(of: shelf)
      case .left, .right, .open: return putDown()
      default: break
      }
      return []
    }
    switch action {
    case .right:
      guard shelf != .hero else { return [.notice(.heroStaysFirst)] }
      (isMoving, before) = (true, arrangement)
      return []
    case .open:
      guard arrangement.toggle(shelf) else { return [.notice(.lastShelfStays)] }
      return keep(arrangement)
    default: return nil
    }
  }

  /// Puts the shelf down where it is.
  mutating func putDown() -> [Effect] {
    guard isMoving else { return [] }
    isMoving = false
    return changed.map { $0 == before ? [] : keep($0) } ?? []
  }

  private mutating func keep(_ arrangement: HomeArrangement) -> [Effect] {
    changed = arrangement
    unanswered += 1
    return [.write(.arrangeHome(arrangement))]
  }

  /// The service answered a write.
  mutating func finish() { unanswered = max(0, unanswered - 1) }

  /// The service's page came: its arrangement shows once it knows all that was changed here.
  mutating func refresh() {
    if unanswered == 0, !isMoving { changed = nil }
  }
}

extension HomeForm {
  /// What the keys do.
  var footerKeys: [FooterKey] {
    isMoving
      ? [
        FooterKey(.up, .down, .hintMove), FooterKey(.open, .hintPutDown),
        FooterKey(.back, .hintPutDown),
      ]
      : [
        FooterKey(.open, .hintSwitch), FooterKey(.right, .hintPickUp), FooterKey(.back),
      ]
  }

  /// Draws what the keys do, then a shelf a row.
  func draw(
    _ kept: HomeArrangement, focused: Int?, on canvas: inout Canvas, _ context: ViewContext
  ) {
    let strings = context.strings
    let keys = [
      "open": context.key(.open), "right": context.key(.right), "up": context.key(.up),
      "down": context.key(.down),
    ]
    let hint = strings.text(isMoving ? .mineHomeMoving : .mineHomeHint, keys)
    canvas.paragraph(hint, in: canvas.bounds, isMoving ? Style(.notice) : .muted)
    let used = TextLayout.wrapped(hint, columns: max(1, canvas.size.columns)).count
    let (_, rest) = canvas.bounds.splitTop(used + 1)
    let blank = String(repeating: " ", count: DisplayWidth.of(context.checkMark))
    let lines = (changed ?? kept).lines.enumerated().map { place, line in
      let isPickedUp = isMoving && place == focused
      return ScrollList.Line(
        (line.isOn ? context.checkMark : blank) + strings.label(of: line.shelf),
        trailing: isPickedUp
          ? strings[.mineHomeMovingMark] : line.isOn ? "" : strings[.mineHomeOff],
        style: line.isOn ? .text : .muted)
    }
    ScrollList(
      lines: lines, focused: focused,
      firstVisible: ScrollWindow.first(
        focus: focused ?? 0, count: lines.count, visible: rest.size.rows, previous: 0)
    ).draw(on: &canvas, in: rest.moved(columns: -1, rows: 0))
  }
}

extension Strings {
  /// The name of a shelf in the list that arranges home.
  func label(of shelf: HomeShelf) -> String {
    switch shelf {
    case .hero: self[.homeHero]
    case .continueWatching: self[.shelfContinue]
    case .pickedForYou: self[.shelfPicked]
    case .becauseWatched: self[.homeBecause]
    case .similarToLastWatched: self[.shelfSimilar]
    case .favouriteGenre: self[.shelfFavourite]
    case .newEpisodes: self[.shelfNewEpisodes]
    case .top10: self[.shelfTop10]
    case .newReleases: self[.shelfNewReleases]
    case .myList: self[.shelfMyList]
    case .genres: self[.homeGenres]
    }
  }
}
