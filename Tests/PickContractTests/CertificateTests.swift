import Foundation
import PickModel
import PickTestSupport
import ServiceLifecycle
import Testing

@testable import PickClient
@testable import PickServer

/// The real application over TLS, asked through libcurl, with certificates made by openssl.
@Suite("certificates")
struct CertificateTests {
  private let scratch: ScratchDirectory

  init() throws { scratch = try ScratchDirectory() }

  @Test("a server that is vouched for answers")
  func trusted() async throws {
    try authority("ca")
    try certificate("server", by: "ca", names: "IP:127.0.0.1")
    #expect(try await failure("server", trusting: "ca") == .unauthorised)
  }

  @Test("nobody vouches for it: the machine does not know the authority, or another one is named")
  func untrusted() async throws {
    try authority("ca")
    try authority("other")
    try certificate("server", by: "ca", names: "IP:127.0.0.1")
    #expect(try await failure("server", trusting: nil) == .is(.cannotConnect(.untrusted)))
    #expect(try await failure("server", trusting: "other") == .is(.cannotConnect(.untrusted)))
  }

  @Test("the certificate is another host's")
  func wrongHost() async throws {
    try authority("ca")
    try certificate("server", by: "ca", names: "DNS:other.example")
    #expect(try await failure("server", trusting: "ca") == .is(.cannotConnect(.wrongHost)))
  }

  @Test("the certificate is not valid any more")
  func expired() async throws {
    try authority("ca")
    try certificate("server", by: "ca", names: "IP:127.0.0.1", days: "-1")
    #expect(try await failure("server", trusting: "ca") == .is(.cannotConnect(.expired)))
  }

  @Test("the file of authorities is not there, or holds none")
  func noAuthorities() async throws {
    try authority("ca")
    try certificate("server", by: "ca", names: "IP:127.0.0.1")
    #expect(try await failure("server", trusting: "none") == .is(.cannotConnect(.noAuthorities)))
    try "nothing".write(toFile: scratch.file("empty.pem"), atomically: true, encoding: .utf8)
    #expect(try await failure("server", trusting: "empty") == .is(.cannotConnect(.noAuthorities)))
  }

  private enum Outcome: Equatable {
    case unauthorised
    case `is`(ServiceError)
  }

  /// How signing in ends.
  private func failure(_ name: String, trusting authority: String?) async throws -> Outcome {
    let house = try await ContractHouse(trained: false)
    let files = CertificateFiles(
      chain: scratch.file(name + ".pem"), key: scratch.file(name + ".key"))
    let listening = try await ListeningServer(house.server, over: .secure(SecureTransport(files)))
    let transport = SecureSocketTransport(
      listening: listening,
      curl: CurlTransport(
        origin: try ServerOrigin("https://127.0.0.1:\(listening.port)"),
        authorityFile: authority.map { scratch.file($0 + ".pem") }))
    house.serve(through: transport)
    let device = house.device()
    do throws(ServiceError) {
      _ = try await device.signIn(Credentials(number: "0", password: "wrong"))
      return .unauthorised
    } catch {
      return error == .wrongCredentials ? .unauthorised : .is(error)
    }
  }

  private func authority(_ name: String) throws {
    try openssl([
      "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days",
      "30", "-subj", "/CN=Pick test \(name)", "-keyout", name + ".key", "-out", name + ".pem",
    ])
  }

  private func certificate(
    _ name: String, by authority: String, names: String, days: String = "30"
  ) throws {
    try openssl([
      "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj",
      "/CN=server", "-keyout", name + ".key", "-out", name + ".csr",
    ])
    try "subjectAltName=\(names)\n".write(
      toFile: scratch.file("names"), atomically: true, encoding: .utf8)
    try openssl([
      "x509", "-req", "-in", name + ".csr", "-CA", authority + ".pem", "-CAkey",
      authority + ".key", "-CAcreateserial", "-days", days, "-extfile", "names", "-out",
      name + ".pem",
    ])
  }

  private func openssl(_ arguments: [String]) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: scratch.file(""))
    process.standardError = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
  }
}

private struct SecureSocketTransport: HTTPTransport {
  let listening: ListeningServer
  let curl: CurlTransport

  func send(_ request: PickClient.HTTPRequest) async throws(TransportError)
    -> PickClient.HTTPResponse
  {
    var request = request
    request.deadline = .seconds(60)
    return try await curl.send(request)
  }
}
