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

  /// A line of pages.
  public init(brand: String, entries: [Entry], current: Int?, focused: Int?) {
    self.brand = brand
    self.entries = entries
    self.current = current
    self.focused = focused
  }

  private static let gap = 2

  /// Draws into the first row of `area`: with brand and keys where they fit, at least with keys,
  /// else with names only.
  public func draw(on canvas: inout Canvas, in area: Rect) {
    canvas.within(area) { canvas in
      let row = Rect(column: 0, row: 0, columns: canvas.size.columns, rows: 1)
      canvas.fill(row, Style(.header))
      let room = canvas.size.columns - 2
      let brandColumns = DisplayWidth.of(brand) + Self.gap
      let (labels, showsBrand) = labels(within: room, brandColumns: brandColumns)
      let left = showsBrand ? brandColumns : 0
      if showsBrand { canvas.text(brand, at: Point(column: 1, row: 0), .accent) }
      let line = Rect(column: 1 + left, row: 0, columns: room - left, rows: 1)
      canvas.within(line) { draw(labels, on: &$0) }
    }
  }

  /// What stands for each page, the most telling that fits, and whether the brand fits too.
  private func labels(within room: Int, brandColumns: Int) -> ([String], showsBrand: Bool) {
    let spaced = entries.map { entry in entry.key.map { "\($0) \(entry.label)" } ?? entry.label }
    let tight = entries.map { ($0.key ?? "") + $0.label }
    let plain = entries.map(\.label)
    for (labels, showsBrand) in [(spaced, true), (spaced, false), (tight, false), (plain, true)]
    where Self.columns(labels) + (showsBrand ? brandColumns : 0) <= room {
      return (labels, showsBrand)
    }
    return (plain, false)
  }

  private func draw(_ labels: [String], on canvas: inout Canvas) {
    let shown = shown(labels, columns: canvas.size.columns)
    var column = 0
    if shown.lowerBound > 0 {
      canvas.put(canvas.borders.moreLeft, at: .zero, Style(.header))
      column = Self.gap
    }
    for index in shown {
      column += canvas.text(labels[index], at: Point(column: column, row: 0), style(of: index))
      column += Self.gap
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
    return Style(index == current ? .headerCurrent : .header)
  }

  private static func columns(_ labels: [String]) -> Int {
    labels.reduce(0) { $0 + DisplayWidth.of($1) } + gap * max(0, labels.count - 1)
  }
}
