import PickModel

/// Fits text into columns.
public enum TextLayout {
  /// The text, cut so that it and an ellipsis fit.
  ///
  /// - Parameters:
  ///   - text: one line.
  ///   - columns: what it has to fit into.
  ///   - ellipsis: stands where text is missing; one column wide.
  /// - Returns: `text` itself when it fits; nothing when there is no room.
  public static func truncated(
    _ text: String, to columns: Int, ellipsis: Character = "…"
  ) -> String {
    guard columns > 0 else { return "" }
    if let width = DisplayWidth.ofPlain(text) {
      return width <= columns ? text : plain(text, to: columns - 1) + String(ellipsis)
    }
    var used = 0
    var kept = text.startIndex
    for index in text.indices {
      let width = DisplayWidth.of(text[index])
      if used + width > columns {
        return text[..<kept] + String(ellipsis)
      }
      used += width
      if used <= columns - 1 { kept = text.index(after: index) }
    }
    return text
  }

  /// As much of a plain text as fits.
  private static func plain(_ text: String, to columns: Int) -> Substring {
    let scalars = text.unicodeScalars
    var used = 0
    let end = scalars.firstIndex { scalar in
      used += DisplayWidth.ofPlain(scalar)
      return used > columns
    }
    return text[..<(end ?? text.endIndex)]
  }

  /// The text in lines, broken at spaces, or inside a word that is longer than a line.
  ///
  /// Hangul may be broken between any two syllables as a last resort only: Korean is set with
  /// breaks between words.
  ///
  /// - Parameters:
  ///   - text: any text; line ends in it are kept.
  ///   - columns: what each line has to fit into.
  ///   - maximumLines: no more lines than these; the last one ends in an ellipsis when text is left.
  ///   - ellipsis: stands where text is missing; one column wide.
  /// - Returns: the lines, none of them wider than `columns`.
  public static func wrapped(
    _ text: String, columns: Int, maximumLines: Int = .max, ellipsis: Character = "…"
  ) -> [String] {
    guard columns > 0, maximumLines > 0 else { return [] }
    let wanted = WrappedTexts.Key(
      text: text, columns: columns, maximumLines: maximumLines, ellipsis: ellipsis)
    return WrappedTexts.shared.lines(wanted) {
      freshlyWrapped(text, columns: columns, maximumLines: maximumLines, ellipsis: ellipsis)
    }
  }

  private static func freshlyWrapped(
    _ text: String, columns: Int, maximumLines: Int, ellipsis: Character
  ) -> [String] {
    var lines: [String] = []
    let paragraphs =
      DisplayWidth.isPlain(text)
      ? [text[...]] : text.split(separator: "\n", omittingEmptySubsequences: false)
    for paragraph in paragraphs {
      lines += wrappedParagraph(CellText.line(String(paragraph)), columns: columns)
      if lines.count > maximumLines { break }
    }
    guard lines.count > maximumLines else { return lines }
    let next = lines[maximumLines]
    lines.removeSubrange(maximumLines...)
    lines[maximumLines - 1] = truncated(
      lines[maximumLines - 1] + " " + next + String(ellipsis), to: columns, ellipsis: ellipsis)
    return lines
  }

  private static func wrappedParagraph(_ text: String, columns: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in words(text) {
      let width = DisplayWidth.of(String(word))
      if used > 0, used + 1 + width <= columns {
        line += " " + word
        used += 1 + width
        continue
      }
      if used > 0 { lines.append(line) }
      (line, used) = fit(word, columns: columns, into: &lines)
    }
    lines.append(line)
    return lines
  }

  /// Words between spaces; a space with a mark on it does not separate.
  private static func words(_ text: String) -> [Substring] {
    guard DisplayWidth.isPlain(text) else { return text.split(separator: " ") }
    return text.utf8.split(separator: UInt8(ascii: " ")).map { Substring($0) }
  }

  /// Breaks a word into full lines; what is left over starts the next line.
  private static func fit(
    _ word: Substring, columns: Int, into lines: inout [String]
  ) -> (line: String, used: Int) {
    var line = ""
    var used = 0
    if let width = DisplayWidth.ofPlain(String(word)), width <= columns {
      return (String(word), width)
    }
    for character in word {
      let width = DisplayWidth.of(character)
      guard width <= columns else { continue }
      if used + width > columns {
        lines.append(line)
        (line, used) = ("", 0)
      }
      line.append(character)
      used += width
    }
    return (line, used)
  }
}
