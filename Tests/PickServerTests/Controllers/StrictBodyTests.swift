import HTTPTypes
import Hummingbird
import NIOCore
import PickModel
import Testing

@testable import PickAPI
@testable import PickServer

@Suite("bodies are read strictly")
struct StrictBodyTests {
  private func post(_ body: String, type: String? = "application/json") async throws
    -> TestServer.Answer
  {
    var headers: HTTPFields = [:]
    headers[.contentType] = type
    return try await TestServer().send(
      .post, Endpoint.refresh.target(), headers: headers, body: body)
  }

  @Test(
    "what is not the one expected object is an invalid body",
    arguments: [
      "", "null", "[]", "1", "\"a\"", "{", "{}", #"{"refresh_token":1}"#,
      #"{"refresh_token":""}"#, #"{"refresh_token":null}"#, #"{"refresh_token":"a","x":1}"#,
      #"{"refresh_token":"a","refresh_token":"b"}"#, #"{"refresh_token":"a"}}"#,
      #"{"refresh_token":"a",}"#, #"{"refresh_token":"\ud800"}"#, #"{"refresh_token":"\u0000"}"#,
      #"{"refresh_token":"\udc00\ud800"}"#, #"{"refresh_token":"\ud800\u0041"}"#,
      #"{"refresh_token":1e400}"#, #"{"refresh_token":01}"#, #"{"refresh_token":+1}"#,
      #"{"refresh_token":NaN}"#, #"{'refresh_token':'a'}"#, "{\"refresh_token\":\"a\nb\"}",
      #"{"refresh_token":"\x41"}"#, "\u{FEFF}{\"refresh_token\":\"a\"}",
    ])
  func invalid(_ body: String) async throws {
    let answer = try await post(body)
    #expect(answer.status == 400)
    #expect(answer.code == "invalid_body")
  }

