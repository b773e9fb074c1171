import Hummingbird
import PickAPI

/// The description of the wire, served by whoever speaks it.
struct DocumentController: Sendable {
  private static let page = EncodedPage(Array(OpenAPIDocument.text.utf8))

  func add(to routes: inout RouteTable) {
    routes.serve(.openAPI) { request, _ in
      var response = Self.page.response(to: request)
      response.headers[.contentType] = "application/yaml"
      response.headers[.cacheControl] = "public, max-age=300"
      return response
    }
  }
}
