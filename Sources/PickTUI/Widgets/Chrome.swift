import PickModel

/// The line of pages at the top.
public struct Header: Hashable, Sendable {
  /// One page in the line.
  public struct Entry: Hashable, Sendable {
    /// The key that opens it; `nil` for none.
    public let key: String?
    /// Its name.
    public let label: String

    /// A page with its key.
    public init(key: String?, label: String) {
      self.key = key
      self.label = label
    }
  }

  /// The name at the left.
  public let brand: String
  /// The pages.
  public let entries: [Entry]
  /// The page that is shown; `nil` when it is none of them.
  public let current: Int?
  /// The entry the focus is on; `nil` when the focus is below.
  public let focused: Int?
  /// The time, at the right edge where there is room for it.
  public let clock: String

  /// A line of pages.
  public init(
    brand: String, entries: [Entry], current: Int?, focused: Int?, clock: String = ""
  ) {
    self.brand = brand
    self.entries = entries
    self.current = current
    self.focused = focused
    self.clock = clock
  }

  private static let gap = 2
  private static let wideGap = 3
  /// Columns that stay free beside keys: they stand where there is room, not where they just fit.
  private static let spare = 12

  /// A way to fill the line.
  private struct Fit {
    let labels: [String]
    var showsBrand = false
    var showsClock = false
    var gap = Header.gap
    /// Columns that have to stay free.
    var spare = 0
  }

  /// Draws into `area`: brand, names and clock; with keys where there is room for all of it, and
  /// narrower down to names alone.
  ///
  /// A second row has two cells below the page that is shown.
  public func draw(on canvas: inout Canvas, in area: Rect) {
    canvas.within(area) { canvas in
      let row = Rect(column: 0, row: 0, columns: canvas.size.columns, rows: 1)
      canvas.fill(row, Style(.header))
      let room = canvas.size.columns - 2
      let fit = fit(within: room)
      if fit.showsClock {
        canvas.textRight(clock, at: Point(column: 1, row: 0), Style(.footer), columns: room)
      }
      let left = fit.showsBrand ? DisplayWidth.of(brand) + fit.gap : 0
      if fit.showsBrand { canvas.text(brand, at: Point(column: 1, row: 0), .accent) }
      let line = Rect(
        column: 1 + left, row: 0, columns: room - left - clockColumns(fit),
        rows: canvas.size.rows)
      canvas.within(line) { draw(fit, on: &$0) }
    }
  }

  /// Whether the time shows in a line of so many columns.
  public func showsClock(columns: Int) -> Bool { fit(within: columns - 2).showsClock }

  private func clockColumns(_ fit: Fit) -> Int {
    fit.showsClock ? DisplayWidth.of(clock) + Self.gap : 0
  }

  /// The most that fits.
  private func fit(within room: Int) -> Fit {
    let spaced = entries.map { entry in entry.key.map { "\($0) \(entry.label)" } ?? entry.label }
    let plain = entries.map(\.label)
    let fits = [
      Fit(
        labels: spaced, showsBrand: true, showsClock: true, gap: Self.wideGap, spare: Self.spare),
      Fit(labels: plain, showsBrand: true, showsClock: true, gap: Self.wideGap),
      Fit(labels: plain, showsBrand: true, showsClock: true),
      Fit(labels: plain, showsClock: true), Fit(labels: plain, showsBrand: true),
      Fit(labels: plain),
    ]
    return fits.first { fit in
      let brandColumns = fit.showsBrand ? DisplayWidth.of(brand) + fit.gap : 0
      return (!fit.showsClock || !clock.isEmpty)
        && Self.columns(fit.labels, gap: fit.gap) + brandColumns + clockColumns(fit) + fit.spare
          <= room
    } ?? Fit(labels: plain)
  }

