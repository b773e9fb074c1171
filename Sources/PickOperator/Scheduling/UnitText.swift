import PickModel

/// Writes words so that systemd reads exactly them in a unit file.
///
/// In `ExecStart=` and `Environment=` a word ends at a space, `%` begins a specifier, `"`, `'` and `\`
/// quote. `$` begins a variable in `ExecStart=` unless the command begins with `:`
/// (`systemd.service(5)`, "Command lines"), as `command(_:)` has it.
enum UnitText {
  /// The value of `ExecStart=` for a program and its arguments.
  ///
  /// - Throws: `ScheduleError.unusableProgram` for a path systemd refuses as a program;
  ///   `controlCharacter` for any word with one.
  static func command(_ words: [String]) throws(ScheduleError) -> String {
    guard let program = words.first, program.hasPrefix("/"),
      !program.unicodeScalars.contains(where: { "\"'\\".unicodeScalars.contains($0) })
    else { throw .unusableProgram(words.first ?? "") }
    var text: [String] = []
    for word in words { text.append(try quoted(word)) }
    return ":" + text.joined(separator: " ")
  }

  /// One word, in quotation marks where it holds anything but letters, digits and plain marks.
  static func quoted(_ word: String) throws(ScheduleError) -> String {
    guard DisplayText.isSafe(word) else { throw .controlCharacter(in: word) }
    guard word.isEmpty || !word.utf8.allSatisfy(isPlain) else { return word }
    // By scalars: a mark that follows a quotation mark makes one character of both.
    var text = "\""
    for scalar in word.unicodeScalars {
      switch scalar {
      case "%": text += "%%"
      case "\"", "\\":
        text += "\\"
        text.unicodeScalars.append(scalar)
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."),
      UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: ":"), UInt8(ascii: "="),
      UInt8(ascii: "@"):
      true
    default: false
    }
  }
}
