import Foundation
public import PickTUI

/// A frame as a text file: what a person sees, and below it how each cell looks.
///
///     ┌ text ┐   the rows as they are read
///     ┌ style ┐  one letter a cell
///     legend     what the letters mean
public enum GoldenFrame {
  /// Compares a frame with its file, or writes the file when `PICK_UPDATE_GOLDEN` is 1.
  ///
  /// - Parameters:
  ///   - frame: what was drawn.
  ///   - name: the file's name without `.txt`.
  ///   - path: the test's own file; golden files are in `Frames` below its target's folder.
  /// - Returns: what is wrong, for a test to record; `nil` when the frame is as expected.
  public static func difference(
    _ frame: Frame, from name: String, path: String = #filePath
  ) -> String? {
    let file = folder(above: path) + "/\(name).txt"
    let text = text(of: frame)
    if ProcessInfo.processInfo.environment["PICK_UPDATE_GOLDEN"] == "1" {
      do {
        try text.write(toFile: file, atomically: true, encoding: .utf8)
      } catch {
        return "cannot write \(file): \(error)"
      }
      return nil
    }
    guard let expected = try? String(contentsOfFile: file, encoding: .utf8) else {
      return "\(file) is missing; make golden writes it\n\(text)"
    }
    return expected == text ? nil : "\(name) differs\n" + difference(expected, text)
  }

  /// The file's text.
  public static func text(of frame: Frame) -> String {
    var legend: [(style: Style, letter: Character)] = []
    let rows = (0..<frame.size.rows).map { row in
      String(frame[row: row].map { letter(of: $0.style, &legend) })
    }
    var lines = (0..<frame.size.rows).map { frame.text(row: $0) }
    lines.append("--- style \(frame.size.columns)x\(frame.size.rows)")
    lines += rows
    lines.append("--- legend")
    lines += legend.map { "\($0.letter) \(name(of: $0.style))" }.sorted()
    if let cursor = frame.cursor { lines.append("--- cursor \(cursor.column),\(cursor.row)") }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func folder(above path: String) -> String {
    var parts = path.split(separator: "/", omittingEmptySubsequences: false)
    while let last = parts.last, !last.hasSuffix("Tests"), parts.count > 1 { parts.removeLast() }
    return parts.joined(separator: "/") + "/Frames"
  }

  /// A dot for plain text, a letter for every other style in the order they are met.
  private static func letter(
    of style: Style, _ legend: inout [(style: Style, letter: Character)]
  ) -> Character {
    if style == .text { return "." }
    if let known = legend.first(where: { $0.style == style }) { return known.letter }
    let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    let letter = legend.count < letters.count ? letters[legend.count] : "?"
    legend.append((style, letter))
    return letter
  }

  private static func name(of style: Style) -> String {
    let names: [(Style.Attributes, String)] = [
      (.bold, "bold"), (.dim, "dim"), (.underline, "underline"), (.reverse, "reverse"),
      (.italic, "italic"),
    ]
    let set = names.filter { style.attributes.contains($0.0) }.map(\.1)
    return ([style.role.name] + set).joined(separator: " ")
  }

  private static func difference(_ expected: String, _ actual: String) -> String {
    let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let new = actual.split(separator: "\n", omittingEmptySubsequences: false)
    return (0..<max(old.count, new.count)).compactMap { index -> String? in
      let before = index < old.count ? String(old[index]) : "(nothing)"
      let after = index < new.count ? String(new[index]) : "(nothing)"
      return before == after ? nil : "\(index + 1): - \(before)\n\(index + 1): + \(after)"
    }.joined(separator: "\n")
  }
}
