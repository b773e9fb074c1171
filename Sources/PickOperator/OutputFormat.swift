import ArgumentParser
import Foundation
import PickModel

/// The output format of a command.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  /// Lines for a person.
  case text
  /// One JSON object for a program.
  case json
}

/// The option that chooses the format.
struct FormatOption: ParsableArguments {
  @Option(name: .long, help: "How to print the result.")
  var format = OutputFormat.text
}

extension Encodable {
  /// One line of JSON, keys sorted; control characters are written as escapes.
  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let json = String(decoding: try encoder.encode(self), as: UTF8.self)
    guard !DisplayText.isSafe(json) else { return json }
    return json.unicodeScalars.map { scalar in
      DisplayText.isSafe(String(scalar)) ? String(scalar) : Self.escape(scalar)
    }.joined()
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    String(scalar).utf16.map { unit in
      let digits = String(unit, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }.joined()
  }
}
