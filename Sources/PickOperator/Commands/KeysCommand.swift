import ArgumentParser
import Foundation
import PickCommand
import PickIdentity
import PickModel
import PickStore
import PickSystem

struct KeysCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys", abstract: "Look after the keys a server signs access tokens with.",
    subcommands: [List.self, Rotate.self])

  /// The option that names the directory; the server's default is beside its SQLite database.
  struct Directory: ParsableArguments {
    @Option(
      help: ArgumentHelp("The directory (default: the database's, FILE.keys).", valueName: "dir"))
    var keys: String?
    @OptionGroup var database: DatabaseOption

    func validate() throws {
      guard keys == nil || database.database == nil && database.data == nil else {
        throw ValidationError("--keys and --database name two places: use one of them.")
      }
    }

    func open() throws -> KeyDirectory {
      if let keys { return KeyDirectory(path: keys) }
      switch try database.location() {
      case .sqlite(let path): return KeyDirectory(besideDatabase: path)
      case .mysql: throw Failure(.usage, "A server has no place for keys: say --keys DIR.")
      }
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Show which keys sign and which are only verified with.",
      discussion: "".examples("pickctl keys list"))

    @OptionGroup var directory: Directory
    @OptionGroup var format: FormatOption

    func run() async throws {
      try await reporting {
        let ring = try directory.open().ring()
        let now = SystemWallClock().now()
        let lines = ring.keys.map { KeyLine($0, ring.state(of: $0, at: now)) }
        switch format.format {
        case .json: try StandardOutput.show(try lines.json())
        case .text:
          for line in lines { try StandardOutput.show("\(line.id)  \(line.state)  \(line.signs)") }
        }
      }
    }
  }

  struct Rotate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "rotate",
      abstract: "Publish a new key, which signs once every server can have fetched it.",
      discussion: """
        Running servers notice within a second. Tokens signed with the old key are accepted until \
        they expire, so nobody signs in again. Files of keys that retired a day ago are removed.
        """.examples("pickctl keys rotate --after 86400"))

    @OptionGroup var directory: Directory
    @Option(
      help: ArgumentHelp(
        "Seconds until it signs: pickd's key_set_lifetime.", valueName: "seconds"))
    var after: Int64 = KeyPolicy().publishSeconds

    func validate() throws {
      guard (0...86_400).contains(after) else {
        throw ValidationError("--after is between 0 and 86400 seconds.")
      }
    }

    func run() async throws {
      try await reporting {
        var policy = KeyPolicy()
        policy.publishSeconds = after
        // No access token lives longer under any configuration of the server.
        policy.verifySeconds = 86_400 + 60
        let key = try directory.open().rotate(at: SystemWallClock().now(), policy: policy)
        try StandardOutput.show("\(key.id) signs from \(KeyLine.time(key.signsFrom)) on.")
      }
    }
  }
}

/// The public facts of a key, for the list.
struct KeyLine: Encodable {
  let id: String
  let state: String
  let signs: String

  init(_ key: TokenKey, _ state: KeyRing.State) {
    id = key.id
    self.state = state.rawValue
    signs = Self.time(key.signsFrom)
  }

  static func time(_ instant: Instant) -> String {
    Date(timeIntervalSince1970: Double(instant.secondsSince1970)).formatted(.iso8601)
  }
}
