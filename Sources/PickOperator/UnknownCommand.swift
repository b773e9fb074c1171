import ArgumentParser
import PickCommand

/// A word where a command belongs that is none.
///
/// The argument parser would take it for an argument too many and say nothing of the commands there
/// are.
enum UnknownCommand {
  /// The failure of a command line, up to the first word that could be anything else; `nil` when
  /// each word is a command.
  static func failure(
    in arguments: [String], of root: any ParsableCommand.Type
  ) -> Failure? {
    var command = root
    var path = [root._commandName]
    for word in arguments {
      let subcommands = command.configuration.subcommands
      guard !subcommands.isEmpty, !word.hasPrefix("-"), word != "help",
        command.configuration.defaultSubcommand == nil
      else { return nil }
      guard let next = subcommands.first(where: { names(of: $0).contains(word) }) else {
        return failure(of: word, after: path, among: subcommands)
      }
      command = next
      path.append(word)
    }
    return nil
  }

  private static func failure(
    of word: String, after path: [String], among subcommands: [any ParsableCommand.Type]
  ) -> Failure {
    let line = path.joined(separator: " ")
    let known = subcommands.filter { $0.configuration.shouldDisplay }.flatMap(names)
    let question = NearNames(known).question(after: word)
    let advice = question.isEmpty ? " There are: \(known.joined(separator: ", "))." : question
    return Failure(.usage, "\(line) has no command \(word).\(advice) See \(line) --help.")
  }

  private static func names(of command: any ParsableCommand.Type) -> [String] {
    [command._commandName] + command.configuration.aliases
  }
}
