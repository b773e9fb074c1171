import HTTPTypes
import PickAPI
import PickModel
import PickTestSupport
import Testing

@testable import PickServer

@Suite("Bad tokens, through the whole server")
struct TokenVectorTests {
  @Test("every one is answered with the same 401, byte for byte, and none is logged")
  func vectors() async throws {
    let house = try await SignInHouse()
    let signedIn = try await house.signIn()
    var fixture = house.tokens
    fixture.viewer = SignInHouse.mina.viewer
    fixture.session = signedIn.session
    #expect(try await house.status(fixture.token()) == 200)
    let expected = try await house.send(.session)
    #expect(expected.status == 401 && expected.code == "unauthorized")
    #expect(expected.headers[.wwwAuthenticate] == "Bearer")
    for vector in try BadTokens(fixture: fixture).all() {
      let answer = try await house.send(.session, access: vector.text)
      #expect(answer.status == 401, "\(vector.name)")
      #expect(answer.bytes == expected.bytes, "\(vector.name)")
      #expect(answer.headers == expected.headers, "\(vector.name)")
      let part = vector.text.split(separator: ".").last.map(String.init) ?? ""
      #expect(part.count < 8 || !house.lines.text.contains(part), "\(vector.name)")
    }
  }

  @Test(
    "an Authorization header of any other form is answered the same",
    arguments: [
      "", "Bearer", "Bearer ", "Basic YTpi", "bearer\tx", "Bearer a b", "Token x", "Bearer x,y",
    ])
  func headers(value: String) async throws {
    let house = try await SignInHouse()
    let answer = try await house.send(.session, headers: [.authorization: value])
    let expected = try await house.send(.session)
    #expect(answer.status == 401 && answer.bytes == expected.bytes)
  }

  @Test("the scheme is read in any case")
  func scheme() async throws {
    let house = try await SignInHouse()
    let access = try await house.signIn().accessToken
    for scheme in ["Bearer", "bearer", "BEARER"] {
      let answer = try await house.send(
        .session, headers: [.authorization: "\(scheme) \(access)"])
      #expect(answer.status == 200)
    }
  }
}
