/// A text as a square of dark and light modules that a phone reads (ISO/IEC 18004, model 2).
///
/// Byte mode, versions 1 to 10: enough for an address of 271 bytes, and small enough for a
/// terminal.
public struct QRCode: Hashable, Sendable {
  /// How much of the picture may be unreadable.
  public enum Level: Hashable, Sendable, CaseIterable {
    /// About 7 %.
    case low
    /// About 15 %.
    case medium
  }

  /// Modules of a side, the quiet zone around them not counted.
  public let size: Int
  private let modules: [Bool]

  /// The smallest square that holds a text; `nil` when it is too long for version 10.
  public init?(_ text: String, level: Level = .low) {
    self.init(text, level: level, among: QRMask.all)
  }

  /// The same with the easiest to read of some masks.
  init?(_ text: String, level: Level, among masks: [QRMask]) {
    let bytes = Array(text.utf8)
    guard let version = QRVersion.smallest(for: bytes.count, level) else { return nil }
    var canvas = QRCanvas(version)
    canvas.drawFunctionPatterns()
    canvas.place(QRCodewords.interleaved(bytes, version))
    let best = masks.map { canvas.masked(by: $0) }.min { $0.penalty < $1.penalty }
    size = version.size
    modules = (best ?? canvas).modules
  }

  /// Whether a module is dark; those outside are light.
  public subscript(column: Int, row: Int) -> Bool {
    (0..<size).contains(column) && (0..<size).contains(row) && modules[row * size + column]
  }
}
