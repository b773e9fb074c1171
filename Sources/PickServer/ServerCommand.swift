public import ArgumentParser
import Logging
import PickCore
import ServiceLifecycle
import UnixSignals

/// `pickd`: serves one database to many terminals.
public struct ServerCommand: AsyncParsableCommand {
  /// Its name and what it is for.
  public static let configuration = CommandConfiguration(
    commandName: "pickd", abstract: "Serves Pick's pages to terminals.")

  @Option(help: "The address to listen on.")
  var host = "127.0.0.1"

  @Option(help: "The port to listen on; 0 for any that is free.")
  var port = 8443

  @Option(help: ArgumentHelp("The database.", valueName: "sqlite:PATH"))
  var database: String

  /// Nothing read yet.
  public init() {}

  /// Serves until told to stop.
  public func run() async throws {
    let path = database.hasPrefix("sqlite:") ? String(database.dropFirst(7)) : database
    let log = Logger(label: "pickd")
    let store = try SQLiteDatabase.open(path: path, mode: .existing)
    let key = try SigningKeyFile(databasePath: path).loadOrCreate()
    let authority = SessionAuthority(accounts: store, sessions: store, key: key)
    let engine = Engine(
      stores: Engine.Stores(catalog: store, watches: store, choices: store),
      models: ModelDirectory(besideDatabase: path, named: store.id), portion: .served,
      cursors: CursorSigner(key: key))
    let server = Server.build(
      Backend(engine: engine, authority: authority, accounts: store, sessions: store), log: log)
    let group = ServiceGroup(
      services: [try server.service(host: host, port: port)],
      gracefulShutdownSignals: [.sigterm, .sigint], logger: log)
    try await group.run()
  }
}
