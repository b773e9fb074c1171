import ArgumentParser
import Testing

@testable import PickOperator

@Suite("The help of every command")
struct HelpTests {
  /// A command that does something, by the words that name it.
  struct Leaf: Sendable, CustomStringConvertible {
    let words: [String]
    let command: any ParsableCommand.Type
    var description: String { words.joined(separator: " ") }
  }

  static func leaves(
    below command: any ParsableCommand.Type = OperatorCommand.self, _ words: [String] = ["pickctl"]
  ) -> [Leaf] {
    let subcommands = command.configuration.subcommands
    guard !subcommands.isEmpty else { return [Leaf(words: words, command: command)] }
    return subcommands.flatMap { leaves(below: $0, words + [$0._commandName]) }
  }

  private func examples(of leaf: Leaf) -> [String] {
    let lines = leaf.command.configuration.discussion.split(separator: "\n").map(String.init)
    guard let start = lines.firstIndex(of: "Examples:") else { return [] }
    return lines[(start + 1)...].map { String($0.drop { $0 == " " }) }.filter { !$0.isEmpty }
  }

  @Test("has an example of its own that the parser takes", arguments: leaves())
  func examples(leaf: Leaf) throws {
    let lines = examples(of: leaf)
    #expect(!lines.isEmpty)
    #expect(lines.contains { $0.hasPrefix(leaf.description) })
    for line in lines where line.hasPrefix("pickctl ") {
      let words = Self.words(of: line)
      let parsed = try OperatorCommand.parseAsRoot(Array(words.dropFirst()))
      #expect(type(of: parsed) == leaf.command, "\(line)")
    }
  }

  @Test("shows the examples as they are typed")
  func shown() {
    let help = OperatorCommand.helpMessage(for: StatusCommand.self, columns: 80)
    #expect(help.contains("\nExamples:\n  pickctl status\n"))
  }

  /// The words of a command line as a shell takes them; what is redirected is left out.
  private static func words(of line: String) -> [String] {
    var words: [String] = []
    for (place, part) in line.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
    {
      if place % 2 == 1 {
        words.append(String(part))
      } else {
        words += part.split(separator: " ").map(String.init)
      }
    }
    return Array(words.prefix { $0 != ">" })
  }
}
