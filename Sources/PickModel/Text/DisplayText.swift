/// Text from outside, made safe to show: one line that cannot steer a terminal or hide characters.
///
/// Titles, casts and synopses are untrusted. They pass through here when they are imported and once
/// more at the border of every screen and report, because a database can be edited by hand.
///
/// - Complete escape sequences (CSI, OSC, DCS, SOS, PM, APC) go with their payload; of an
///   unterminated one only the introducer goes, so a stray escape does not swallow the title.
/// - C0, C1 and DEL go; tabs, line breaks and exotic spaces become one space.
/// - Direction marks, joiners, fillers, variation selectors and other invisible characters go, and
///   unassigned code points with them: what is left has the width `wcwidth` says.
/// - At most `marksPerCluster` combining marks stay on one base, and none without a base.
/// - Hangul in conjoining letters is composed (NFC for the rest is done at the import).
public enum DisplayText {
  /// Vietnamese needs two marks on a letter, pointed Hebrew three.
  public static let marksPerCluster = 3
  /// The most scalars of one character.
  public static let scalarsPerCharacter = 8

  /// The safe form of `text`; the same string, unscanned twice, when it is safe already.
  public static func sanitized(_ text: String) -> String {
    if text.unicodeScalars.allSatisfy(isPlain) { return text }
    let composed = HangulComposition.composed(stripped(text))
    guard composed.contains(where: isOverlong) else { return composed }
    return String(composed.map(capped))
  }

  /// Whether `sanitized` would change nothing.
  public static func isSafe(_ text: String) -> Bool { sanitized(text) == text }

  /// JSON with an escape for everything `sanitized` would drop or change; ends of lines stay.
  ///
  /// Such characters stand within strings only, so that it says the same as before.
  public static func escapedJSON(_ json: String) -> String {
    json.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .map { escapedLine(String(String.UnicodeScalarView($0))) }.joined(separator: "\n")
  }

  private static func escapedLine(_ line: String) -> String {
    guard !isSafe(line) else { return line }
    return line.unicodeScalars.map { scalar in
      let one = String(scalar)
      return isSafe(one) ? one : escape(one)
    }.joined()
  }

  /// "\u001b": every unit of UTF-16 in four hexadecimal digits.
  private static func escape(_ text: String) -> String {
    text.utf16.map { unit in
      let digits = String(unit, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }.joined()
  }

  // Archaic jamo and joined emoji can pile up on one character without any mark.
  private static func isOverlong(_ character: Character) -> Bool {
    character.unicodeScalars.count > scalarsPerCharacter
  }

  private static func capped(_ character: Character) -> Character {
    guard isOverlong(character) else { return character }
    var scalars = String.UnicodeScalarView()
    scalars.append(contentsOf: character.unicodeScalars.prefix(scalarsPerCharacter))
    return String(scalars).first ?? character
  }

  private static func stripped(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var kept = String.UnicodeScalarView()
    var marks = 0
    var hasBase = false
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      if let end = EscapeSequence.end(in: scalars, from: index) {
        index = end
        continue
      }
      index += 1
      switch ScalarRole(scalar) {
      case .base:
        kept.append(scalar)
        (marks, hasBase) = (0, true)
      case .space:
        kept.append(" ")
        (marks, hasBase) = (0, false)
      case .mark:
        guard hasBase, marks < marksPerCluster else { continue }
        kept.append(scalar)
        marks += 1
      case .none: continue
      }
    }
    return String(kept)
  }

  /// The characters nearly every title is made of; none of them needs a second look.
  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E, 0xAC00...0xD7A3: true
    case 0xA1...0xAC, 0xAE...0x17F: true
    case 0x3131...0x3163, 0x3001...0x3029, 0x4E00...0x9FFF: true
    case 0x2013...0x2026: true
    default: false
    }
  }
}

/// The treatment of one scalar outside an escape sequence.
private enum ScalarRole {
  case base
  case mark
  case space

  /// `nil` when the scalar is dropped.
  init?(_ scalar: Unicode.Scalar) {
    if Self.isInvisible(scalar) { return nil }
    switch scalar.properties.generalCategory {
    case .control:
      guard (0x09...0x0D).contains(scalar.value) || scalar.value == 0x85 else { return nil }
      self = .space
    case .spaceSeparator, .lineSeparator, .paragraphSeparator: self = .space
    case .format, .surrogate, .unassigned: return nil
    case .nonspacingMark, .enclosingMark, .spacingMark: self = .mark
    default: self = .base
    }
  }

  /// Invisible characters that are neither controls nor formats: Hangul fillers, variation
  /// selectors, the combining grapheme joiner.
  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x115F, 0x1160, 0x3164, 0xFFA0: true
    case 0xFE00...0xFE0F, 0xE0100...0xE01EF, 0x180B...0x180F, 0x034F, 0x17B4, 0x17B5: true
    default: false
    }
  }
}

/// Finds the ends of terminal escape sequences (ECMA-48, 7-bit and 8-bit introducers).
private enum EscapeSequence {
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
