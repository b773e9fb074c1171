import FoundationEssentials
import HTTPTypes
import Logging
import PickAPI
import PickIdentity
import PickModel
import PickStore
import PickStoreSQLite
import PickTestSupport
import Synchronization
import Testing

@testable import PickCore
@testable import PickServer

/// Servers over one database file and one directory of keys, as a deployment has them.
struct SignInHouse {
  let tokens: TokenFixture
  let database: SQLiteDatabase
  let audits = AuditLog()
  let lines = LogLines()
  let server: Server
  var clock: ManualClock { tokens.clock }
  var now: Instant { clock.now() }

  static let mina = SignInFixture.mina
  static let jun = SignInFixture.jun
  static let password = SignInFixture.password

  init() async throws {
    tokens = try TokenFixture()
    database = try SQLiteDatabase.open(
      path: tokens.scratch.file("pick.sqlite"), mode: .createIfMissing(.random()))
    let salt = [UInt8](repeating: 7, count: 16)
    let hash = try PasswordHasher(parameters: SignInFixture.cheap).hash(Self.password, salt: salt)
    try await database.create(Self.mina, passwordHash: hash)
    try await database.create(Self.jun, passwordHash: hash)
    server = try Self.server(database, tokens, audits, lines)
  }

  /// Another process: its own connections, its own look at the keys.
  func process() throws -> Server {
    let database = try SQLiteDatabase.open(
      path: tokens.scratch.file("pick.sqlite"), mode: .existing)
    return try Self.server(database, tokens, audits, lines)
  }

  private static func server(
    _ database: SQLiteDatabase, _ tokens: TokenFixture, _ audits: AuditLog, _ lines: LogLines
  ) throws -> Server {
    let log = Logger(label: "test") { _ in LogLines.Handler(lines: lines) }
    var settings = TokenSettings()
    settings.issuer = TokenFixture.issuer
    let parts = try SignInParts.open(
      database, keys: tokens.directory, root: try tokens.directory.rootKey(),
      settings: settings, clock: tokens.clock, log: log, audit: { audits.add($0) })
    let engine = Engine(
      stores: Engine.Stores(catalog: database, watches: database, choices: database))
    return Server.build(
      Backend(
        engine: engine, signIn: parts, accounts: database, sessions: database,
        clock: tokens.clock), log: log)
  }

  /// Sends JSON and waits for the answer.
  func send(
    _ endpoint: Endpoint, _ parameters: String = "", body: String? = nil, access: String? = nil,
    from address: String = "192.0.2.7", headers: [HTTPField.Name: String] = [:],
    to server: Server? = nil
  ) async throws -> Answer {
    let path =
      parameters.isEmpty
      ? endpoint.route.template
      : endpoint.route.template.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" }
        + "/" + parameters
    var request = HTTPRequest(
      method: HTTPRequest.Method(endpoint.route.method.rawValue) ?? .get, scheme: "https",
      authority: "pick.example", path: path)
    request.headerFields[.xRequestID] = "same"
    if body != nil { request.headerFields[.contentType] = "application/json" }
    if let access { request.headerFields[.authorization] = "Bearer \(access)" }
    for (name, value) in headers { request.headerFields[name] = value }
    let (head, bytes) = try await (server ?? self.server).answer(
      request, body: Array((body ?? "").utf8), from: address)
    return Answer(status: head.status.code, headers: head.headerFields, bytes: bytes)
  }

  /// Signs in.
  func signIn(_ account: Account = mina, to server: Server? = nil) async throws -> TokensAnswer {
    let body = "{\"number\":\"\(account.number)\",\"password\":\"\(Self.password)\"}"
    let answer = try await send(.signIn, body: body, to: server)
    #expect(answer.status == 200, "\(answer.text)")
    return try answer.read()
  }

  /// Exchanges a refresh token.
  func refresh(_ token: String, to server: Server? = nil) async throws -> Answer {
    try await send(.refresh, body: "{\"refresh_token\":\"\(token)\"}", to: server)
  }

  /// The status of the smallest request that needs an access token.
  func status(_ access: String, to server: Server? = nil) async throws -> Int {
    try await send(.session, access: access, to: server).status
  }

  /// Asks for the codes of a device that has no keyboard.
  func beginDeviceSignIn(_ name: String = "거실 TV") async throws -> DeviceAuthorizationAnswer {
    let answer = try await send(
      .authorizeDevice, body: "{\"device_name\":\"\(name)\"}", from: "198.51.100.4")
    #expect(answer.status == 200, "\(answer.text)")
    return try answer.read()
  }

  /// An answer as it arrived.
  struct Answer {
    let status: Int
    let headers: HTTPFields
    let bytes: [UInt8]

    var text: String { String(decoding: bytes, as: UTF8.self) }
    var code: String? {
      (try? WireJSON.decode(Problem.self, from: bytes))?.code.rawValue
    }

    func read<Payload: WirePayload>() throws -> Payload {
      try WireJSON.decode(from: bytes)
    }
  }
}

/// Everything that was logged, as text.
final class LogLines: Sendable {
  private let collected = Mutex("")

  var text: String { collected.withLock { $0 } }

  struct Handler: LogHandler {
    let lines: LogLines
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      let more = event.metadata ?? [:]
      lines.collected.withLock { $0 += "\(event.message) \(metadata) \(more)\n" }
    }
  }
}
