import PickModel
import PickTUI

extension TerminalEmulator {
  // MARK: Characters

  mutating func print(_ scalar: Unicode.Scalar) {
    let width = DisplayWidth.of(scalar)
    guard width > 0 else { return combine(scalar) }
    lastCharacter = scalar
    if !wrapsLines {
      column = min(column, columns - width)
      wrapIsPending = false
    } else if wrapIsPending || column + width > columns {
      wrap()
    }
    clearHalves(from: column, count: width)
    grid[row][column] = Cell(text: String(Character(scalar)), look: look)
    if width == 2, column + 1 < columns { grid[row][column + 1] = Cell(text: "", look: look) }
    column += width
    if column >= columns {
      column = columns - 1
      wrapIsPending = true
    }
  }

  /// Puts a mark on the character before the cursor.
  private mutating func combine(_ scalar: Unicode.Scalar) {
    guard scalar.value >= 0x300 else { return }
    var place = wrapIsPending ? column : column - 1
    if place > 0, grid[row][place].text.isEmpty { place -= 1 }
    if place >= 0 { grid[row][place].text.unicodeScalars.append(scalar) }
  }

  private mutating func wrap() {
    column = 0
    lineFeed()
  }

  /// Blanks the other halves of wide characters that a write cuts in two.
  private mutating func clearHalves(from start: Int, count: Int) {
    if grid[row][start].text.isEmpty, start > 0 { grid[row][start - 1].text = " " }
    let after = start + count
    if after < columns, grid[row][after].text.isEmpty { grid[row][after].text = " " }
  }

