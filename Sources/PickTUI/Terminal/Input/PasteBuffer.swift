/// What is pasted between `CSI 200 ~` and `CSI 201 ~`.
struct PasteBuffer: Hashable {
  /// Characters kept of a paste; the rest is swallowed up to its end.
  static let longest = 10_000
  private static let endMark = Array("\u{1B}[201~".utf8)
  private static let interrupt: UInt8 = 3

  private var scalars: [Unicode.Scalar] = []
  private var assembler = ScalarAssembler()
  /// Bytes of the end mark that were seen.
  private var matched = 0
  private var followsReturn = false
  private var isDropped = false

  /// What a byte of a paste means.
  enum Step: Hashable {
    /// It belongs to the paste.
    case goesOn
    /// It completes the end mark.
    case ends
    /// It is Ctrl-C: nothing of the paste is wanted any more, though the rest of it may come.
    case interrupts
  }

  /// Takes a byte.
  mutating func feed(_ byte: UInt8) -> Step {
    if byte == Self.interrupt {
      (isDropped, matched, scalars) = (true, 0, [])
      return .interrupts
    }
    if byte == Self.endMark[matched] {
      matched += 1
      guard matched == Self.endMark.count else { return .goesOn }
      return .ends
    }
    // The mark has one Esc, its first byte: what was taken for a mark can only begin anew here.
    for taken in Self.endMark[..<matched] { append(taken) }
    matched = 0
    if byte == Self.endMark[0] { matched = 1 } else { append(byte) }
    return .goesOn
  }

  /// The text without control characters, with plain line ends; `nil` when nothing is wanted of it.
  var text: String? {
    guard !isDropped else { return nil }
    let whole = String(String.UnicodeScalarView(scalars))
    let lines = whole.split(separator: "\n", omittingEmptySubsequences: false)
    return ComposedText.composed(
      lines.map { CellText.line(String($0)) }.joined(separator: "\n"))
  }

  private mutating func append(_ byte: UInt8) {
    guard let scalar = assembler.feed(byte) else { return }
    let isSecondHalf = followsReturn && scalar == "\n"
    followsReturn = scalar == "\r"
    guard !isDropped, !isSecondHalf, scalars.count < Self.longest else { return }
    scalars.append(scalar == "\r" ? "\n" : scalar)
  }
}
