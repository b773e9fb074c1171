import HTTPTypes
import Hummingbird
import PickAPI
import PickCore

/// Reads the access token of a request (RFC 6750) and asks the authority whose it is.
struct BearerAuthentication: Sendable {
  private let authority: SessionAuthority

  init(_ authority: SessionAuthority) { self.authority = authority }

  /// Whatever is wrong with a token, the answer is the same.
  @Sendable func grant(_ request: Request, _ context: ServerContext) async throws -> AccessGrant {
    guard let token = Self.token(request.headers) else {
      throw Problem(.unauthorized)
    }
    do {
      return try await authority.authorize(token, at: context.receivedAt)
    } catch {
      if case .store(let error) = error { throw error }
      throw Problem(.unauthorized)
    }
  }

  /// The token of the one `Authorization: Bearer` header there may be.
  static func token(_ headers: HTTPFields) -> String? {
    let values = headers[values: .authorization]
    guard values.count == 1, let value = values.first else { return nil }
    let parts = value.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
    return String(parts[1])
  }
}
