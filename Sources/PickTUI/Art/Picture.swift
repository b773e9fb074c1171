/// A colour of a picture: a shade of a hue, the ground, or one of the theme's own for what lies on it.
///
/// Pictures are drawn in few colours that a theme makes once, so that the pens of a terminal are
/// enough for all of them (docs/decisions/title-art.md).
public struct Pigment: Hashable, Sendable {
  /// The place among a theme's pigments.
  public let index: UInt8

  /// Hues there are; a genre owns one.
  static let hues = 12
  /// Shades of a hue, from next to the ground to the lightest.
  static let shades = 14
  /// How many pigments a theme has.
  static let count = 1 + hues * shades + 3

  /// The page's ground.
  static let ground = Pigment(index: 0)
  /// The part of a title that was watched, inside a picture.
  static let progress = Pigment(index: UInt8(1 + hues * shades))
  /// The part that was not.
  static let progressTrack = Pigment(index: UInt8(2 + hues * shades))
  /// Digits on a picture.
  static let digit = Pigment(index: UInt8(3 + hues * shades))

  fileprivate init(index: UInt8) { self.index = index }

  /// The pigment at a place: the ground, then the shades hue by hue.
  init(place: Int) { self.init(index: UInt8(min(max(0, place), Self.count - 1))) }

  /// A shade of a hue; 0 is the ground, and both are clamped to what there is.
  init(hue: Int, shade: Int) {
    guard shade > 0 else {
      self = .ground
      return
    }
    let hue = min(max(0, hue), Self.hues - 1)
    self.init(index: UInt8(1 + hue * Self.shades + min(shade, Self.shades) - 1))
  }
}

/// The two pixels of a picture that share a cell, the upper one and the lower one.
public struct Tint: Hashable, Sendable {
  /// The upper half of the cell.
  public let upper: Pigment
  /// The lower half.
  public let lower: Pigment

  /// Two pixels.
  public init(upper: Pigment, lower: Pigment) {
    self.upper = upper
    self.lower = lower
  }
}

/// How pictures are shown.
public enum PictureMode: String, Hashable, Sendable, Codable {
  /// As words only: the viewer wants none, or the terminal has too few colours or characters.
  case none
  /// In few shades, mixed by dithering: the terminal has 256 colours.
  case dithered
  /// In all shades.
  case full
}

/// A grid of pixels, two of which share a cell.
struct Picture: Hashable, Sendable {
  /// Extent in cells.
  let size: Size
  /// Row by row, `size.columns` by `2 * size.rows`.
  private var pixels: [Pigment]

  /// A picture of one colour.
  init(size: Size, _ pigment: Pigment = .ground) {
    self.size = size
    pixels = Array(repeating: pigment, count: size.columns * size.rows * 2)
  }

  /// A picture of pigments by their places; `nil` unless each pixel has one that there is.
  init?(size: Size, pigments: [UInt8]) {
    guard pigments.count == size.columns * size.rows * 2,
      pigments.allSatisfy({ $0 < Pigment.count })
    else { return nil }
    self.size = size
    pixels = pigments.map(Pigment.init(index:))
  }

  /// Pixels from left to right.
  var width: Int { size.columns }
  /// Pixels from top to bottom.
  var height: Int { size.rows * 2 }

  /// The colour of a pixel inside the picture.
  subscript(x: Int, y: Int) -> Pigment {
    get { pixels[y * width + x] }
    set { pixels[y * width + x] = newValue }
  }

  /// Bytes the pixels take.
  var bytes: Int { pixels.count }

  /// Lays a bar of what was watched over the lowest row of pixels.
  mutating func drawBar(ratio: Double) {
    guard height > 0, !ratio.isNaN else { return }
    let done = min(width, max(1, Int(min(1, max(0, ratio)) * Double(width))))
    for x in 0..<width { self[x, height - 1] = x < done ? .progress : .progressTrack }
  }

  /// Draws a number into the lower left corner, as large as the picture allows, on a dark edge.
  mutating func drawNumber(_ number: Int, edge: Pigment) {
    let scale = height >= 14 ? 2 : 1
    var left = 0
    for digit in String(max(0, number)).utf8.map({ Int($0) - 48 }) where (0...9).contains(digit) {
      guard left < width else { return }
      drawDigit(DigitShapes.rows[digit], left: left, scale: scale, edge)
      left += 3 * scale + 1
    }
  }

  private mutating func drawDigit(_ rows: [UInt8], left: Int, scale: Int, _ edge: Pigment) {
    let top = height - rows.count * scale
    func isSet(_ x: Int, _ y: Int) -> Bool {
      let (column, row) = ((x - left) / scale, (y - top) / scale)
      guard x >= left, y >= top, column < 3, row < rows.count else { return false }
      return rows[row] >> UInt8(2 - column) & 1 == 1
    }
    for y in max(0, top - 1)..<height {
      for x in max(0, left - 1)..<min(width, left + 3 * scale + 1) {
        if isSet(x, y) {
          self[x, y] = .digit
        } else if isSet(x - 1, y) || isSet(x + 1, y) || isSet(x, y - 1) || isSet(x, y + 1) {
          self[x, y] = edge
        }
      }
    }
  }
}

/// The digits in three by five pixels, a row a number.
private enum DigitShapes {
  static let rows: [[UInt8]] = [
    [7, 5, 5, 5, 7], [2, 6, 2, 2, 7], [7, 1, 7, 4, 7], [7, 1, 7, 1, 7], [5, 5, 7, 1, 1],
    [7, 4, 7, 1, 7], [7, 4, 7, 5, 7], [7, 1, 1, 2, 2], [7, 5, 7, 5, 7], [7, 5, 7, 1, 7],
  ]
}

extension Canvas {
  /// Draws a picture, two pixels a cell.
  mutating func picture(_ picture: Picture, at point: Point) {
    for row in 0..<picture.size.rows {
      for column in 0..<picture.size.columns {
        let tint = Tint(
          upper: picture[column, 2 * row], lower: picture[column, 2 * row + 1])
        put(tint, at: Point(column: point.column + column, row: point.row + row))
      }
    }
  }
}
