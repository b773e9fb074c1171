public import PickModel

extension SessionStore {
  /// Where the grant's account is signed in: the asking device first, then last seen first.
  public func devices(of grant: AccessGrant, at now: Instant) async throws(StoreError)
    -> [MyPage.Device]
  {
    let devices = try await liveSessions(of: grant.account, at: now).map {
      MyPage.Device(
        id: $0.id, name: $0.deviceName, signedInAt: $0.signedInAt, lastSeenAt: $0.lastSeenAt,
        isCurrent: $0.id == grant.session)
    }
    return devices.filter(\.isCurrent) + devices.filter { !$0.isCurrent }
  }

  /// Ends one session of the grant's account; `false` when it is nobody's, or somebody else's.
  public func end(_ session: SessionID, by grant: AccessGrant, at now: Instant)
    async throws(StoreError) -> Bool
  {
    guard let stored = try await self.session(session), stored.account == grant.account else {
      return false
    }
    try await end(session, reason: .signedOut, at: now)
    return true
  }
}
