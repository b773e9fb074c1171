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

  /// Draws into the first row of `area`: with keys where they fit, without brand where they do not.
  public func draw(on canvas: inout Canvas, in area: Rect) {
    canvas.within(area) { canvas in
      let style = Style(.header)
      canvas.fill(Rect(column: 0, row: 0, columns: canvas.size.columns, rows: 1), style)
      var labels = entries.map { $0.key.map { "\($0) " } ?? "" }
      let brandColumns = brand.isEmpty ? 0 : DisplayWidth.of(brand) + Self.gap
      let plain = Self.columns(entries.map(\.label))
      let room = canvas.size.columns - 2
      let showsBrand = brandColumns + plain <= room
      let left = showsBrand ? brandColumns : 0
      let withKeys = zip(labels, entries).map { $0 + $1.label }
      labels = left + Self.columns(withKeys) <= room ? withKeys : entries.map(\.label)
      if showsBrand { canvas.text(brand, at: Point(column: 1, row: 0), .accent) }
      let line = Rect(column: 1 + left, row: 0, columns: room - left, rows: 1)
      canvas.within(line) { draw(labels, on: &$0) }
    }
  }

  private func draw(_ labels: [String], on canvas: inout Canvas) {
    var starts: [Int] = []
    var column = 0
    for label in labels {
      starts.append(column)
      column += DisplayWidth.of(label) + Self.gap
    }
    let shift = shift(starts, labels, columns: canvas.size.columns)
    for (index, label) in labels.enumerated() {
      var column = starts[index] - shift
      let style = style(of: index)
      for character in label {
        column += canvas.put(character, at: Point(column: column, row: 0), style)
      }
    }
  }

  /// How far the line is moved to the left so that the focused or current entry is in sight.
  private func shift(_ starts: [Int], _ labels: [String], columns: Int) -> Int {
    guard let wanted = focused ?? current, labels.indices.contains(wanted) else { return 0 }
    let end = starts[wanted] + DisplayWidth.of(labels[wanted])
    return max(0, end - columns)
  }

  private func style(of index: Int) -> Style {
    if index == focused { return .selection }
    return Style(index == current ? .headerCurrent : .header)
  }

  private static func columns(_ labels: [String]) -> Int {
    labels.reduce(0) { $0 + DisplayWidth.of($1) } + gap * max(0, labels.count - 1)
  }
}
