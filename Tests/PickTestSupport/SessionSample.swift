package import PickModel
package import PickStore

/// Sessions of the first sample account, each with a first token, a week and a month ahead of them.
package struct SessionSample {
  package init() {}

  package let now = StoreSample.now
  package var tokenExpiry: Instant { now.advanced(bySeconds: 7 * 86_400) }
  package var cap: Instant { now.advanced(bySeconds: 30 * 86_400) }

  /// 32 bytes told apart by the first.
  package static func hash(_ first: UInt8) -> [UInt8] { [first] + Array(repeating: 0, count: 31) }

  package func session(_ name: String) -> StoredSession {
    StoredSession(
      id: SessionID(name), account: StoreSample.accounts[0].id,
      viewer: StoreSample.accounts[0].viewer, deviceName: "거실", signedInAt: now,
      lastSeenAt: now, endsAt: cap, ended: nil, epoch: 0)
  }

  package func token(_ first: UInt8, of name: String = "here", expiresAt: Instant? = nil)
    -> StoredRefreshToken
  {
    StoredRefreshToken(
      hash: Self.hash(first), session: SessionID(name), expiresAt: expiresAt ?? tokenExpiry)
  }

  /// Begins a session whose first token begins with the first byte of its name.
  package func begin(_ name: String, in store: any SessionStore) async throws {
    let hasBegun = try await store.begin(
      session(name), firstToken: token(name.utf8.first ?? 0, of: name))
    guard hasBegun else { throw StoreError.unexpected(reason: "the session did not begin") }
  }
}
