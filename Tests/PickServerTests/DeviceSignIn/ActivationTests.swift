import HTTPTypes
import PickIdentity
import PickModel
import PickStore
import PickTestSupport
import Testing

@testable import PickAPI
@testable import PickServer

@Suite("/activate")
struct ActivationTests {
  let house: SignInHouse

  init() async throws { house = try await SignInHouse() }

  private func submit(
    _ fields: [(String, String)], headers: [HTTPField.Name: String] = [:],
    from address: String = "192.0.2.9"
  ) async throws -> SignInHouse.Answer {
    let body = fields.map { "\($0)=\(Endpoint.percentEncoded($1))" }.joined(separator: "&")
    var headers = headers
    headers[.contentType] = "application/x-www-form-urlencoded"
    return try await house.send(.activate, body: body, from: address, headers: headers)
  }

  private func decision(_ code: String, _ decision: String, password: String = SignInHouse.password)
    -> [(String, String)]
  {
    [("code", code), ("number", "1001"), ("password", password), ("decision", decision)]
  }

  private func collect(_ codes: DeviceAuthorizationAnswer) async throws -> SignInHouse.Answer {
    try await house.send(.pollDeviceToken, body: "{\"device_code\":\"\(codes.deviceCode)\"}")
  }

  @Test("the form, the device, the password, the sign-in")
  func journey() async throws {
    let codes = try await house.beginDeviceSignIn()
    let form = try await house.send(.activationForm)
    #expect(form.status == 200 && form.text.contains("화면의 코드"))
    house.clock.advance(bySeconds: 125)
    let device = try await submit([("code", codes.userCode)])
    #expect(device.status == 200)
    for fact in ["거실 TV", "198.51.100.4", "2분 전", codes.userCode] {
      #expect(device.text.contains(fact))
    }
    let outcome = try await submit(decision(codes.userCode, "approve"))
    #expect(outcome.status == 200 && outcome.text.contains("로그인을 허용했습니다"))
    let tokens: TokensAnswer = try await collect(codes).read()
    #expect(tokens.account == SignInHouse.mina)
  }

  @Test(
    "a number that no account can have is refused, and nothing is tried for it",
    arguments: ["1001\0" + String(repeating: "7", count: 64), "1001\n", "\u{85}1001", "1001\u{1B}"])
  func impossibleNumber(number: String) async throws {
    let codes = try await house.beginDeviceSignIn()
    let answer = try await submit([
      ("code", codes.userCode), ("number", number), ("password", SignInHouse.password),
      ("decision", "approve"),
    ])
    #expect(answer.status == 400)
    #expect(try await house.database.failedSignIns(number: "1001") == nil)
    let body = #"{"number":"1001\u0000","password":"\#(SignInHouse.password)"}"#
    #expect(try await house.send(.signIn, body: body).status == 400)
    #expect(try await house.send(.signIn, body: body.replacing("0000", with: "000A")).status == 400)
  }

  @Test(
    "fields with names that are none, or too many of them, are refused",
    arguments: [
      String(repeating: "%CC%81", count: 10_000) + "=1", "%FF=1", "code=%G1",
      (0..<17).map { "f\($0)=1" }.joined(separator: "&"),
      "code=BCDF-GHJK&decision=" + String(repeating: "%CC%81", count: 5_000),
      "lang=" + String(repeating: "%CC%81", count: 5_000),
    ])
  func impossibleFields(body: String) async throws {
    let answer = try await house.send(
      .activate, body: body, headers: [.contentType: "application/x-www-form-urlencoded"])
    #expect(answer.status == 400)
  }

  @Test("refusing needs the password too, and refuses")
  func denying() async throws {
    let codes = try await house.beginDeviceSignIn()
    #expect(try await submit(decision(codes.userCode, "deny")).status == 200)
    #expect(try await collect(codes).code == "access_denied")
  }

  @Test("a wrong password decides nothing and is counted; the number is kept, the password not")
  func wrongPassword() async throws {
    let codes = try await house.beginDeviceSignIn()
    for status in [403, 403, 429] {
      let answer = try await submit(decision(codes.userCode, "approve", password: "planted guess"))
      #expect(answer.status == status)
      #expect(answer.text.contains("value=\"1001\"") && !answer.text.contains("planted"))
    }
    #expect(try await collect(codes).code == "authorization_pending")
    #expect(house.audits.kinds == [.signInFailed, .signInFailed, .signInThrottled])
  }

