import HTTPTypes
import Logging
import PickAPI
import PickIdentity
import PickModel
import PickPictures
import PickServer
import PickStore
import PickStoreSQLite
import PickSystem
import PickTestSupport
import ServiceLifecycle

@testable import PickCore

/// The whole application over a database in memory, answering without a port.
struct TestServer {
  let server: Server
  let database: SQLiteDatabase
  let clock: ManualClock

  /// A server over an empty database, or over one that was filled before.
  init(
    _ database: SQLiteDatabase? = nil, clock: ManualClock = ManualClock(),
    pictures: PictureLibrary? = nil
  ) throws {
    let database = try database ?? SQLiteDatabase.inMemory()
    let key = SigningKey.ephemeral()
    let backend = Backend(
      engine: Engine(
        stores: Engine.Stores(catalog: database, watches: database, choices: database),
        portion: .served, cursors: CursorSigner(key: key),
        pictures: { pictures?.versions() ?? [:] }),
      authority: SessionAuthority(
        accounts: database, sessions: database, key: key,
        hasher: PasswordHasher(parameters: .init(memoryKiB: 64, passes: 1, lanes: 1))),
      accounts: database, sessions: database, devices: database, pictures: pictures,
      clock: clock)
    server = Server.build(backend, log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    self.database = database
    self.clock = clock
  }

  /// Sends a request and waits for the whole answer.
  func send(
    _ method: HTTPRequest.Method, _ path: String, headers: HTTPFields = [:], body: String = ""
  ) async throws -> Answer {
    var request = HTTPRequest(method: method, scheme: "http", authority: "test", path: path)
    request.headerFields = headers
    if !body.isEmpty { request.headerFields[.contentLength] = "\(body.utf8.count)" }
    let (head, bytes) = try await server.answer(request, body: Array(body.utf8))
    return Answer(status: head.status.code, headers: head.headerFields, bytes: bytes)
  }

  /// An answer as it arrived.
  struct Answer {
    let status: Int
    let headers: HTTPFields
    let bytes: [UInt8]

    var text: String { String(decoding: bytes, as: UTF8.self) }
  }
}

/// The sample catalogue behind the whole application, with viewer 101 signed in.
struct SignedInServer {
  static let password = "correct horse"
  static let credentials = Credentials(number: "1001", password: password)

  let test: TestServer
  let tokens: TokensAnswer

  init(_ database: SQLiteDatabase? = nil, pictures: PictureLibrary? = nil) async throws {
    var stored = database
    if stored == nil { stored = try await StoreSample.database() }
    test = try TestServer(stored, pictures: pictures)
    for number in ["1001", "1002"] {
      try await test.server.backend.authority.setPassword(
        Self.password, number: number, at: test.clock.now())
    }
    tokens = try await Self.signIn(test, Self.credentials)
  }

  static func signIn(_ test: TestServer, _ credentials: Credentials) async throws
    -> TokensAnswer
  {
    let answer = try await test.send(
      .post, Endpoint.signIn.target(), headers: [.contentType: "application/json"],
      body: json(SignInRequest(credentials, deviceName: "거실")))
    return try answer.payload()
  }

  /// Sends a request with the viewer's access token, or another one.
  func send(
    _ endpoint: Endpoint, _ target: String? = nil, _ body: (any WirePayload)? = nil,
    headers: HTTPFields = [:], token: String? = nil
  ) async throws -> TestServer.Answer {
    var headers = headers
    headers[.authorization] = "Bearer \(token ?? tokens.accessToken)"
    if body != nil { headers[.contentType] = "application/json" }
    let method = HTTPRequest.Method(endpoint.route.method.rawValue) ?? .get
    return try await test.send(
      method, target ?? endpoint.target(), headers: headers,
      body: body.map { json($0) } ?? "")
  }
}

func json(_ payload: any WirePayload) -> String {
  String(decoding: WireJSON.encode(payload), as: UTF8.self)
}

extension TestServer.Answer {
  func payload<Payload: WirePayload>(_ type: Payload.Type = Payload.self) throws -> Payload {
    try WireJSON.decode(type, from: bytes)
  }

  /// The code of a problem document.
  var code: String? { try? payload(Problem.self).code.rawValue }
}

/// A test's server on a port of its own on loopback, for as long as a closure runs.
enum RunningServer {
  /// A busy machine has time; tests of the limits hand in their own.
  static var patient: Limits {
    var limits = Limits()
    (limits.request, limits.idle) = (.seconds(600), .seconds(600))
    return limits
  }

  static func run<Answer: Sendable>(
    _ server: Server, limits: Limits = patient,
    _ body: @escaping @Sendable (_ port: Int) async throws -> Answer
  ) async throws -> Answer {
    let (ports, port) = AsyncStream.makeStream(of: Int.self)
    let service = try server.service(
      host: "127.0.0.1", port: 0, limits: limits, onListening: { port.yield($0) })
    let group = ServiceGroup(
      services: [service], logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    return try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask { try await group.run() }
      var numbers = ports.makeAsyncIterator()
      guard let number = await numbers.next() else { throw NeverListened() }
      let answer = try await body(number)
      await group.triggerGracefulShutdown()
      try await tasks.waitForAll()
      return answer
    }
  }

  struct NeverListened: Error {}
}
