public import PickModel

/// A picture in sixels (DEC VT340 graphics): bands of six rows in at most 252 colours.
///
/// The colours are 6 by 7 by 6 steps of red, green and blue, which need no second look at the picture;
/// what is off is handed on to the neighbours (R. W. Floyd and L. Steinberg, 1976).
public struct SixelImage: Equatable, Sendable {
  /// Its pixels.
  public let picture: RGBPicture

  /// A picture to be shown.
  public init(_ picture: RGBPicture) { self.picture = picture }

  private static let steps = (red: 6, green: 7, blue: 6)
  private static let colors = steps.red * steps.green * steps.blue

  /// Bytes of a piece beside its colours, as far as one stroke leaves a choice.
  private static let longestPiece = 8192

  /// What shows it, in pieces that each draw a part of one row of cells; text may be written between
  /// any two of them.
  func pieces(cellHeight: Int) -> [GraphicStore.Piece] {
    let indices = quantised()
    return stride(from: 0, to: picture.height, by: max(1, cellHeight)).enumerated()
      .flatMap { row, top in
        pieces(rows: top..<min(picture.height, top + max(1, cellHeight)), of: indices).map {
          GraphicStore.Piece(row: row, bytes: $0)
        }
      }
  }

  /// The pieces of some rows of pixels, each a picture of its own that begins at the same cell.
  private func pieces(rows: Range<Int>, of indices: [UInt8]) -> [[UInt8]] {
    var pieces: [[UInt8]] = []
    var body: [UInt8] = []
    var colors = Set<UInt8>()
    func close() {
      pieces.append(head(height: rows.count, colors) + body + Self.end)
      (body, colors) = ([], [])
    }
    for (number, top) in stride(from: rows.lowerBound, to: rows.upperBound, by: 6).enumerated() {
      let strokes = strokes(of: top..<min(rows.upperBound, top + 6), in: indices)
      for (place, stroke) in strokes.enumerated() {
        if !body.isEmpty, body.count + stroke.bytes.count > Self.longestPiece { close() }
        if body.isEmpty {
          // Nothing is said of the bands above, which stay as they are.
          body += [UInt8](repeating: UInt8(ascii: "-"), count: number)
        } else {
          // A new line only between bands: one behind the last would scroll the screen's last row.
          body.append(place == 0 ? UInt8(ascii: "-") : UInt8(ascii: "$"))
        }
        body += stroke.bytes
        colors.insert(stroke.color)
      }
    }
    close()
    return pieces
  }

  private static let end = Array("\u{1B}\\".utf8)

  /// What a picture begins with: its size, and the colours it uses; what it does not set stays.
  private func head(height: Int, _ colors: Set<UInt8>) -> [UInt8] {
    var bytes = Array("\u{1B}P0;1;0q\"1;1;\(picture.width);\(height)".utf8)
    for index in colors.sorted() {
      let (red, green, blue) = Self.percents(Int(index))
      bytes += Array("#\(index);2;\(red);\(green);\(blue)".utf8)
    }
    return bytes
  }

  /// What a band has of one colour, over which the next one is laid.
  private struct Stroke {
    let color: UInt8
    let bytes: [UInt8]
  }

  private func strokes(of rows: Range<Int>, in indices: [UInt8]) -> [Stroke] {
    let width = picture.width
    var places = [Int?](repeating: nil, count: Self.colors)
    var masks: [(color: UInt8, mask: [UInt8])] = []
    for (bit, y) in rows.enumerated() {
      for x in 0..<width {
        let color = indices[y * width + x]
        let place = places[Int(color)] ?? masks.count
        if place == masks.count {
          places[Int(color)] = place
          masks.append((color, [UInt8](repeating: 0, count: width)))
        }
        masks[place].mask[x] |= 1 << UInt8(bit)
      }
    }
    return masks.map { color, mask in
      var bytes = Array("#\(color)".utf8)
      append(runs: mask, to: &bytes)
      return Stroke(color: color, bytes: bytes)
    }
  }

  private func append(runs mask: [UInt8], to bytes: inout [UInt8]) {
    // What is empty up to the end need not be said.
    let end = (mask.lastIndex { $0 != 0 } ?? -1) + 1
    var start = 0
    while start < end {
      var next = start + 1
      while next < end, mask[next] == mask[start] { next += 1 }
      let count = next - start
      let letter = mask[start] + 0x3F
      if count > 3 {
        bytes += Array("!\(count)".utf8)
        bytes.append(letter)
      } else {
        bytes += Array(repeating: letter, count: count)
      }
      start = next
    }
  }

  private func quantised() -> [UInt8] {
    let (width, height) = (picture.width, picture.height)
    var rest = [Int](repeating: 0, count: 3 * (width + 2) * 2)
    var indices = [UInt8](repeating: 0, count: width * height)
    for y in 0..<height {
      let (row, below) = (y % 2 * 3 * (width + 2), (y + 1) % 2 * 3 * (width + 2))
      for place in below..<below + 3 * (width + 2) { rest[place] = 0 }
      for x in 0..<width {
        let pixel = picture[x, y]
        let place = row + 3 * (x + 1)
        let wanted = (
          Self.clamped(Int(pixel.red) + rest[place] / 16),
          Self.clamped(Int(pixel.green) + rest[place + 1] / 16),
          Self.clamped(Int(pixel.blue) + rest[place + 2] / 16)
        )
        let index = Self.index(wanted)
        indices[y * width + x] = UInt8(index)
        let shown = Self.shades[index]
        let offs = (wanted.0 - shown.0, wanted.1 - shown.1, wanted.2 - shown.2)
        for part in 0..<3 {
          let off = part == 0 ? offs.0 : part == 1 ? offs.1 : offs.2
          rest[place + 3 + part] += 7 * off
          rest[below + 3 * x + part] += 3 * off
          rest[below + 3 * (x + 1) + part] += 5 * off
          rest[below + 3 * (x + 2) + part] += off
        }
      }
    }
    return indices
  }

  private static func clamped(_ value: Int) -> Int { min(255, max(0, value)) }

  private static func index(_ color: (Int, Int, Int)) -> Int {
    func step(_ value: Int, _ count: Int) -> Int { (value * (count - 1) + 127) / 255 }
    return (step(color.0, steps.red) * steps.green + step(color.1, steps.green)) * steps.blue
      + step(color.2, steps.blue)
  }

  /// The colours as the terminal shows them, which knows hundredths only.
  private static let shades: [(Int, Int, Int)] = (0..<colors).map { index in
    let (red, green, blue) = percents(index)
    func part(_ percent: Int) -> Int { (percent * 255 + 50) / 100 }
    return (part(red), part(green), part(blue))
  }

  private static func percents(_ index: Int) -> (red: Int, green: Int, blue: Int) {
    func percent(_ step: Int, _ count: Int) -> Int { (step * 100 + (count - 1) / 2) / (count - 1) }
    return (
      percent(index / (steps.green * steps.blue), steps.red),
      percent(index / steps.blue % steps.green, steps.green),
      percent(index % steps.blue, steps.blue)
    )
  }
}