  @Test("a wrong code is told without saying why, and five end the code")
  func wrongCode() async throws {
    let codes = try await house.beginDeviceSignIn()
    let wrong = codes.userCode.prefix(5) + (codes.userCode.hasSuffix("BBBB") ? "CCCC" : "BBBB")
    for code in ["", "x", "BBBB-BBBB", "<script>"] {
      let answer = try await submit([("code", code)])
      #expect(answer.status == 404 && answer.text.contains("코드가 맞지 않거나"))
    }
    for _ in 0..<5 { _ = try await submit([("code", String(wrong))]) }
    #expect(try await submit([("code", codes.userCode)]).status == 404)
  }

  @Test("a form that no browser sends, its text not escaped, is refused before it is taken apart")
  func unescaped() async throws {
    for body in ["code=가", "code=\u{301}\u{323}", "code=a b", "\u{0}"] {
      let answer = try await house.send(
        .activate, body: body, from: "192.0.2.9",
        headers: [.contentType: "application/x-www-form-urlencoded"])
      #expect(answer.status == 400, "\(body)")
    }
    #expect(throws: Problem.self) { try FormFields("code=가") }
    #expect(try FormFields("code=%EA%B0%80").text("code", 0...9) == "가")
  }

  @Test(
    "a form from another page is refused, even with number and password",
    arguments: [
      [HTTPField.Name.secFetchSite: "cross-site"], [.secFetchSite: "same-site"],
      [.origin: "https://evil.example"], [.origin: "null"],
      [.origin: "https://pick.example.evil.example"],
    ])
  func foreign(headers: [HTTPField.Name: String]) async throws {
    let codes = try await house.beginDeviceSignIn()
    let answer = try await submit(decision(codes.userCode, "approve"), headers: headers)
    #expect(answer.status == 403 && answer.text.contains("이 페이지에서 보낸"))
    #expect(try await collect(codes).code == "authorization_pending")
  }

  @Test("our own page's form is taken, whichever header says so")
  func own() async throws {
    let codes = try await house.beginDeviceSignIn()
    for headers in [
      [HTTPField.Name.secFetchSite: "same-origin", .origin: "null"],
      [.origin: "https://pick.example"],
    ] {
      #expect(try await submit([("code", codes.userCode)], headers: headers).status == 200)
    }
  }

  @Test("a device's name is text, whatever it looks like")
  func escaping() async throws {
    let codes = try await house.beginDeviceSignIn("<b onclick='x'>&amp;</b>")
    let answer = try await submit([("code", codes.userCode)])
    #expect(answer.text.contains("&lt;b onclick=&#39;x&#39;&gt;&amp;amp;&lt;/b&gt;"))
    let attribute = try await submit([
      ("code", codes.userCode), ("number", "\"><script>alert(1)</script>"), ("password", "x"),
    ])
    #expect(!attribute.text.contains("<script") && attribute.text.contains("&quot;&gt;&lt;script"))
  }

  @Test("nobody keeps, frames or scripts it")
  func headers() async throws {
    let answer = try await house.send(.activationForm)
    #expect(answer.headers[.cacheControl] == "no-store")
    let policy = try #require(answer.headers[.contentSecurityPolicy])
    #expect(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"))
    #expect(policy.contains("form-action 'self'") && !policy.contains("unsafe"))
    #expect(!answer.text.contains("<script") && !answer.text.contains("http"))
  }

  @Test(
    "Korean first, English for who asks",
    arguments: [
      (nil, nil, "ko"), (nil, "en-US,en;q=0.9", "en"), (nil, "fr, ko;q=0.5, en;q=0.4", "ko"),
      (nil, "fr", "ko"), ("en", "ko", "en"), ("ko", "en", "ko"), ("xx", nil, "ko"),
    ] as [(String?, String?, String)])
  func language(tag: String?, accepted: String?, expected: String) {
    var headers = HTTPFields()
    headers[.acceptLanguage] = accepted
    #expect(ActivationWords.chosen(tag, headers).tag == expected)
  }

  @Test("a password has 1,024 characters at most: a longer one is refused, and no browser cuts it")
  func longPassword() async throws {
    let codes = try await house.beginDeviceSignIn()
    let form = try await submit([("code", codes.userCode)])
    #expect(form.text.contains("type=\"password\" autocomplete="))
    for (count, status) in [(1024, 403), (1025, 400)] {
      let password = String(repeating: "가", count: count)
      let answer = try await submit(decision(codes.userCode, "approve", password: password))
      #expect(answer.status == status)
    }
    #expect(house.audits.kinds == [.signInFailed])
  }
}
