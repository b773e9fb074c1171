public import PickCore
public import PickModel

extension MySQLDatabase: DeviceSignInStore {
  /// The unique index on names decides.
  public func beginDeviceSignIn(_ request: StoredDeviceSignIn) async throws(StoreError) -> Bool {
    try await write { db in
      try db.run(
        "DELETE FROM device_sign_in WHERE expires_at < ?",
        [request.begunAt.advanced(bySeconds: -StoredDeviceSignIn.memorySeconds)])
      return try MySQLDeviceSignInRow.insert(request, db)
    }
  }

  /// The count is in the same transaction, before the look.
  public func deviceSignIn(
    _ code: DeviceCodeProof, at: Instant
  ) async throws(StoreError) -> StoredDeviceSignIn? {
    try await write { db in
      try MySQLDeviceSignInRow.countIfWrong(code, at, db)
      return try MySQLDeviceSignInRow.undecided(code, at, db)
    }
  }

  /// One conditional update decides.
  public func decideDeviceSignIn(
    _ code: DeviceCodeProof, _ decision: DeviceSignInDecision, at: Instant
  ) async throws(StoreError) -> Bool {
    try await write { db in
      try MySQLDeviceSignInRow.countIfWrong(code, at, db)
      return try MySQLDeviceSignInRow.decide(code, decision, at, db)
    }
  }

  /// Collected first, by one conditional update; then told why not.
  public func pollDeviceSignIn(
    deviceCode: [UInt8], at: Instant
  ) async throws(StoreError) -> DevicePoll {
    try await write { try MySQLDeviceSignInRow.poll(deviceCode, at, $0) }
  }
}
