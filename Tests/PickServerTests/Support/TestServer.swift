import HTTPTypes
import Logging
import PickCore
import PickModel
import PickServer
import PickTestSupport

/// The whole application over a database in memory, answering without a port.
struct TestServer {
  let server: Server
  let database: SQLiteDatabase
  let clock: ManualClock

  /// A server over an empty database, or over one that was filled before.
  init(_ database: SQLiteDatabase? = nil, clock: ManualClock = ManualClock()) throws {
    let database = try database ?? SQLiteDatabase.inMemory()
    let key = SigningKey.ephemeral()
    let backend = Backend(
      engine: Engine(
        stores: Engine.Stores(catalog: database, watches: database, choices: database),
        portion: .served, cursors: CursorSigner(key: key)),
      authority: SessionAuthority(
        accounts: database, sessions: database, key: key,
        hasher: PasswordHasher(parameters: .init(memoryKiB: 64, passes: 1, lanes: 1))),
      accounts: database, sessions: database, devices: database, clock: clock)
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
