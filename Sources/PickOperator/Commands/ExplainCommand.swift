import ArgumentParser
import PickCore
import PickModel
import PickStoreMySQL

/// `pickctl explain`.
struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Show how the score of a title for a viewer is made up.",
    discussion: "The same figures as the screen shows for the key i.")

  @Option(help: ArgumentHelp("The viewer: the number of an account.", valueName: "number"))
  var viewer: String
  @Option(help: ArgumentHelp("The title: its id, its imported key or its name.", valueName: "name"))
  var title: String
  @OptionGroup var database: DatabaseOption
  @OptionGroup var models: ModelsOption
  @OptionGroup var output: FormatOption

  func run() async throws {
    try await reporting {
      let opened = try await database.open()
      let store = opened.stores
      guard let account = try await store.account(number: viewer)?.account else {
        throw Failure(.badData, "There is no account \(viewer).")
      }
      guard let title = try await store.title(named: title) else {
        throw Failure(.badData, "There is no title \(title).")
      }
      let engine = Engine(
        stores: Engine.Stores(catalog: store, watches: store, choices: store),
        models: try models.directory(of: opened))
      let explanation = try await engine.explain(
        title.id, to: account.viewer, now: SystemWallClock().now())
      guard let explanation else {
        throw Failure(.badData, "There is no title \(self.title).")
      }
      try StandardOutput.show(try ExplanationText(explanation).text(as: output.format))
    }
  }
}
