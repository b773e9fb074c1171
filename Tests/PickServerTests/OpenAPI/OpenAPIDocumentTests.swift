import Foundation
import HTTPTypes
import PickAPI
import PickModel
import Testing
import Yams

@testable import PickServer

@Suite("openapi.yaml is what is served")
struct OpenAPIDocumentTests {
  private let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private let text = OpenAPIDocument.text

  /// Every operation of the document: its name and whether it asks for an access token.
  private func operations() throws -> [String: (id: String?, isOpen: Bool)] {
    let document = try #require(try Yams.load(yaml: text) as? [String: Any])
    let paths = try #require(document["paths"] as? [String: [String: Any]])
    var operations: [String: (String?, Bool)] = [:]
    for (path, methods) in paths {
      for (method, operation) in methods {
        let operation = operation as? [String: Any]
        operations["\(method.uppercased()) \(path)"] = (
          operation?["operationId"] as? String, (operation?["security"] as? [Any])?.isEmpty == true
        )
      }
    }
    return operations
  }

  @Test("every endpoint is in the document under its own name, and nothing else is")
  func endpoints() throws {
    let operations = try operations()
    #expect(operations.count == Endpoint.allCases.count)
    for endpoint in Endpoint.allCases {
      let route = endpoint.route
      let operation = operations["\(route.method.rawValue) \(route.template)"]
      #expect(operation?.id == endpoint.rawValue)
      let needsToken = [.accessToken, .expiredAccessToken].contains(route.caller)
      #expect(operation?.isOpen == !needsToken, "\(endpoint)")
    }
  }

  @Test("every operation names what a request can be refused for before it is routed")
  func refusalsOfTheHead() throws {
    let document = try #require(try Yams.load(yaml: text) as? [String: Any])
    let paths = try #require(document["paths"] as? [String: [String: [String: Any]]])
    let operations = paths.values.flatMap(\.values)
    #expect(operations.count == Endpoint.allCases.count)
    let refusals = Set(
      [Problem.Code.malformedRequest, .requestTimeout, .targetTooLong, .headersTooLarge]
        .map { String($0.status) })
    for operation in operations {
      let answers = try #require(operation["responses"] as? [String: Any])
      #expect(refusals.isSubset(of: answers.keys), "\(operation["operationId"] ?? "")")
    }
  }

  @Test(
    "an identifier is what the document says it is",
    arguments: [
      "1", "42", "999999999999999999", "1000000000000000000", "9223372036854775806",
      "9223372036854775807", "9223372036854775808", "9424824318012913936", "9999999999999999999",
      "10000000000000000000", "0", "01", "-1", "+1", " 1", "",
    ])
  func identifiers(text: String) throws {
    let document = try #require(try Yams.load(yaml: self.text) as? [String: Any])
    let components = try #require(document["components"] as? [String: Any])
    let schemas = try #require(components["schemas"] as? [String: [String: Any]])
    let pattern = try Regex(try #require(schemas["Identifier"]?["pattern"] as? String))
    let isRead = Identifier<Title>(wireText: text) != nil
    #expect((try pattern.wholeMatch(in: text) != nil) == isRead)
  }

  @Test("every endpoint is served, once, and nothing else is")
  func routes() throws {
    let served = try TestServer().server.routes.entries.map(\.endpoint.rawValue)
    #expect(served.sorted() == Endpoint.allCases.map(\.rawValue).sorted())
  }

  @Test("the document in the repository is the one that is served")
  func written() throws {
    let file = root.appending(path: "Sources/PickServer/openapi.yaml")
    if ProcessInfo.processInfo.environment["PICK_UPDATE_OPENAPI"] != nil {
      try OpenAPIDocument.text.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(
      try String(contentsOf: file, encoding: .utf8) == OpenAPIDocument.text,
      "PICK_UPDATE_OPENAPI=1 swift test --filter OpenAPIDocumentTests writes it anew")
  }

  @Test("the document is served to anybody")
  func served() async throws {
    let answer = try await TestServer().send(.get, "/openapi.yaml")
    #expect(answer.status == 200)
    #expect(answer.headers[.contentType] == "application/yaml")
    #expect(answer.text == OpenAPIDocument.text)
  }
}
