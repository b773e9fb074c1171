/// Finds the ends of terminal escape sequences (ECMA-48, 7-bit and 8-bit introducers).
enum EscapeSequence {
  /// A sequence longer than this is taken for an unterminated one.
  static let longest = 4096

  /// The index after the sequence that begins at `start`; `nil` when none begins there.
  ///
  /// For an unterminated sequence it is the index after its introducer.
  static func end(in scalars: [Unicode.Scalar], from start: Int) -> Int? {
    guard let (kind, body) = introducer(in: scalars, at: start) else { return nil }
    let limit = min(scalars.count, start + longest)
    switch kind {
    case .control: return controlEnd(in: scalars, from: body, limit: limit) ?? body
    case .text: return stringEnd(in: scalars, from: body, limit: limit) ?? body
    case .short: return body
    }
  }

  private enum Kind {
    /// CSI: parameters and one final byte.
    case control
    /// OSC, DCS, SOS, PM, APC: text up to BEL or ST.
    case text
    /// ESC and at most one more character.
    case short
  }

  private static func introducer(
    in scalars: [Unicode.Scalar], at start: Int
  ) -> (Kind, body: Int)? {
    switch scalars[start].value {
    case 0x9B: return (.control, start + 1)
    case 0x90, 0x98, 0x9D, 0x9E, 0x9F: return (.text, start + 1)
    case 0x1B: break
    default: return nil
    }
    guard start + 1 < scalars.count else { return (.short, start + 1) }
    switch scalars[start + 1] {
    case "[": return (.control, start + 2)
    case "]", "P", "X", "^", "_": return (.text, start + 2)
    case "(", ")", "*", "+", "#", "%", " ":
      return (.short, min(start + 3, scalars.count))
    case "0"..."~": return (.short, start + 2)
    default: return (.short, start + 1)
    }
  }

  private static func controlEnd(
    in scalars: [Unicode.Scalar], from body: Int, limit: Int
  ) -> Int? {
    var index = body
    while index < limit {
      switch scalars[index].value {
      case 0x20...0x3F: index += 1
      case 0x40...0x7E: return index + 1
      default: return nil
      }
    }
    return nil
  }

  private static func stringEnd(in scalars: [Unicode.Scalar], from body: Int, limit: Int) -> Int? {
    for index in body..<max(body, limit) {
      switch scalars[index].value {
      case 0x07, 0x9C: return index + 1
      case 0x1B where index + 1 < scalars.count && scalars[index + 1] == "\\": return index + 2
      // A control in the middle means the sequence was never meant to end: nothing is swallowed.
      case 0..<0x20, 0x7F...0x9F: return nil
      default: continue
      }
    }
    return nil
  }
}
