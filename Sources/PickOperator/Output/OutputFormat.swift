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

/// The option that chooses the columns of a table.
struct ColumnsOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Which columns are shown, by their names, joined by commas (default: all).",
      valueName: "names"),
    transform: { $0.split(separator: ",").map(String.init) })
  var columns: [String]?

  /// The names that were given; empty for all columns.
  var names: [String] { columns ?? [] }
}

extension Encodable {
  /// JSON, keys sorted, in one line unless lines are asked for; control characters are written as
  /// escapes.
  func json(inLines: Bool = false) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if inLines { encoder.outputFormatting.insert(.prettyPrinted) }
    let json = String(decoding: try encoder.encode(self), as: UTF8.self)
    let lines = json.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.map { DisplayText.escapedJSON(String($0)) }.joined(separator: "\n")
  }
}
