import HTTPTypes
import Hummingbird
import PickAPI
import PickCore

/// Reads the access token of a request (RFC 6750) and asks the authority whose it is.
struct BearerAuthentication: Sendable {
  private let parts: SignInParts

  init(_ parts: SignInParts) { self.parts = parts }

  /// Whatever is wrong with a token, the answer is the same.
  @Sendable func grant(_ request: Request, _ context: ServerContext) async throws -> AccessGrant {
    guard let token = token(request.headers) else { throw Problem(.unauthorized) }
    do {
      return try await parts.authority.authorize(token, at: context.now)
    } catch {
      if case .store(let error) = error { throw error }
      throw Problem(.unauthorized)
    }
  }

  /// The token of the one `Authorization: Bearer` header there may be.
  func token(_ headers: HTTPFields) -> String? {
    let values = headers[values: .authorization]
    // Text that is not ASCII is no token, and splitting or comparing it may cost the square of its
    // length.
    guard values.count == 1, let value = values.first, value.utf8.allSatisfy({ $0 < 0x80 }) else {
      return nil
    }
    let words = value.split(separator: " ", maxSplits: 1)
    guard words.count == 2, isKnown(words[0]) else { return nil }
    return String(words[1])
  }

  private func isKnown(_ type: Substring) -> Bool {
    parts.settings.authHeaderTypes.contains { $0.lowercased() == type.lowercased() }
  }
}
