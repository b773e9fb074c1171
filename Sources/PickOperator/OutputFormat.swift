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
    return DisplayText.escapedJSON(String(decoding: try encoder.encode(self), as: UTF8.self))
  }
}