  mutating func control(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 8: move(column: column - 1)
    case 9: move(column: (column / 8 + 1) * 8)
    case 10, 11, 12: lineFeed()
    case 13: move(column: 0)
    default: break
    }
  }

  // MARK: Sequences

  mutating func perform(_ final: Unicode.Scalar, _ numbers: [Int]) {
    let count = max(1, numbers.first ?? 1)
    switch final {
    case "A": move(row: row - count)
    case "B", "e": move(row: row + count)
    case "C", "a": move(column: column + count)
    case "D": move(column: column - count)
    case "E": move(column: 0, row: row + count)
    case "F": move(column: 0, row: row - count)
    case "G", "`": move(column: count - 1)
    case "d": move(row: count - 1)
    case "H", "f": move(column: max(1, numbers.count > 1 ? numbers[1] : 1) - 1, row: count - 1)
    case "J": eraseInDisplay(numbers.first ?? 0)
    case "K": eraseInLine(numbers.first ?? 0)
    case "X": erase(row: row, columns: column..<min(columns, column + count))
    case "@": insertBlanks(count)
    case "P": deleteCharacters(count)
    case "L": if isInRegion { scroll(from: row, by: -count) }
    case "M": if isInRegion { scroll(from: row, by: count) }
    case "S": scroll(from: scrollTop, by: count)
    case "T": scroll(from: scrollTop, by: -count)
    case "b": repeatLast(count)
    case "r": setRegion(numbers)
    case "s": saved = (column, row, look)
    case "u": (column, row, look) = (saved.column, saved.row, saved.look)
    default: break
    }
  }

  private mutating func repeatLast(_ count: Int) {
    guard let lastCharacter else { return }
    for _ in 0..<min(count, columns * rows) { print(lastCharacter) }
  }

  private var isInRegion: Bool { (scrollTop...scrollBottom).contains(row) }

  private mutating func move(column: Int? = nil, row: Int? = nil) {
    wrapIsPending = false
    self.column = min(max(0, column ?? self.column), columns - 1)
    self.row = min(max(0, row ?? self.row), rows - 1)
  }

  mutating func lineFeed() {
    wrapIsPending = false
    if row == scrollBottom { scroll(from: scrollTop, by: 1) } else if row < rows - 1 { row += 1 }
  }

  mutating func reverseLineFeed() {
    wrapIsPending = false
    if row == scrollTop { scroll(from: scrollTop, by: -1) } else if row > 0 { row -= 1 }
  }

  private mutating func setRegion(_ numbers: [Int]) {
    let top = max(1, numbers.first ?? 1) - 1
    let bottom = (numbers.count > 1 && numbers[1] > 0 ? min(numbers[1], rows) : rows) - 1
    guard top < bottom else { return }
    (scrollTop, scrollBottom) = (top, bottom)
    move(column: 0, row: 0)
  }

  /// Moves the rows from `top` to the end of the region up, or down when negative.
  private mutating func scroll(from top: Int, by count: Int) {
    guard top <= scrollBottom else { return }
    let height = scrollBottom - top + 1
    let distance = min(abs(count), height)
    let fresh = Array(repeating: blankRow, count: distance)
    let region = Array(grid[top...scrollBottom])
    let moved: [[Cell]] =
      count > 0
      ? Array(region[distance...]) + fresh : fresh + Array(region[..<(height - distance)])
    grid.replaceSubrange(top...scrollBottom, with: moved)
  }

  /// Erased cells keep the ground's colour (`bce`).
  private var blank: Cell { Cell(text: " ", look: ground) }
  private var ground: Look {
    var ground = Look()
    ground.background = look.background
    return ground
  }
  private var blankRow: [Cell] { Array(repeating: blank, count: columns) }

  private mutating func erase(row: Int, columns range: Range<Int>) {
    wrapIsPending = false
    if let first = range.first, grid[row][first].text.isEmpty, first > 0 {
      grid[row][first - 1].text = " "
    }
    if range.upperBound < columns, grid[row][range.upperBound].text.isEmpty {
      grid[row][range.upperBound].text = " "
    }
    for column in range { grid[row][column] = blank }
  }

  private mutating func eraseInLine(_ mode: Int) {
    switch mode {
    case 0: erase(row: row, columns: column..<columns)
    case 1: erase(row: row, columns: 0..<column + 1)
    case 2: erase(row: row, columns: 0..<columns)
    default: break
    }
  }

  private mutating func eraseInDisplay(_ mode: Int) {
    if mode == 0 || mode == 1 { eraseInLine(mode) }
    let whole: Range<Int> =
      switch mode {
      case 0: row + 1..<rows
      case 1: 0..<row
      case 2: 0..<rows
      default: 0..<0
      }
    for row in whole { grid[row] = blankRow }
  }

  private mutating func insertBlanks(_ count: Int) {
    let count = min(count, columns - column)
    grid[row].insert(contentsOf: Array(repeating: blank, count: count), at: column)
    grid[row].removeLast(count)
  }

  private mutating func deleteCharacters(_ count: Int) {
    let count = min(count, columns - column)
    grid[row].removeSubrange(column..<column + count)
    grid[row] += Array(repeating: blank, count: count)
  }

  // MARK: Looks

  mutating func setGraphics(_ text: String) {
    var rest = text.split(whereSeparator: { $0 == ";" || $0 == ":" }).compactMap { Int($0) }[...]
    if rest.isEmpty { look = Look() }
    while let code = rest.popFirst() {
      switch code {
      case 0: look = Look()
      case 1: look.attributes.insert(.bold)
      case 2: look.attributes.insert(.dim)
      case 3: look.attributes.insert(.italic)
      case 4: look.attributes.insert(.underline)
      case 7: look.attributes.insert(.reverse)
      case 22: look.attributes.subtract([.bold, .dim])
      case 23: look.attributes.remove(.italic)
      case 24: look.attributes.remove(.underline)
      case 27: look.attributes.remove(.reverse)
      case 30...37: look.foreground = .palette(code - 30)
      case 38: look.foreground = Self.color(&rest)
      case 39: look.foreground = .standard
      case 40...47: look.background = .palette(code - 40)
      case 48: look.background = Self.color(&rest)
      case 49: look.background = .standard
      case 90...97: look.foreground = .palette(code - 82)
      case 100...107: look.background = .palette(code - 92)
      default: break
      }
    }
  }

  private static func color(_ rest: inout ArraySlice<Int>) -> Color {
    switch rest.popFirst() {
    case 5: return rest.popFirst().map(Color.palette) ?? .standard
    case 2:
      guard let red = rest.popFirst(), let green = rest.popFirst(), let blue = rest.popFirst()
      else { return .standard }
      return .rgb(red, green, blue)
    default: return .standard
    }
  }
}
