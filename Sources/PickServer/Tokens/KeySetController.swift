import Hummingbird
import PickAPI
import PickCore

/// The public keys, for whoever wants to verify access tokens without asking.
struct KeySetController: Sendable {
  let parts: SignInParts

  func add(to routes: inout RouteTable) {
    routes.serve(.keySet) { [parts] request, context in
      var response = EncodedPage(WireJSON.encode(parts.keySet(at: context.now)))
        .response(to: request)
      response.headers[.contentType] = "application/jwk-set+json"
      response.headers[.cacheControl] = "public, max-age=\(parts.settings.keySetLifetime)"
      return response
    }
  }
}
