import Logging
import PickClient
import PickCore
import PickModel
import PickTUI

/// The service of a run with what belongs to it.
struct Backing {
  let service: any PickService
  let settings: SettingsFile
  let trainer: TrainingProcess?
  /// Lets devices sign in by a code; `nil` without a server.
  let devices: (any DeviceSignIn)?
  let circumstances: Circumstances
  /// The database on this machine; `nil` when a server answers.
  let home: OpenDatabase?

  /// Facts about the service for the screen.
  struct Circumstances: Equatable {
    /// Whether it is a demo world, whose account may be shown.
    var isDemo = false
    /// Whether nothing is kept: there is no place for it.
    var isUnsaved = false
    /// Whether a server answers.
    var isRemote = false
  }

  /// The server that was named, else the database of this machine.
  static func open(
    _ options: PickOptions, _ configuration: Configuration, _ environment: Environment,
    _ log: Logger
  ) async throws -> Backing {
    if let server = try ServerChoice.decide(options, configuration, environment) {
      return try remote(server, options, environment, log)
    }
    let home = try await OpenDatabase.open(options, configuration, environment, log)
    let embedded = try Embedding(
      home, at: options.at?.instant, isKiosk: options.kiosk,
      watching: configuration.watching, environment, log)
    return Backing(
      service: embedded.service, settings: embedded.settings, trainer: embedded.trainer,
      devices: nil, circumstances: Circumstances(isDemo: home.isDemo, isUnsaved: home.isUnsaved),
      home: home)
  }

  private static func remote(
    _ server: ServerChoice, _ options: PickOptions, _ environment: Environment, _ log: Logger
  ) throws(Failure) -> Backing {
    guard options.at == nil else {
      throw Failure(.usage, "--at works on a demo world only; a server has its own time.")
    }
    let remote = Remote(server, isKiosk: options.kiosk, environment, log)
    log.info("remote", metadata: ["encrypted": "\(server.origin.isEncrypted)"])
    return Backing(
      service: remote.service, settings: remote.settings, trainer: nil, devices: remote.service,
      circumstances: Circumstances(isUnsaved: environment.places == nil, isRemote: true),
      home: nil)
  }

  /// Removes what was only for this run.
  func discard() { home?.discard() }
}

/// The service on this machine's database, wired up.
private struct Embedding {
  let service: EmbeddedService
  let settings: SettingsFile
  let trainer: TrainingProcess

  init(
    _ home: OpenDatabase, at contentTime: Instant?, isKiosk: Bool, watching: WatchingRule,
    _ environment: Environment, _ log: Logger
  ) throws(Failure) {
    let clock = SystemWallClock()
    let report = LogFile.reporter(log)
    let key: SigningKey
    do {
      key = try SigningKeyFile(databasePath: home.path).loadOrCreate()
    } catch {
      throw Failure(error, keyOf: home.path)
    }
    let database = home.database
    let authority = SessionAuthority(
      accounts: database, sessions: database, key: key,
      audit: { log.notice("audit", metadata: $0.fields.mapValues { "\($0)" }) })
    // A lobby's sessions and choices end with the visit; the machine's own viewer keeps theirs.
    let state = home.isUnsaved || isKiosk ? nil : environment.places?.state
    let files = SessionFiles(stateDirectory: state, issuer: authority.issuer)
    let session = SessionGuard(
      backend: EmbeddedSessionBackend(authority: authority, clock: clock, report: report),
      store: files.tokens, clock: clock, device: environment.deviceName)
    let models = ModelDirectory(besideDatabase: home.path, named: database.id)
    let engine = Engine(
      stores: Engine.Stores(catalog: database, watches: database, choices: database),
      models: models, contentTime: contentTime, portion: .wire,
      cursors: CursorSigner(key: key), watching: watching)
    // While the terminal is taken over; the first page finds the catalogue read, or being read.
    Task { await engine.prepareCatalog() }
    let service = EmbeddedService(
      engine: engine, session: session, accounts: database, sessions: database, clock: clock,
      report: report)
    self.service = service
    settings = SettingsFile(
      path: state.map { $0 + "/settings" }, number: files.rememberedNumber)
    trainer = TrainingProcess(
      executable: environment.executable, database: home.path, models: models, log: log,
      reload: { service.reloadModelIfPublished() })
  }
}

/// The service of a server, wired up.
///
/// Nothing here touches the network: libcurl is loaded by the first request.
struct Remote {
  let service: RemoteService
  let settings: SettingsFile

  init(
    _ server: ServerChoice, isKiosk: Bool, _ environment: Environment, _ log: Logger
  ) {
    // A lobby's sessions, pages and choices end with the visit.
    let places = isKiosk ? nil : environment.places
    let files = SessionFiles(stateDirectory: places?.state, issuer: server.origin.issuer)
    service = RemoteService(
      transport: CurlTransport(origin: server.origin, authorityFile: server.authorityFile),
      tokens: files.tokens,
      places: RemoteService.DevicePlaces(
        origin: server.origin, cacheDirectory: places?.cache, stateDirectory: places?.state),
      device: environment.deviceName, clock: SystemWallClock(), report: LogFile.reporter(log))
    settings = SettingsFile(
      path: places.map { $0.state + "/settings" }, number: files.rememberedNumber)
  }
}
