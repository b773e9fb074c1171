import Foundation
public import PickTUI

/// A frame as a text file: the rows as a person reads them, then the roles of their columns.
///
/// Columns that are not named have the role `text`; a part of a picture is named by a number made of
/// its pixels.
///
///     헬로 Pick
///     --- style 80x24
///     0: accent 0-8
///     --- cursor 5,2
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

  /// The names of all golden files of a target.
  ///
  /// - Parameter path: the test's own file, as in ``difference(_:from:path:)``.
  /// - Returns: the names without `.txt`.
  /// - Throws: when the folder cannot be read.
  public static func names(path: String = #filePath) throws -> Set<String> {
    Set(
      try FileManager.default.contentsOfDirectory(atPath: folder(above: path)).map { file in
        file.hasSuffix(".txt") ? String(file.dropLast(4)) : file
      })
  }

  /// The file's text.
  public static func text(of frame: Frame) -> String {
    let rows = 0..<frame.size.rows
    var lines = rows.map { frame.text(row: $0) }
    lines.append("--- style \(frame.size.columns)x\(frame.size.rows)")
    lines += rows.compactMap { row in
      let styles = styles(of: frame[row: row].map(\.style))
      return styles.isEmpty ? nil : "\(row): \(styles.joined(separator: ", "))"
    }
    if let cursor = frame.cursor { lines.append("--- cursor \(cursor.column),\(cursor.row)") }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func folder(above path: String) -> String {
    var parts = path.split(separator: "/", omittingEmptySubsequences: false)
    while let last = parts.last, !last.hasSuffix("Tests"), parts.count > 1 { parts.removeLast() }
    return parts.joined(separator: "/") + "/Frames"
  }

  /// The columns of each run of one style in a row, without those of plain text.
  private static func styles(of row: [Style]) -> [String] {
    var runs: [String] = []
    var start = 0
    while start < row.count {
      let isPicture = row[start].tint != nil
      let end =
        row[start...].firstIndex {
          isPicture ? $0.tint == nil : $0 != row[start]
        } ?? row.count
      let columns = end - start == 1 ? "\(start)" : "\(start)-\(end - 1)"
      if isPicture {
        runs.append("picture \(columns) (\(sum(of: row[start..<end])))")
        start = end
        continue
      }
      if row[start] != .text { runs.append("\(name(of: row[start])) \(columns)") }
      start = end
    }
    return runs
  }

  /// A number that tells the pixels of a run from others.
  private static func sum(of run: ArraySlice<Style>) -> UInt32 {
    run.reduce(17) { sum, style in
      let tint = style.tint
      return (sum &* 31 &+ UInt32(tint?.upper.index ?? 0)) &* 31 &+ UInt32(tint?.lower.index ?? 0)
    } % 10_000
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