  private func draw(_ fit: Fit, on canvas: inout Canvas) {
    let labels = fit.labels
    let shown = shown(labels, columns: canvas.size.columns)
    var column = 0
    if shown.lowerBound > 0 {
      canvas.put(canvas.borders.moreLeft, at: .zero, Style(.header))
      column = Self.gap
    }
    for index in shown {
      if index == current {
        let line = Rect(column: column, row: 1, columns: 2, rows: 1)
        canvas.fill(line, Style(.headerCurrent), with: canvas.borders.barDone)
      }
      column += canvas.text(labels[index], at: Point(column: column, row: 0), style(of: index))
      column += fit.gap
    }
    if shown.upperBound < labels.count {
      let end = Point(column: canvas.size.columns - 1, row: 0)
      canvas.put(canvas.borders.moreRight, at: end, Style(.header))
    }
  }

  /// The entries in sight: whole ones, the focused or current one among them.
  private func shown(_ labels: [String], columns: Int) -> Range<Int> {
    let wanted = min(focused ?? current ?? 0, max(0, labels.count - 1))
    return (0...wanted).lazy.map { Self.fitting(labels, from: $0, columns: columns) }
      .first { $0.contains(wanted) } ?? wanted..<min(wanted + 1, labels.count)
  }

  /// The entries from one on that fit, with room for the marks that there are more.
  private static func fitting(_ labels: [String], from first: Int, columns: Int) -> Range<Int> {
    var end = first
    var column = first > 0 ? gap : 0
    while end < labels.count {
      let needed = column + DisplayWidth.of(labels[end])
      guard needed + (end + 1 < labels.count ? gap : 0) <= columns else { break }
      column = needed + gap
      end += 1
    }
    return first..<end
  }

  private func style(of index: Int) -> Style {
    if index == focused { return .selection }
    return index == current ? .heading : Style(.header)
  }

  private static func columns(_ labels: [String], gap: Int) -> Int {
    labels.reduce(0) { $0 + DisplayWidth.of($1) } + gap * max(0, labels.count - 1)
  }
}

/// The line of keys at the bottom.
public struct Footer: Hashable, Sendable {
  /// The keys, the most useful first: what does not fit is left out from the end.
  public let hints: [KeyHint]
  /// The key that helps when nothing else does: it stands last and is never left out for others.
  public let last: KeyHint?
  /// Shown at the right edge of a line with room for it: a clock, a badge.
  public let status: String

  /// Columns below which keys need all the room.
  private static let columnsForStatus = 60

  /// A line of keys with a status on the right.
  public init(hints: [KeyHint], last: KeyHint? = nil, status: String = "") {
    self.hints = hints
    self.last = last
    self.status = status
  }

  /// Draws into the first row of `area`.
  public func draw(on canvas: inout Canvas, in area: Rect) {
    canvas.within(area) { canvas in
      let style = Style(.footer)
      canvas.fill(Rect(column: 0, row: 0, columns: canvas.size.columns, rows: 1), style)
      var room = canvas.size.columns - 1
      if !status.isEmpty, canvas.size.columns >= Self.columnsForStatus {
        canvas.textRight(
          status, at: Point(column: 0, row: 0), style, columns: canvas.size.columns - 1)
        room -= DisplayWidth.of(status) + 2
      }
      var column = 1
      for hint in shown(within: room - column) {
        column += canvas.text(hint.key, at: Point(column: column, row: 0), Style(.footerKey)) + 1
        column += canvas.text(hint.label, at: Point(column: column, row: 0), style) + Self.gap
      }
    }
  }

  private static let gap = 2

  /// The first hints that fit beside the last one.
  private func shown(within columns: Int) -> [KeyHint] {
    var room = columns - (last.map { Self.columns(of: $0) + Self.gap } ?? 0)
    let first = hints.prefix { hint in
      guard Self.columns(of: hint) <= room else { return false }
      room -= Self.columns(of: hint) + Self.gap
      return true
    }
    return Array(first) + (last.map { [$0] } ?? [])
  }

  private static func columns(of hint: KeyHint) -> Int {
    DisplayWidth.of(hint.key) + 1 + DisplayWidth.of(hint.label)
  }
}

/// Sizes of the area around every page.
enum Chrome {
  /// Rows of the header with the space below it, and of the footer.
  static let rows = 3
  /// The smallest screen pages can be laid out on.
  static let smallest = Size(columns: 34, rows: 10)
}
