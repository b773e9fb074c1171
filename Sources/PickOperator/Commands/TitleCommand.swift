import ArgumentParser
import PickCommand
import PickModel
import PickStore

struct TitleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "title", abstract: "Look titles up.", subcommands: [Find.self])

  struct Find: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "find",
      abstract: "Find titles by name, cast or genre; what is near where nothing is found.",
      discussion: """
        Initial consonants, parts of words and both languages are found; of a name with a slip in it \
        those that are near.

        Examples:
          pickctl title find godfather
          pickctl title find ㅎㄹㅍ --format json
        """)

    @Argument(help: "A name or the beginning of one.") var text: String
    @Option(help: "The most titles that are listed.") var limit = 20
    @OptionGroup var database: DatabaseOption
    @OptionGroup var output: FormatOption
    @OptionGroup var columns: ColumnsOption

    func validate() throws {
      guard (1...1000).contains(limit) else {
        throw ValidationError("--limit goes from 1 to 1000.")
      }
    }

    func run() async throws {
      try await reporting {
        let stores = try await database.open().stores
        let found = try await FindTitles(stores)(text, limit: limit)
        let keys = try await stores.importedKeys()
        let lines = found.titles.map { TitleLine($0, key: keys[$0.id]) }
        guard output.format == .text else { return try StandardOutput.show(lines.json()) }
        guard !lines.isEmpty else {
          throw Failure(.badData, "No title is called anything like ‘\(text)’.")
        }
        if found.areNear { try StandardOutput.show("No title has ‘\(text)’. Did you mean:") }
        let header = ["id", "key", "name", "year", "category", "genres"]
        let table = TextTable(header, lines.map(\.cells))
        // Only imports give keys: a blank column would take room from the names.
        let usual = lines.contains { $0.key != nil } ? [] : header.filter { $0 != "key" }
        try StandardOutput.show(table.choosing(columns.names.isEmpty ? usual : columns.names))
        if found.total > lines.count {
          try StandardOutput.show("\(found.total) titles in all; see more with --limit.")
        }
      }
    }
  }
}

/// A title in a list.
private struct TitleLine: Encodable {
  let id: Int64
  let key: String?
  let name: String
  let english: String?
  let year: Int?
  let category: String?
  let genres: [String]

  init(_ title: Title, key: String?) {
    id = title.id.rawValue
    self.key = key
    name = title.name.original
    english = title.name.english
    year = title.year
    category = title.category?.rawValue
    genres = title.genres.map(\.name.original)
  }

  var cells: [String] {
    [
      String(id), key ?? "", english.map { $0 == name ? name : "\(name) (\($0))" } ?? name,
      year.map { String($0) } ?? "", category ?? "", genres.joined(separator: "/"),
    ]
  }
}
