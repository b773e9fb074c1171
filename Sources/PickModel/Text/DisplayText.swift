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
  /// What one character may consist of, all told.
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

/// What becomes of one scalar outside an escape sequence.
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
