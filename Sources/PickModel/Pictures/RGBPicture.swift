/// A picture in memory: red, green and blue of each pixel, row by row from the top.
public struct RGBPicture: Hashable, Sendable {
  /// Pixels from left to right, > 0.
  public let width: Int
  /// Pixels from top to bottom, > 0.
  public let height: Int
  /// `3 * width * height` bytes.
  public let bytes: [UInt8]

  /// Sides that are longer are refused.
  public static let longestSide = 8192

  /// A picture from its bytes; `nil` unless there are as many as the sides say.
  public init?(width: Int, height: Int, bytes: [UInt8]) {
    guard (1...Self.longestSide).contains(width), (1...Self.longestSide).contains(height),
      bytes.count == 3 * width * height
    else { return nil }
    self.width = width
    self.height = height
    self.bytes = bytes
  }

  private init(checked width: Int, _ height: Int, _ bytes: [UInt8]) {
    self.width = width
    self.height = height
    self.bytes = bytes
  }

  /// Red, green and blue of a pixel inside the picture.
  public subscript(x: Int, y: Int) -> (red: UInt8, green: UInt8, blue: UInt8) {
    let place = 3 * (y * width + x)
    return (bytes[place], bytes[place + 1], bytes[place + 2])
  }

  /// The picture in another size, as much of it as has the new shape.
  ///
  /// Of a picture that is too high, more is cut below than above: faces are mostly in the upper half.
  ///
  /// - Parameters:
  ///   - width: pixels from left to right, > 0.
  ///   - height: pixels from top to bottom, > 0.
  ///   - stretch: how much higher than wide a pixel of the result is shown.
  /// - Returns: a picture of that size; each pixel is the mean of those it stands for.
  public func covering(width: Int, height: Int, stretch: Double = 1) -> RGBPicture {
    let width = min(max(1, width), Self.longestSide)
    let height = min(max(1, height), Self.longestSide)
    let shape = Double(width) / (Double(height) * max(0.01, stretch))
    let (own, whole) = (Double(self.width) / Double(self.height), self.size)
    var (left, top, columns, rows) = (0.0, 0.0, whole.0, whole.1)
    if own > shape {
      columns = max(1, whole.1 * shape)
      left = (whole.0 - columns) / 2
    } else {
      rows = max(1, whole.0 / shape)
      top = (whole.1 - rows) * 0.3
    }
    var scaled = [UInt8](repeating: 0, count: 3 * width * height)
    for y in 0..<height {
      let first = top + rows * Double(y) / Double(height)
      let vertical = Self.pixels(first, first + rows / Double(height), self.height)
      for x in 0..<width {
        let start = left + columns * Double(x) / Double(width)
        let horizontal = Self.pixels(start, start + columns / Double(width), self.width)
        let mean = mean(horizontal, vertical)
        let place = 3 * (y * width + x)
        (scaled[place], scaled[place + 1], scaled[place + 2]) = mean
      }
    }
    return RGBPicture(checked: width, height, scaled)
  }

  private var size: (Double, Double) { (Double(width), Double(height)) }

  /// The whole pixels between two places, at least one.
  private static func pixels(_ start: Double, _ end: Double, _ count: Int) -> Range<Int> {
    let first = min(count - 1, max(0, Int(start.rounded(.down))))
    return first..<max(first + 1, min(count, Int(end.rounded(.down))))
  }

  private func mean(_ columns: Range<Int>, _ rows: Range<Int>) -> (UInt8, UInt8, UInt8) {
    var (red, green, blue) = (0, 0, 0)
    for y in rows {
      for x in columns {
        let place = 3 * (y * width + x)
        red += Int(bytes[place])
        green += Int(bytes[place + 1])
        blue += Int(bytes[place + 2])
      }
    }
    let count = columns.count * rows.count
    func part(_ sum: Int) -> UInt8 { UInt8(min(255, (sum + count / 2) / count)) }
    return (part(red), part(green), part(blue))
  }
}
