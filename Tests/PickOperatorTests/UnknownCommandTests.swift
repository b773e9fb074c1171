import ArgumentParser
import PickCommand
import Testing

@testable import PickOperator

@Suite("A command that there is not")
struct UnknownCommandTests {
  private func sentence(_ words: String) -> String? {
    UnknownCommand.failure(
      in: words.split(separator: " ").map(String.init), of: OperatorCommand.self)?.sentence
  }

  @Test(
    "is told with the command that may have been meant",
    arguments: [
      ("imprt", "pickctl has no command imprt. Did you mean import? See pickctl --help."),
      (
        "import movilens x",
        "pickctl import has no command movilens. Did you mean movielens? See pickctl import --help."
      ),
      (
        "account lst",
        "pickctl account has no command lst. Did you mean list? See pickctl account --help."
      ),
    ])
  func near(line: String, expected: String) {
    #expect(sentence(line) == expected)
  }

  @Test("is told with all there are where none is near")
  func far() throws {
    let told = try #require(sentence("db xyzzy"))
    #expect(told.contains("There are: check, backup, restore."))
  }

  @Test(
    "commands, options, arguments and questions for help are left to the parser",
    arguments: [
      "", "--help", "help", "help import", "import hellopick", "import movielens dir",
      "train --data x", "explain --viewer imprt", "--version", "db backup imprt",
    ])
  func known(line: String) {
    #expect(sentence(line) == nil)
  }
}
