public import PickTUI

/// A terminal in memory: reads what a program writes and shows what a person would see.
///
/// Understands what ncurses sends to xterm-256color and its relatives. Everything else is skipped
/// as xterm skips it, so that a stray sequence never shows up as text.
public struct TerminalEmulator: Sendable {
  /// One cell of the screen.
  public struct Cell: Hashable, Sendable {
    /// What it shows; empty in the right half of a wide character.
    public internal(set) var text = " "
    /// How it shows it.
    public internal(set) var look = Look()
  }

  /// How a cell looks.
  public struct Look: Hashable, Sendable {
    /// The characters' colour.
    public var foreground = Color.standard
    /// The ground's colour.
    public var background = Color.standard
    /// Attributes that are set.
    public var attributes: Style.Attributes = []

    /// The terminal's own colours, nothing set.
    public init() {}
  }

  /// A colour as it was asked for.
  public enum Color: Hashable, Sendable {
    /// The terminal's own.
    case standard
    /// A number of the palette.
    case palette(Int)
    /// Red, green and blue.
    case rgb(Int, Int, Int)
  }

  /// Columns of the screen.
  public private(set) var columns: Int
  /// Rows of the screen.
  public private(set) var rows: Int
  /// The column the cursor is in.
  public internal(set) var column = 0
  /// The row the cursor is in.
  public internal(set) var row = 0
  /// Whether the cursor shows.
  public internal(set) var showsCursor = true
  /// Whether the alternate screen is shown, as a full-screen program asks for.
  public internal(set) var isAlternate = false
  /// Whether pasted text is bracketed.
  public internal(set) var bracketsPaste = false
  /// Whether what is longer than a row goes on in the next one.
  var wrapsLines = true
  /// Whether an update is going on: a frame that is not complete.
  public internal(set) var isUpdating = false
  /// How many synchronised updates came to their end: frames.
  public internal(set) var updateCount = 0
  /// Control strings (OSC, DCS, …) that came; a program that shows foreign text sends none.
  public internal(set) var controlStrings = 0

  var grid: [[Cell]]
  var otherGrid: [[Cell]]
  var look = Look()
  var scrollTop = 0
  var scrollBottom: Int
  var saved = (column: 0, row: 0, look: Look())
  var wrapIsPending = false
  var lastCharacter: Unicode.Scalar?
  var parser = Parser()
  private var undecoded: [UInt8] = []

  /// An empty screen.
  public init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    grid = Self.empty(columns, rows)
    otherGrid = grid
    scrollBottom = rows - 1
  }

  static func empty(_ columns: Int, _ rows: Int) -> [[Cell]] {
    Array(repeating: Array(repeating: Cell(), count: columns), count: rows)
  }

  // MARK: What a person sees

  /// The text of a row without blanks at its end.
  public func text(row: Int) -> String {
    var text = grid[row].map(\.text).joined()
    while text.last == " " { text.removeLast() }
    return text
  }

  /// The text of the screen.
  public var text: String { (0..<rows).map { text(row: $0) }.joined(separator: "\n") }

  /// A cell of the screen.
  public func cell(column: Int, row: Int) -> Cell { grid[row][column] }

  /// The first place a text stands at, reading row by row; `nil` when it is not to be seen.
  public func find(_ text: String) -> Point? {
    for row in 0..<rows {
      for column in 0..<columns where !grid[row][column].text.isEmpty {
        if grid[row][column...].lazy.map(\.text).joined().hasPrefix(text) {
          return Point(column: column, row: row)
        }
      }
    }
    return nil
  }

  // MARK: What a program does

  /// Changes the size, as a window does; text stays in the upper left corner.
  public mutating func resize(columns: Int, rows: Int) {
    func resized(_ old: [[Cell]]) -> [[Cell]] {
      var new = Self.empty(columns, rows)
      for row in 0..<min(rows, old.count) {
        for column in 0..<min(columns, old[row].count) { new[row][column] = old[row][column] }
      }
      return new
    }
    grid = resized(grid)
    otherGrid = resized(otherGrid)
    (self.columns, self.rows) = (columns, rows)
    (scrollTop, scrollBottom) = (0, rows - 1)
    (column, row) = (min(column, columns - 1), min(row, rows - 1))
    wrapIsPending = false
  }

  /// Takes what a program wrote; a character or sequence may come in pieces.
  public mutating func feed(_ bytes: some Sequence<UInt8>) {
    undecoded += bytes
    let complete = Self.completeLength(undecoded)
    let text = String(decoding: undecoded[..<complete], as: UTF8.self)
    undecoded.removeFirst(complete)
    for scalar in text.unicodeScalars { take(scalar) }
  }

  /// Bytes up to the last character that is complete.
  private static func completeLength(_ bytes: [UInt8]) -> Int {
    for back in 1...3 where back <= bytes.count {
      let byte = bytes[bytes.count - back]
      if byte < 0x80 { return bytes.count }
      if byte >= 0xC0 {
        let needed = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
        return back < needed ? bytes.count - back : bytes.count
      }
    }
    return bytes.count
  }
}
