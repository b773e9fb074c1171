import PickClient
import PickCore
import PickModel
import PickTestSupport

/// Every way to be served.
///
/// A behaviour that is not in this suite is not promised.
enum ServiceUnderTest: CaseIterable, Sendable {
  case embedded

  /// A service over a new database of `ContractWorld`, with nobody signed in.
  func start(trained: Bool = false) async throws -> ContractHouse {
    switch self {
    case .embedded: try await ContractHouse(trained: trained)
    }
  }
}

/// One database and any number of devices in front of it.
final class ContractHouse: Sendable {
  let clock = ManualClock()
  private let directory: ScratchDirectory
  private let database: SQLiteDatabase
  private let models: ModelDirectory
  private let authority: SessionAuthority

  init(trained: Bool) async throws {
    directory = try ScratchDirectory()
    database = try SQLiteDatabase.open(
      path: directory.file("pick.sqlite"), mode: .createIfMissing(.random()))
    models = ModelDirectory(path: directory.file("models"), database: database.id)
    let hasher = PasswordHasher(parameters: SignInFixture.cheap)
    authority = SessionAuthority(
      accounts: database, sessions: database, key: .ephemeral(), hasher: hasher)
    _ = try await database.store(ContractWorld.batch(until: clock.now())) { _, _ in }
    let hash = try await hasher.hash(ContractWorld.password)
    try await database.create(ContractWorld.mina, passwordHash: hash)
    try await database.create(ContractWorld.jun, passwordHash: hash)
    if trained { try await train() }
  }

  /// Trains a model on what was watched so far and publishes it.
  func train() async throws {
    try await TrainModel(catalog: database, watches: database, directory: models)(now: clock.now())
  }

  /// One more device, on which nobody is signed in.
  func device(_ name: String = "거실") -> EmbeddedService {
    let session = SessionGuard(
      backend: EmbeddedSessionBackend(authority: authority, clock: clock) { "\($0)" },
      store: InMemoryTokenStore(), clock: clock, device: name)
    let stores = Engine.Stores(catalog: database, watches: database, choices: database)
    return EmbeddedService(
      engine: Engine(stores: stores, models: models), session: session, accounts: database,
      sessions: database, clock: clock
    ) { "\($0)" }
  }

  /// A device on which Mina is signed in.
  func minasDevice(_ name: String = "거실") async throws -> EmbeddedService {
    let device = device(name)
    _ = try await device.signIn(Credentials(ContractWorld.mina))
    return device
  }

  /// What the player reports when an hour of an asset was watched.
  func playback(_ asset: Asset.ID, id: UInt64, seconds: Int = 3600) -> Playback {
    Playback(
      id: EventID(high: id, low: 0), asset: asset, startedAt: clock.now(),
      watchedSeconds: seconds, position: seconds)
  }
}

extension Credentials {
  init(_ account: Account, password: String = ContractWorld.password) {
    self.init(number: account.number, password: password)
  }
}

extension HomePage {
  /// A shelf that came; `nil` when it is not on the page or failed.
  func shelf(_ kind: Shelf.Kind) -> Shelf? {
    guard case .loaded(let shelf)? = (hero + shelves).first(where: { $0.id == kind.shelfID })
    else { return nil }
    return shelf
  }

  /// Every title on the page.
  var titles: Set<Title.ID> { Set((hero + shelves).flatMap(\.cards).map(\.id)) }
}
