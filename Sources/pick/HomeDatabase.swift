import Logging
import PickClient
import PickCommand
import PickCore
import PickDemo
import PickEmbedded
import PickIdentity
import PickModel
import PickPictures
import PickPipeline
import PickStore
import PickStoreSQLite
import PickSystem
import PickTerminal

/// The service of the database on this machine.
enum HomeDatabase {
  /// The database the options mean, not opened yet.
  static func meant(by database: DatabaseOptions) -> OnThisMachine {
    OnThisMachine(data: database.data, contentTime: database.at) {
      options, configuration, environment, log in
      try await open(database, isKiosk: options.kiosk, configuration, environment, log)
    }
  }

  /// Opens the database that was named, else the standard one, and makes a demo world where there is
  /// none.
  private static func open(
    _ database: DatabaseOptions, isKiosk: Bool, _ configuration: Configuration,
    _ environment: Environment, _ log: Logger
  ) async throws -> Backing {
    let home = try await OpenDatabase.open(database, configuration, environment, log)
    let embedded = try Embedding(
      home, at: database.at, isKiosk: isKiosk,
      watching: configuration.watching, environment, log)
    return Backing(
      service: embedded.service, settings: embedded.settings, searches: embedded.searches,
      trainer: embedded.trainer, devices: nil,
      circumstances: Backing.Circumstances(
        demo: home.isDemo ? .standard : nil, isUnsaved: home.isUnsaved),
      discard: home.discard)
  }
}

extension Backing.DemoSignIns {
  /// Those that `CreateDemoWorld` makes.
  fileprivate static var standard: Self {
    Self(
      viewer: Credentials(number: DemoAccounts.viewer.number, password: DemoAccounts.password),
      kiosk: Credentials(number: DemoAccounts.kiosk.number, password: DemoAccounts.password))
  }
}

/// The service on this machine's database, wired up.
private struct Embedding {
  let service: EmbeddedService
  let settings: SettingsFile
  let searches: KeptSearches
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
    let pictures = PictureLibrary(
      PictureFolder(besideDatabase: home.path, named: database.id.rawValue))
    let engine = Engine(
      stores: Engine.Stores(catalog: database, watches: database, choices: database),
      models: models, contentTime: contentTime, portion: .wire,
      cursors: CursorSigner(key: key), searchersAreKeptSeconds: Engine.searcherLife,
      watching: watching, pictures: pictures.versions)
    let cache = state == nil || contentTime != nil ? nil : environment.places?.cache
    let service = EmbeddedService(
      engine: engine, session: session, accounts: database, sessions: database,
      pictures: pictures,
      keptHome: cache.map { KeptHome(cacheDirectory: $0, issuer: authority.issuer) },
      clock: clock, report: report)
    // While the terminal is taken over, in the order in which pages need them: side by side they
    // would take the processors from the first frame.
    Task {
      await service.prepareLastHome()
      await engine.prepareCatalog()
      engine.prepareModel()
    }
    self.service = service
    searches = files.searches
    settings = SettingsFile(
      path: state.map { $0 + "/settings" }, number: files.rememberedNumber)
    trainer = TrainingProcess(
      executable: environment.executable, database: home.path, log: log,
      isDue: {
        // As above: it looks at the model.
        await engine.prepareCatalog()
        do {
          return try await MachineTraining(stores: database, models: models)
            .isDue(serving: engine.model)
        } catch {
          log.warning("not known whether to train", metadata: ["error": "\(error)"])
          return false
        }
      },
      reload: { service.reloadModelIfPublished() })
  }
}
