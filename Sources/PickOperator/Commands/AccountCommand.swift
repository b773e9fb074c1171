import ArgumentParser
import PickCommand
import PickIdentity
import PickImport
import PickModel
import PickStore
import PickStoreMySQL
import PickSystem

struct AccountCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "account", abstract: "Look after accounts.",
    subcommands: [
      List.self, Create.self, SetPassword.self, Disable.self, Enable.self, ImportDjango.self,
    ])

  /// The argument that names the account.
  struct Number: ParsableArguments {
    @Option(help: ArgumentHelp("The account: an imported viewer's id.", valueName: "number"))
    var account: String
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "List the accounts: who has a password, who is signed in, who may not.",
      discussion: """
        devices are the places that are signed in, seen is when one of them last asked, in Seoul.
        """.examples(
          "pickctl account list", "pickctl account list --columns number,seen",
          "pickctl account list --format json"))

    @OptionGroup var database: DatabaseOption
    @OptionGroup var output: FormatOption
    @OptionGroup var columns: ColumnsOption

    func run() async throws {
      try await reporting {
        let now = SystemWallClock().now()
        let accounts = try await database.open().stores.accountList(at: now)
        let lines = accounts.map(AccountLine.init)
        guard output.format == .text else { return try StandardOutput.show(lines.json()) }
        guard !lines.isEmpty else { return try StandardOutput.show("There is no account yet.") }
        let header = ["number", "password", "state", "devices", "seen"]
        try StandardOutput.show(
          TextTable(header, lines.map(\.cells)).choosing(columns.names))
      }
    }
  }

  struct Create: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "create",
      abstract: "Add an account that no import brought.",
      discussion: "Asks for the password on a terminal, or reads the first line of standard input."
        .examples(
          "pickctl account create --account 58519",
          "printf \"%s\\n\" \"$PASSWORD\" | pickctl account create --account 58519"))

    @OptionGroup var number: Number
    @OptionGroup var database: DatabaseOption

    func validate() throws {
      let name = number.account
      // A sign-in leaves out the spaces around what is typed, and a terminal's input line holds no line break.
      guard let first = name.first, first != " ", name.last != " ", DisplayText.isSafe(name),
        OutsideName.isLine(name, 1...Account.longestNumber)
      else {
        throw ValidationError(
          "--account is a number that can be typed, at most \(Account.longestNumber) characters without "
            + "spaces around it.")
      }
    }

    func run() async throws {
      try await reporting {
        try await database.openOrCreate { opened in
          guard try await opened.stores.account(number: number.account) == nil else {
            throw Failure(.badData, "There is an account \(number.account) already.")
          }
          let password = try PasswordPrompt().read()
          try await SessionAuthority(operatorOf: opened.stores).create(
            .original(number: number.account), password: password, at: SystemWallClock().now())
        }
        try StandardOutput.show("\(number.account) can sign in.")
      }
    }
  }

  private struct SetPassword: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "set-password",
      abstract: "Let an imported viewer sign in, or replace a forgotten password.",
      discussion: """
        Asks for the password on a terminal, or reads the first line of standard input. Every \
        session of the account ends.
        """.examples("pickctl account set-password --account 1000000001"))

    @OptionGroup var number: Number
    @OptionGroup var database: DatabaseOption

    func run() async throws {
      try await reporting {
        let stores = try await database.open().stores
        _ = try await stores.existingAccount(number.account)
        let password = try PasswordPrompt().read()
        try await SessionAuthority(operatorOf: stores)
          .setPassword(password, number: number.account, at: SystemWallClock().now())
        try StandardOutput.show("The password of \(number.account) is set.")
      }
    }
  }

  private struct Disable: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "disable",
      abstract: "Let an account sign in no longer; every session of it ends.",
      discussion: "".examples("pickctl account disable --account 1000000001"))

    @OptionGroup var number: Number
    @OptionGroup var database: DatabaseOption

    func run() async throws {
      try await setting(isDisabled: true, number, database)
      try StandardOutput.show("\(number.account) cannot sign in any more.")
    }
  }

  private struct Enable: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "enable", abstract: "Let a disabled account sign in again.",
      discussion: "".examples("pickctl account enable --account 1000000001"))

    @OptionGroup var number: Number
    @OptionGroup var database: DatabaseOption

    func run() async throws {
      try await setting(isDisabled: false, number, database)
      try StandardOutput.show("\(number.account) can sign in again.")
    }
  }
}

/// An account in a list.
private struct AccountLine: Encodable {
  let number: String
  let hasPassword: Bool
  let isDisabled: Bool
  let devices: Int
  let seen: String?

  init(_ account: AccountOverview) {
    number = account.account.number
    hasPassword = account.hasPassword
    isDisabled = account.isDisabled
    devices = account.sessions
    seen = account.lastSeenAt.map(LedgerText.time)
  }

  var cells: [String] {
    [
      number, hasPassword ? "yes" : "no", isDisabled ? "disabled" : "may sign in", "\(devices)",
      seen ?? "never",
    ]
  }
}

private func setting(
  isDisabled: Bool, _ number: AccountCommand.Number, _ database: DatabaseOption
) async throws {
  try await reporting {
    let stores = try await database.open().stores
    let stored = try await stores.existingAccount(number.account)
    try await stores.setDisabled(
      isDisabled, account: stored.account.id, at: SystemWallClock().now())
  }
}

extension SessionAuthority {
  /// An authority that sets passwords; nothing it does is signed.
  fileprivate init(operatorOf stores: any AccountStore & SessionStore) {
    self.init(accounts: stores, sessions: stores, key: .ephemeral())
  }
}
