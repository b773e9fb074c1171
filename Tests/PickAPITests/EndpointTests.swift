import PickAPI
import Testing

@Suite("Endpoint: the table of routes")
struct EndpointTests {
  @Test("no two endpoints share a method and a path")
  func unique() {
    let routes = Endpoint.allCases.map { "\($0.route.method.rawValue) \($0.route.template)" }
    #expect(Set(routes).count == Endpoint.allCases.count)
  }

  @Test("whatever reads or changes a viewer's data needs an access token")
  func guarded() {
    let open = Endpoint.allCases.filter { $0.route.caller == .anyone }
    #expect(
      Set(open) == [
        .signIn, .authorizeDevice, .activationForm, .activate, .live, .ready, .keySet, .openAPI,
      ])
  }

  @Test("parameters and queries are percent-encoded")
  func targets() {
    #expect(Endpoint.home.target() == "/api/v1/home")
    #expect(
      Endpoint.shelfCards.target("genre:멜로/로맨스", query: [("after", "a+b&c")])
        == "/api/v1/home/shelves/genre%3A%EB%A9%9C%EB%A1%9C%2F%EB%A1%9C%EB%A7%A8%EC%8A%A4/cards"
        + "?after=a%2Bb%26c")
    #expect(Endpoint.setThumb.target("42") == "/api/v1/titles/42/thumb")
  }
}
