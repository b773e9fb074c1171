import ArgumentParser
import Foundation
import Glibc
import PickCommand
import PickModel
import PickStore
import PickSystem

struct ViewerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "viewer",
    abstract: "Look after what is stored about one viewer.",
    subcommands: [Hidden.self, Unhide.self, Export.self, Erase.self])

  /// The option that names the viewer.
  struct Number: ParsableArguments {
    @Option(help: ArgumentHelp("The viewer: the number of an account.", valueName: "number"))
    var viewer: String
  }

  struct Hidden: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "hidden",
      abstract: "List the titles a viewer hid.",
      discussion: """
        Examples:
          pickctl viewer hidden --viewer 1000000001
        """)

    @OptionGroup var number: Number
    @OptionGroup var database: DatabaseOption
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await reporting {
        let stores = try await database.open().stores
        let viewer = try await stores.existingAccount(number.viewer, namesNear: false)
          .account.viewer
        let lines = try await hiddenTitles(of: viewer, in: stores)
        guard output.format == .text else { return try StandardOutput.show(lines.json()) }
        guard !lines.isEmpty else {
          return try StandardOutput.show("\(number.viewer) has hidden nothing.")
        }
        try StandardOutput.show(
          TextTable(["id", "name"], lines.map { [String($0.id), $0.name] }))
      }
    }
  }

  struct Unhide: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "unhide",
      abstract: "Show a viewer a hidden title again, or all of them.",
      discussion: """
        Examples:
          pickctl viewer unhide --viewer 1000000001 --title "바람의 언덕"
          pickctl viewer unhide --viewer 1000000001 --all
        """)

    @OptionGroup var number: Number
    @Option(
      help: ArgumentHelp("The title: its id, its imported key or its name.", valueName: "name"))
    var title: String?
    @Flag(help: "All titles the viewer hid.") var all = false
    @OptionGroup var database: DatabaseOption

    func validate() throws {
      guard all != (title != nil) else {
        throw ValidationError("Say which one with --title, or --all.")
      }
    }

    func run() async throws {
      try await reporting {
        let stores = try await database.open().stores
        let viewer = try await stores.existingAccount(number.viewer, namesNear: false)
          .account.viewer
        let hidden = try await hiddenTitles(of: viewer, in: stores)
        let shown: [HiddenTitle]
        if let title {
          let asked = try await stores.existingTitle(title)
          shown = hidden.filter { $0.id == asked.id.rawValue }
          guard !shown.isEmpty else {
            throw Failure(.badData, "\(number.viewer) has not hidden ‘\(asked.name.original)’.")
          }
        } else {
          shown = hidden
        }
        let now = SystemWallClock().now()
        for line in shown {
          try await stores.setHidden(false, title: Title.ID(line.id), viewer: viewer, at: now)
        }
        try StandardOutput.show(
          shown.isEmpty
            ? "\(number.viewer) has hidden nothing."
            : "\(number.viewer) sees again: \(shown.map { "‘\($0.name)’" }.joined(separator: ", "))"
        )
      }
    }
  }

  struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "export",
      abstract: "Print everything that is stored about a viewer, as JSON.",
      discussion: """
        One object: number, viewer, when it was printed, and each table with its rows. What a sign-in is \
        proved by (hashes of passwords and tokens) is left out.

        Examples:
          pickctl viewer export --viewer 1000000001 > viewer.json
          pickctl viewer export --viewer 1000000001 --output viewer.json
        """)

    @OptionGroup var number: Number
    @Option(
      help: ArgumentHelp(
        "Where it is written, with mode 0600 (default: standard output).", valueName: "file"))
    var output: String?
    @OptionGroup var database: DatabaseOption

    func run() async throws {
      try await reporting {
        let stores = try await database.open().stores
        let viewer = try await stores.existingAccount(number.viewer, namesNear: false)
          .account.viewer
        let text = try ViewerExport(
          number: number.viewer, viewer: viewer, at: SystemWallClock().now(),
          tables: try await stores.everything(about: viewer)
        ).text()
        guard let output else {
          let sink = TextSink.standardOutput()
          try sink.add(text + "\n")
          return try sink.end()
        }
        try Self.write(text + "\n", to: output)
        try StandardOutput.show("\(output): everything stored about \(number.viewer).")
      }
    }

    /// Writes a file that only its owner may read; one that is there is left alone.
    private static func write(_ text: String, to path: String) throws(Failure) {
      let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL, 0o600)
      guard descriptor >= 0 else {
        throw errno == EEXIST
          ? Failure(.badData, "\(path) is there already; nothing was written. Name another.")
          : Failure(
            .inputOutput, "\(path) cannot be written: \(String(cString: strerror(errno))).")
      }
      let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
      do {
        try file.write(contentsOf: Data(text.utf8))
        try file.close()
      } catch {
        throw Failure(.inputOutput, "\(path) cannot be written: \(error.localizedDescription)")
      }
    }
  }

  struct Erase: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "erase",
      abstract: "Remove a viewer with all that is stored: history, choices, sessions, account.",
      discussion: """
        What the viewer added to popularity and to the mean stars of titles goes, too. \
        Asks first, on a terminal; elsewhere --yes is needed. It cannot be taken back. Models that were \
        trained before hold no rows of viewers and go on serving. Backups made before still hold \
        the data, and so do the files of logs: an import of them brings the viewer back.

        Examples:
          pickctl viewer erase --viewer 1000000001
          pickctl viewer erase --viewer 1000000001 --yes --format json
        """)

    @OptionGroup var number: Number
    @Flag(help: "Do not ask.") var yes = false
    @OptionGroup var database: DatabaseOption
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await reporting {
        let stores = try await database.open().stores
        let viewer = try await stores.existingAccount(number.viewer, namesNear: false)
          .account.viewer
        if !yes {
          guard PasswordPrompt.isPossible else {
            throw Failure(
              .usage, "Nothing was erased: say --yes where there is no terminal to ask on.")
          }
          StandardError.write(
            "Everything about \(DisplayText.sanitized(number.viewer)) goes and cannot come back. Type "
              + "the number again to erase it: ")
          guard readLine(strippingNewline: true) == number.viewer else {
            throw Failure(.tryAgain, "That is another number. Nothing was erased.")
          }
        }
        let removed = try await stores.erase(viewer)
        // Running programs keep what titles say: their stars are others now.
        try await stores.touchCatalog()
        guard output.format == .text else {
          let counts = Dictionary(removed.map { ($0.table, $0.count) }, uniquingKeysWith: +)
          return try StandardOutput.show(counts.json())
        }
        try StandardOutput.show(
          TextTable(["table", "rows"], removed.map { [$0.table, "\($0.count)"] }))
        try StandardOutput.show("\(number.viewer) is erased.")
      }
    }
  }
}

