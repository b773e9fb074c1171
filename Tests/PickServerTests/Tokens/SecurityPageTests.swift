import Foundation
import PickAPI
import PickTestSupport
import Testing

@testable import PickServer

@Suite("docs/security.md")
struct SecurityPageTests {
  private struct Row: Hashable {
    let route: String
    let caller: String
  }

  private func page() throws -> String {
    let here = URL(fileURLWithPath: #filePath)
    let root = (0..<4).reduce(here) { url, _ in url.deletingLastPathComponent() }
    return try String(contentsOf: root.appendingPathComponent("docs/security.md"), encoding: .utf8)
  }

  private func words(_ caller: Route.Caller) -> String {
    switch caller {
    case .anyone: "anyone"
    case .accessToken: "access token"
    case .expiredAccessToken: "expired access token"
    case .refreshToken: "refresh token"
    case .deviceCode: "device code"
    }
  }

  @Test("lists every route that is served, with who may call it, and no other")
  func routes() async throws {
    let rows = try page().split(separator: "\n").filter { $0.hasPrefix("| `") }
      .map { $0.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) } }
      .filter { $0[0].contains(" /") }
      .map { Row(route: $0[0].replacingOccurrences(of: "`", with: ""), caller: $0[1]) }
    let endpoints = Endpoint.allCases.map { endpoint in
      Row(
        route: "\(endpoint.route.method.rawValue) \(endpoint.route.template)",
        caller: words(endpoint.route.caller))
    }
    #expect(rows.count == Set(rows).count)
    #expect(Set(rows) == Set(endpoints))
  }

  @Test("the router serves every endpoint once and nothing else")
  func served() async throws {
    let house = try await SignInHouse()
    let served = house.server.routes.entries.map(\.endpoint)
    #expect(served.count == Set(served).count)
    #expect(Set(served) == Set(Endpoint.allCases))
  }

  @Test(
    "who shows no token is turned away from every viewer's route, whatever the path and body",
    arguments: Endpoint.allCases.filter { $0.route.caller == .accessToken })
  func guarded(endpoint: Endpoint) async throws {
    let house = try await SignInHouse()
    let expected = try await house.send(.session)
    for body in [nil, "{}"] {
      let answer = try await house.send(endpoint, body: body)
      #expect(answer.status == 401 && answer.bytes == expected.bytes)
    }
  }

  @Test("names each of SimpleJWT's settings, and each of ours that is there")
  func settings() throws {
    let text = try page()
    let start = try #require(text.range(of: "## 5.")).lowerBound
    let end = try #require(text.range(of: "## 6.")).lowerBound
    let section = text[start..<end]
    let names = section.split(separator: "\n").filter { $0.hasPrefix("| ") }
      .compactMap { $0.split(separator: "|").first }
      .flatMap { $0.split(separator: ",") }
      .map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { $0.allSatisfy { $0.isUppercase || $0 == "_" } }
    #expect(names.count == 36 && Set(names).count == 36)
    for key in TokenSettings.CodingKeys.allCases {
      let isNamed = ["`\(key.rawValue)`", "`\(key.rawValue) "].contains { section.contains($0) }
      #expect(isNamed || section.contains("`\(key.rawValue)` ="), "\(key.rawValue)")
    }
  }
}
