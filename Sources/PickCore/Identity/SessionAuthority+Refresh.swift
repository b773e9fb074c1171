public import PickModel

extension SessionAuthority {
  /// Exchanges a refresh token for a new pair; the old one is used up.
  ///
  /// Within the grace a replaced token gets its own successor once more (a lost answer, two
  /// terminals), until that successor is exchanged itself. After either the whole family ends:
  /// a copy was kept (RFC 9700, 4.14.2).
  public func refresh(_ presented: String, at now: Instant)
    async throws(SessionRefusal) -> IssuedTokens
  {
    guard let token = RefreshToken(presented) else { throw .invalidToken(.malformed) }
    let successor = token.successor(rotationKey: key.rotation)
    let stored = StoredRefreshToken(
      hash: successor.hash, session: token.session,
      expiresAt: now.advanced(bySeconds: policy.refreshSeconds))
    let result: RotationResult
    do {
      result = try await sessions.rotate(presented: token.hash, successor: stored, at: now)
    } catch { throw .store(error) }
    switch result {
    case .rotated(let session):
      return try await renewal(successor, for: session, at: now)
    case .alreadyRotated(let session, let replacedAt) where isInGrace(replacedAt, at: now):
      return try await renewal(successor, for: session, at: now)
    case .alreadyRotated(let session, _), .replaced(let session, _):
      throw await revoke(session, at: now)
    case .expired: throw .expired
    case .ended(let reason): throw .ended(reason)
    case .unknown: throw .unknown
    }
  }

  private func renewal(
    _ token: RefreshToken, for session: StoredSession, at now: Instant
  ) async throws(SessionRefusal) -> IssuedTokens {
    do { return try await issue(token, for: session, at: now) } catch { throw .signing(error) }
  }

  private func isInGrace(_ replacedAt: Instant, at now: Instant) -> Bool {
    now.milliseconds(since: replacedAt).magnitude
      <= policy.graceSeconds.times(1000).magnitude
  }

  private func revoke(_ session: StoredSession, at now: Instant) async -> SessionRefusal {
    let isFirst: Bool
    do {
      isFirst = try await sessions.end(session.id, reason: .reused, at: now)
    } catch { return .store(error) }
    // Of several who present it at the same moment one is told of.
    if isFirst {
      audit(
        AuditEvent(.refreshTokenReused, at: now, account: session.account, session: session.id))
    }
    return .ended(.reused)
  }
}