  @Test(
    "names that no payload has are refused before they are hashed",
    arguments: [
      String(repeating: "\u{301}", count: 15_000) + String(repeating: "\u{323}", count: 15_000),
      String(repeating: "a", count: 60_000), String(repeating: "\\u0301", count: 9_000), "이름",
      "a\u{7F}",
      "refresh_toke\u{301}n", "refresh\\u005ftoken\\u0000",
    ])
  func names(name: String) async throws {
    // Whether it was hashed shows in what is said of a second one: nothing is looked at any more.
    let reader = #"{"\#(name)":1,"refresh_token":"a"}"#
    #expect(throws: WireFault(reason: .malformed)) {
      try JSONReader.value(of: Array(reader.utf8), .strict)
    }
    let answer = try await post(reader)
    #expect(answer.status == 400 && answer.code == "invalid_body")
  }

  @Test(
    "names of parameters are held to the same",
    arguments: [
      String(repeating: "%CC%81", count: 1000), "%00", "%EC%9D%B4",
      String(repeating: "a", count: 65),
    ])
  func parameters(name: String) async throws {
    let house = try await SignInHouse()
    let answer = try await house.server.answer(
      HTTPRequest(
        method: .get, scheme: "http", authority: "test",
        path: "/activate?code=a&\(name)=1"))
    #expect(answer.head.status.code == 400)
  }

  @Test("a closed set's names are compared by what they may be")
  func words() throws {
    let long = "up" + String(repeating: "\u{301}", count: 20_000)
    #expect(Thumb(wireName: long) == nil)
    #expect(Problem.Code(rawValue: long) == .unknown(""))
    #expect(Problem.Code(rawValue: "newer") == .unknown("newer"))
  }

  @Test("header fields and targets that are not ASCII are refused, and more than a hundred are")
  func heads() async throws {
    let server = try TestServer()
    let marks = String(repeating: "\u{301}", count: 3000)
    for name in [HTTPField.Name.contentType, .ifNoneMatch, .acceptLanguage] {
      let answer = try await server.send(.get, "/live", headers: [name: "a" + marks])
      #expect(answer.status == 400 && answer.code == "malformed_request")
    }
    // What is wrong with a token is told in one way only.
    let marked = "Bearer a" + marks
    let refused = try await SignInHouse().send(.session, headers: [.authorization: marked])
    #expect(refused.status == 401 && refused.code == "unauthorized")
    #expect(try await server.send(.get, "/live" + marks).status == 400)
    #expect(try await server.send(.get, "/" + String(repeating: "a", count: 9000)).status == 414)
    var many = HTTPFields()
    for number in 0...100 { many.append(HTTPField(name: .init("x-\(number)")!, value: "1")) }
    #expect(try await server.send(.get, "/live", headers: many).status == 431)
  }

  @Test("a hundred thousand arrays inside each other cost nothing")
  func deep() async throws {
    let body = String(repeating: "[", count: 30_000) + String(repeating: "]", count: 30_000)
    #expect(try await post(body).code == "invalid_body")
    let objects = String(repeating: #"{"a":"#, count: 10_000)
    #expect(try await post(objects).code == "invalid_body")
    let bytes = [UInt8](repeating: UInt8(ascii: "["), count: 100_000)
    #expect(throws: WireFault(reason: .malformed)) { try JSONReader.value(of: bytes, .strict) }
  }

  @Test(
    "any other media type is not read",
    arguments: [
      nil, "", "text/plain", "application/xml", "application/json; charset=utf-16",
      "application/jsonp", "application/json, text/plain",
    ])
  func mediaTypes(_ type: String?) async throws {
    let answer = try await post(#"{"refresh_token":"a"}"#, type: type)
    #expect(answer.status == 415)
    #expect(answer.code == "unsupported_media_type")
  }

  @Test(
    "the media type may be written in any of its forms",
    arguments: ["application/json", "Application/JSON", "application/json; charset=UTF-8"])
  func jsonTypes(_ type: String) async throws {
    #expect(try await post(#"{"refresh_token":"a"}"#, type: type).code == "session_revoked")
  }

  @Test("a packed body is not unpacked")
  func packed() async throws {
    let answer = try await TestServer().send(
      .post, Endpoint.refresh.target(),
      headers: [.contentType: "application/json", .contentEncoding: "gzip"],
      body: #"{"refresh_token":"a"}"#)
    #expect(answer.status == 415)
  }

  @Test("a body of very many small values is given up early")
  func manyValues() throws {
    let row = "[" + Array(repeating: "{}", count: 400).joined(separator: ",") + "]"
    let body = "[" + Array(repeating: row, count: 400).joined(separator: ",") + "]"
    #expect(throws: WireFault(reason: .malformed)) {
      try JSONReader.value(of: Array(body.utf8), .strict)
    }
    let full = "[" + Array(repeating: row, count: 19).joined(separator: ",") + "]"
    #expect(throws: Never.self) { try JSONReader.value(of: Array(full.utf8), .strict) }
  }

  @Test("JSON means what it says")
  func values() throws {
    func value(_ text: String) throws -> JSONValue {
      try JSONReader.value(of: Array(text.utf8), .strict)
    }
    #expect(
      try value(#" {"a" : [ 1, -0, 1.0, 1e2, 1.5 , 9223372036854775807, 9223372036854775808] } "#)
        == .object([
          "a": .array([
            .integer(1), .integer(0), .integer(1), .integer(100), .number(1.5), .integer(.max),
            .number(9_223_372_036_854_775_808),
          ])
        ]))
    #expect(
      try value(#""\ud83d\udc7b\u00e9\"\\\/\b\f\n\r\t가""#)
        == .string("👻é\"\\/\u{8}\u{c}\n\r\t가"))
    #expect(
      try value("[true,false,null,{}]")
        == .array([.boolean(true), .boolean(false), .null, .object([:])]))
    #expect(throws: WireFault(reason: .malformed)) {
      try JSONReader.value(of: [0x22, 0xFF, 0x22], .strict)
    }
    #expect(throws: WireFault(reason: .malformed)) {
      try JSONReader.value(of: [0x22, 0xED, 0xA0, 0x80, 0x22], .strict)
    }
  }

  @Test("a field that cannot be accepted is named")
  func fields() async throws {
    let signedIn = try await SignedInServer()
    let body = #"{"events":[{"id":"x"}]}"#
    let answer = try await signedIn.test.send(
      .post, Endpoint.recordWatchEvents.target(),
      headers: [
        .contentType: "application/json",
        .authorization: "Bearer \(signedIn.tokens.accessToken)",
      ], body: body)
    #expect(try answer.payload(Problem.self).field == "events.0.id")
  }

  @Test(
    "names in a query are looked at before anything is made of them",
    arguments: ["%CC%81", "%00", "%EC%9D%B4", String(repeating: "a", count: 65)])
  func query(name: String) {
    let request = Request(
      head: HTTPRequest(method: .get, scheme: "http", authority: "a", path: "/?\(name)=1"),
      body: RequestBody(buffer: ByteBuffer()))
    #expect(throws: Problem.self) { _ = try QueryReader(request) }
  }

  @Test("a token that is not ASCII is not taken apart")
  func foreignToken() async throws {
    let house = try await SignInHouse()
    let bearer = BearerAuthentication(house.server.backend.signIn)
    #expect(bearer.token([.authorization: "Bearer a"]) == "a")
    #expect(bearer.token([.authorization: "Bearer a\u{301}"]) == nil)
  }
}
