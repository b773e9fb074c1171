import HTTPTypes
import PickAPI
import PickCore
import PickModel
import PickServer
import PickTestSupport

/// The sample catalogue behind the whole application, with viewer 101 signed in.
struct SignedInServer {
  static let password = "correct horse"
  static let credentials = Credentials(number: "1001", password: password)

  let test: TestServer
  let tokens: TokensAnswer

  init(_ database: SQLiteDatabase? = nil) async throws {
    var stored = database
    if stored == nil { stored = try await StoreSample.database() }
    test = try TestServer(stored)
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
