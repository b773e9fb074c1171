/// Makes colours of red, green and blue from the numbers of a palette.
///
/// The description of a terminal with 256 colours cannot ask for any other colour, yet nearly all
/// of them can show it. The theme's colours stand for palette numbers while ncurses draws, and
/// `38;5;n` becomes `38;2;r;g;b` on the way out.
struct TrueColor {
  /// Numbers below are the viewer's own sixteen.
  private static let first = 16
  private var slots: [Int: Int] = [:]
  private var colors: [RGB] = []

  /// The palette number that stands for a colour; `nil` when all of them are taken.
  mutating func number(for rgb: Int) -> Int? {
    if let slot = slots[rgb] { return slot }
    guard colors.count < 256 - Self.first else { return nil }
    let slot = Self.first + colors.count
    slots[rgb] = slot
    colors.append(RGB(UInt32(rgb)))
    return slot
  }

  /// The bytes with every palette number replaced by its colour.
  func rewriting(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 4)
    var index = 0
    while index < bytes.count {
      guard bytes[index] == 0x1B, let end = Self.endOfGraphics(bytes, from: index) else {
        result.append(bytes[index])
        index += 1
        continue
      }
      let parameters = String(decoding: bytes[index + 2..<end], as: UTF8.self)
        .split(separator: ";", omittingEmptySubsequences: false)
      result += [0x1B, 0x5B] + rewritten(parameters.map(String.init))
      result.append(0x6D)
      index = end + 1
    }
    return result
  }

  /// Where the `m` of `CSI digits ; … m` stands; `nil` for every other sequence.
  private static func endOfGraphics(_ bytes: [UInt8], from start: Int) -> Int? {
    guard start + 1 < bytes.count, bytes[start + 1] == 0x5B else { return nil }
    for index in start + 2..<bytes.count {
      switch bytes[index] {
      case 0x30...0x39, 0x3B: continue
      case 0x6D: return index
      default: return nil
      }
    }
    return nil
  }

  private func rewritten(_ parameters: [String]) -> [UInt8] {
    var result: [String] = []
    var index = 0
    while index < parameters.count {
      let kind = parameters[index]
      if kind == "38" || kind == "48", index + 2 < parameters.count, parameters[index + 1] == "5",
        let number = Int(parameters[index + 2]), colors.indices.contains(number - Self.first)
      {
        let color = colors[number - Self.first]
        result += [kind, "2", "\(color.red)", "\(color.green)", "\(color.blue)"]
        index += 3
      } else {
        result.append(kind)
        index += 1
      }
    }
    return Array(result.joined(separator: ";").utf8)
  }
}
