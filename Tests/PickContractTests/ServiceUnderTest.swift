import Foundation
import Logging
import PickClient
import PickCore
import PickEmbedded
import PickIdentity
import PickModel
import PickPictures
import PickServer
import PickStore
import PickStoreSQLite
import PickSystem
import PickTestSupport
import PickTraining
import Synchronization

/// Every way to be served.
///
/// A behaviour that is not in this suite is not promised.
enum ServiceUnderTest: CaseIterable, Sendable {
  case embedded
  /// A server's application, called without a port.
  case remoteInProcess
  /// The same on a port of loopback.
  case remoteSocket

  /// A service over a new database of `ContractWorld`, without a session.
  func start(trained: Bool = false) async throws -> ContractHouse {
    let house = try await ContractHouse(trained: trained)
    switch self {
    case .embedded: break
    case .remoteInProcess: house.serve(through: InProcessTransport(server: house.server))
    case .remoteSocket:
      house.serve(through: try SocketTransport(try await ListeningServer(house.server)))
    }
    return house
  }
}

/// One database, one engine and any number of devices in front of it.
final class ContractHouse: Sendable {
  private struct Way {
    var transport: (any HTTPTransport)?
    var deviceCount = 0
  }

  let clock = ManualClock()
  let engine: Engine
  /// The application over the same engine, for those who are served remotely.
  let server: Server
  /// The pictures of the titles, none at first.
  let pictures: PictureFolder
  private let library: PictureLibrary
  private let directory: ScratchDirectory
  private let database: SQLiteDatabase
  private let models: ModelDirectory
  private let authority: SessionAuthority
  private let origin: ServerOrigin
  private let way = Mutex(Way())

  /// The key is the same each time: two houses sign the same cursors.
  init(trained: Bool) async throws {
    directory = try ScratchDirectory()
    origin = try ServerOrigin("https://contract.example")
    database = try SQLiteDatabase.open(
      path: directory.file("pick.sqlite"), mode: .createIfMissing(.random()))
    models = ModelDirectory(path: directory.file("models"), database: database.id)
    pictures = PictureFolder(
      besideDatabase: directory.file("pick.sqlite"), named: database.id.rawValue)
    library = PictureLibrary(pictures)
    let hasher = PasswordHasher(parameters: SignInFixture.cheap)
    let key = SigningKey.ephemeral(random: .seeded(7))
    authority = SessionAuthority(
      accounts: database, sessions: database, key: key, hasher: hasher)
    let stores = Engine.Stores(catalog: database, watches: database, choices: database)
    engine = Engine(
      stores: stores, models: models, portion: .wire, cursors: CursorSigner(key: key),
      pictures: library.versions)
    server = Server.build(
      Backend(
        engine: engine, authority: authority, accounts: database, sessions: database,
        devices: database, pictures: library, clock: clock),
      log: Logger(label: "contract") { _ in SwiftLogNoOpLogHandler() })
    _ = try await database.store(ContractWorld.batch(until: clock.now())) { _, _ in }
    let hash = try await hasher.hash(ContractWorld.password)
    try await database.create(ContractWorld.mina, passwordHash: hash)
    try await database.create(ContractWorld.jun, passwordHash: hash)
    if trained { try await train() }
  }

  /// Devices made from now on ask through `transport`.
  func serve(through transport: any HTTPTransport) {
    way.withLock { $0.transport = transport }
  }

  /// Trains a model on what was watched so far and publishes it.
  func train() async throws {
    try await TrainModel(catalog: database, watches: database, directory: models)(now: clock.now())
  }

  /// Lets an account sign in no longer.
  func disable(_ account: Account) async throws {
    try await database.setDisabled(true, account: account.id, at: clock.now())
  }

  /// One more device without a session.
  func device(_ name: String = "거실") -> any PickService {
    let (transport, number) = way.withLock { way in
      way.deviceCount += 1
      return (way.transport, way.deviceCount)
    }
    guard let transport else { return embeddedDevice(name, number) }
    return RemoteService(
      transport: transport, tokens: InMemoryTokenStore(),
      places: RemoteService.DevicePlaces(
        origin: origin, cacheDirectory: directory.file("cache-\(number)"),
        stateDirectory: directory.file("state-\(number)")),
      device: name, clock: clock
    ) { "\($0)" }
  }

  private func embeddedDevice(_ name: String, _ number: Int) -> EmbeddedService {
    let session = SessionGuard(
      backend: EmbeddedSessionBackend(authority: authority, clock: clock) { "\($0)" },
      store: InMemoryTokenStore(), clock: clock, device: name)
    return EmbeddedService(
      engine: engine, session: session, accounts: database, sessions: database,
      pictures: library,
      keptHome: KeptHome(cacheDirectory: directory.file("cache-\(number)"), issuer: "here"),
      clock: clock
    ) { "\($0)" }
  }

  /// Gives a title a picture and lets running programs know.
  func hang(_ file: [UInt8], on title: Title.ID) async throws -> PictureID {
    let checksum = PictureFolder.checksum(of: file)
    guard
      let picture = StoredPicture(checksum: checksum, format: .png, width: 60, height: 90),
      let renditions = PictureRenditions(
        answer: PictureWire.bytes([60, 90, 3, 3, 3]) + file.prefix(9))
    else { throw CocoaError(.fileReadCorruptFile) }
    try pictures.keep(picture, file, renditions)
    try pictures.change { $0[title] = picture }
    try await database.touchCatalog()
    return picture.id
  }

  /// A device on which Mina is signed in.
  func minasDevice(_ name: String = "거실") async throws -> any PickService {
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