/// A title that a viewer hid.
private struct HiddenTitle: Encodable {
  let id: Int64
  let name: String
}

/// The hidden titles of a viewer by name; one that left the catalogue is named by its identifier.
private func hiddenTitles(
  of viewer: Viewer.ID, in stores: any Stores
) async throws -> [HiddenTitle] {
  let hidden = try await stores.choices(of: viewer).hidden
  guard !hidden.isEmpty else { return [] }
  let titles = try await stores.titles().filter { hidden.contains($0.id) }
  return titles.map { HiddenTitle(id: $0.id.rawValue, name: $0.name.original) }
    .sorted { ($0.name, $0.id) < ($1.name, $1.id) }
}

/// Everything about a viewer as one JSON object.
struct ViewerExport: Encodable {
  private struct Row: Encodable {
    let values: [String: ViewerTable.Value]

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Key.self)
      for (name, value) in values {
        switch value {
        case .number(let number): try container.encode(number, forKey: Key(stringValue: name))
        case .real(let number): try container.encode(number, forKey: Key(stringValue: name))
        case .text(let text): try container.encode(text, forKey: Key(stringValue: name))
        case .instant(let instant):
          try container.encode(instant.inUniversalTime, forKey: Key(stringValue: name))
        }
      }
    }
  }

  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  private let number: String
  private let viewer: Int64
  private let at: String
  private let tables: [String: [Row]]

  init(number: String, viewer: Viewer.ID, at instant: Instant, tables: [ViewerTable]) {
    self.number = number
    self.viewer = viewer.rawValue
    at = instant.inUniversalTime
    self.tables = Dictionary(tables.map { ($0.name, $0.rows.map(Row.init)) }) { first, _ in first }
  }

  /// Lines that hold nothing that could steer a terminal.
  func text() throws -> String { try json(inLines: true) }
}

extension Instant {
  /// "2026-11-20T13:30:00.000Z".
  fileprivate var inUniversalTime: String {
    Date(timeIntervalSince1970: Double(millisecondsSince1970) / 1000)
      .formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
  }
}
