/// How many columns a character takes, as the C library's `wcwidth` has it.
///
/// Ambiguous characters are one column wide: terminals that draw them wide get the ASCII set.
/// A test compares every scalar with the C library, which is what ncurses trusts.
public enum DisplayWidth {
  /// Columns of a character: 0 when nothing of it can be shown, else 1 or 2.
  public static func of(_ character: Character) -> Int {
    for scalar in character.unicodeScalars {
      let width = of(scalar)
      if width > 0 { return width }
    }
    return 0
  }

  /// Columns of a text drawn in one line.
  public static func of(_ text: String) -> Int {
    if CellText.isPlain(text) { return text.unicodeScalars.reduce(0) { $0 + of($1) } }
    return text.reduce(0) { $0 + of($1) }
  }

  /// Columns of one scalar: 0 for controls, formats and marks that stand on another character.
  public static func of(_ scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x300 { return isControl(value) || value == 0xAD ? 0 : 1 }
    if value >= 0xAC00 && value <= 0xD7A3 { return 2 }
    if WideRanges.contains(value) { return 2 }
    return isZeroWidth(scalar) ? 0 : 1
  }

  private static func isControl(_ value: UInt32) -> Bool {
    value < 0x20 || (value >= 0x7F && value < 0xA0)
  }

  private static func isZeroWidth(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    // Medial and final jamo stand on the initial before them.
    case 0x1160...0x11FF, 0xD7B0...0xD7C6, 0xD7CB...0xD7FB: return true
    // A mark that became a spacing one after glibc 2.36.
    case 0x1171E: return true
    default: break
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control, .lineSeparator, .paragraphSeparator,
      .surrogate:
      return true
    default: return false
    }
  }
}
