import ArgumentParser
import PickCore

/// `pickctl account`.
struct AccountCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "account", abstract: "Look after accounts.", subcommands: [SetPassword.self])

  /// `pickctl account set-password`.
  struct SetPassword: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "set-password",
      abstract: "Let an imported viewer sign in, or replace a forgotten password.",
      discussion: """
        Asks for the password on a terminal, or reads the first line of standard input. Every \
        session of the account ends.
        """)

    @Option(help: ArgumentHelp("The account: an imported viewer's id.", valueName: "number"))
    var account: String
    @OptionGroup var database: DatabaseOption

    func run() async throws {
      try await reporting {
        let store = try database.open()
        let key = try SigningKeyFile(databasePath: try database.path()).loadOrCreate()
        let authority = SessionAuthority(
          accounts: store, sessions: store, key: key)
        let password = try PasswordPrompt().read()
        try await authority.setPassword(password, number: account, at: SystemWallClock().now())
        StandardOutput.show("The password of \(account) is set.")
      }
    }
  }
}
