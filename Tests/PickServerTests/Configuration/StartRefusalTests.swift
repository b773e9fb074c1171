import Logging
import PickCommand
import PickModel
import PickStore
import PickStoreSQLite
import PickTestSupport
import Testing

@testable import PickServer

@Suite("a server that must not start")
struct StartRefusalTests {
  private let scratch: ScratchDirectory
  private let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

  init() throws { scratch = try ScratchDirectory() }

  private func status(_ body: () async throws -> Void) async -> PickCommand.ExitStatus? {
    do { try await body() } catch { return (error as? Failure)?.status }
    return nil
  }

  @Test("plain HTTP for other machines is only served when said so")
  func plainHTTP() async throws {
    var configuration = Configuration()
    configuration.host = "0.0.0.0"
    #expect(await status { _ = try configuration.transport() } == .configuration)
    configuration.allowPlainHTTP = true
    #expect(try configuration.transport().isSecure == false)
  }

  @Test(
    "a host's name is not this machine because it begins like its address",
    arguments: [
      "127.example.com", "127.0.0.1.example.com", "127.1.",
    ])
  func loopbackLookalike(host: String) async {
    var configuration = Configuration()
    configuration.host = host
    #expect(!configuration.isLoopback)
    #expect(await status { _ = try configuration.transport() } == .configuration)
  }

  @Test("half of TLS is refused")
  func halfTLS() async {
    var configuration = Configuration()
    configuration.certificate = "cert.pem"
    #expect(await status { _ = try configuration.transport() } == .configuration)
    configuration.certificate = nil
    configuration.key = "key.pem"
    #expect(await status { _ = try configuration.transport() } == .configuration)
  }

  @Test("a key everybody can read is refused, and so is what is no key")
  func keyFile() async throws {
    var configuration = Configuration()
    configuration.certificate = scratch.file("cert.pem")
    configuration.key = scratch.file("key.pem")
    #expect(await status { _ = try configuration.transport() } == .unavailable)
    for name in ["cert.pem", "key.pem"] {
      try PlainFile.write("no key", to: scratch.file(name), mode: 0o644)
    }
    #expect(await status { _ = try configuration.transport() } == .noPermission)
    try PlainFile.write("no key", to: scratch.file("key.pem"), mode: 0o600)
    #expect(await status { _ = try configuration.transport() } == .badData)
  }

  @Test("no database, an unknown one, and a missing file are three different mistakes")
  func database() async {
    var configuration = Configuration()
    #expect(await status { _ = try configuration.location() } == .usage)
    configuration.database = "mysql://pick:secret@db/pick"
    #expect(await status { _ = try configuration.location() } == .usage)
    configuration.database = "sqlite:" + scratch.file("none.sqlite")
    let opened = await status { _ = try await OpenBackend.open(configuration, log: log) }
    #expect(opened == .unavailable)
  }

  @Test("a server's database needs a directory for keys, and a password from outside the options")
  func serverDatabase() async {
    var configuration = Configuration()
    configuration.database = "mysql://pick@127.0.0.1:1/pick"
    let password = ["PICK_DATABASE_PASSWORD": "secret"]
    func status(_ environment: [String: String]) async -> PickCommand.ExitStatus? {
      await self.status {
        _ = try await OpenBackend.open(configuration, environment: environment, log: log)
      }
    }
    #expect(await status(password) == .configuration)
    configuration.keys = scratch.file("keys")
    #expect(await status([:]) == .configuration)
    // Nothing listens on port 1.
    #expect(await status(password) == .unavailable)
  }

  @Test("a demo world is served on loopback only")
  func demo() async throws {
    let path = scratch.file("demo.sqlite")
    let database = try SQLiteDatabase.open(path: path, mode: .createIfMissing(.random()))
    try await database.setDemo(DemoFacts(seed: 1, until: Instant(secondsSince1970: 0)))
    try database.close()
    var configuration = Configuration()
    configuration.database = "sqlite:" + path
    configuration.host = "192.0.2.1"
    let remote = await status { _ = try await OpenBackend.open(configuration, log: log) }
    #expect(remote == .noPermission)
    configuration.host = "127.0.0.1"
    let opened = try await OpenBackend.open(configuration, log: log)
    opened.close()
  }

  @Test("a file that is no database is refused with the reason")
  func foreign() async throws {
    let path = scratch.file("other.sqlite")
    try PlainFile.write(String(repeating: "not a database ", count: 99), to: path, mode: 0o600)
    var configuration = Configuration()
    configuration.database = "sqlite:" + path
    #expect(await status { _ = try await OpenBackend.open(configuration, log: log) } == .badData)
  }
}
