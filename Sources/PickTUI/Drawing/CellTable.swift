import PickModel
import Synchronization

/// A cell as a number: what it shows, how, and whether it is the right half of the cell before.
///
/// Bits 0 to 31 are a scalar or, above all scalars, the number of a cluster; bits 32 to 47 are the
/// number of a style; bit 63 marks a right half. Numbers mean the same in all frames of one
/// `CellTable`, so rows of such frames are compared as memory.
struct CellCode: Equatable, Sendable, BitwiseCopyable {
  private(set) var bits: UInt64

  private static let half: UInt64 = 1 << 63
  private static let space = UInt64(UInt8(ascii: " "))

  init(glyph: UInt32, style: UInt16) { bits = UInt64(style) << 32 | UInt64(glyph) }

  /// The right half of a wide character.
  static func rightHalf(style: UInt16) -> CellCode {
    var code = CellCode(glyph: UInt32(space), style: style)
    code.bits |= half
    return code
  }

  /// A blank in plain text's style, which has the number 0.
  static let blank = CellCode(glyph: UInt32(space), style: CellTable.text)

  var glyph: UInt32 { UInt32(truncatingIfNeeded: bits) }
  var style: UInt16 { UInt16(truncatingIfNeeded: bits >> 32) }
  var isRightHalf: Bool { bits & Self.half != 0 }

  /// Leaves the style and takes away the rest.
  mutating func clear() { self = CellCode(glyph: UInt32(Self.space), style: style) }
}

/// Gives numbers to styles and to clusters of more than one scalar.
///
/// Frames that follow one another share a table. It is bounded: a frame begins a new one when the
/// last is half full, and where even that does not suffice, a cluster loses its marks and a style its
/// colours. Titles come from outside, and no text may make a program grow or end.
final class CellTable: Sendable {
  /// The number of plain text's style.
  static let text: UInt16 = 0
  /// Numbers of clusters begin above all scalars.
  static let firstCluster: UInt32 = 0x11_0000
  /// Most styles and clusters of one table.
  static let (mostStyles, mostClusters) = (1 << 14, 1 << 13)

  private struct State {
    var styles: [Style] = [.text]
    var numbers: [Style: UInt16] = [.text: CellTable.text]
    /// For each style's bytes, folded, the number last found: a guess that is checked.
    var guesses = [UInt16](repeating: CellTable.text, count: 1 << 10)
    var clusters: [Character] = []
    var places: [Character: UInt32] = [:]
  }

  private let state = Mutex(State())
  private static let newest = Mutex(CellTable())

  /// The table for a frame that begins now: the newest, as long as it has room.
  static func forNewFrame() -> CellTable {
    newest.withLock { table in
      if table.isHalfFull { table = CellTable() }
      return table
    }
  }

  private var isHalfFull: Bool {
    state.withLock {
      $0.styles.count > Self.mostStyles / 2 || $0.clusters.count > Self.mostClusters / 2
    }
  }

  /// The number of a style.
  func number(of style: Style) -> UInt16 {
    let slot = Self.slot(of: style)
    return state.withLock { state in
      let guess = state.guesses[slot]
      if state.styles[Int(guess)] == style { return guess }
      let number = Self.number(of: style, &state)
      state.guesses[slot] = number
      return number
    }
  }

  private static func number(of style: Style, _ state: inout State) -> UInt16 {
    if let number = state.numbers[style] { return number }
    guard state.styles.count < mostStyles else { return text }
    let number = UInt16(state.styles.count)
    state.styles.append(style)
    state.numbers[style] = number
    return number
  }

  /// A place among the guesses, by the bytes of a style.
  private static func slot(of style: Style) -> Int {
    withUnsafeBytes(of: style) { bytes in
      let folded = bytes.reduce(UInt32(0x811C_9DC5)) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
      return Int((folded ^ folded >> 15) & 0x3FF)
    }
  }

  /// The number of what a cell shows, which is one scalar with at most a few marks.
  func glyph(of character: Character) -> UInt32 {
    let scalars = character.unicodeScalars
    guard let first = scalars.first else { return CellCode.blank.glyph }
    if scalars.index(after: scalars.startIndex) == scalars.endIndex { return first.value }
    return state.withLock { state in
      if let place = state.places[character] { return place }
      guard state.clusters.count < Self.mostClusters else { return first.value }
      let place = Self.firstCluster + UInt32(state.clusters.count)
      state.clusters.append(character)
      state.places[character] = place
      return place
    }
  }

  /// The style of a number.
  func style(_ number: UInt16) -> Style { state.withLock { $0.styles[Int(number)] } }

  /// What a number shows.
  func character(_ glyph: UInt32) -> Character {
    if let scalar = Unicode.Scalar(glyph) { return Character(scalar) }
    return state.withLock { $0.clusters[Int(glyph - Self.firstCluster)] }
  }

  /// A cell as views and tests look at it.
  func cell(_ code: CellCode) -> Cell {
    Cell(character(code.glyph), style(code.style), isContinuation: code.isRightHalf)
  }
}
