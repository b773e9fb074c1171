import Foundation
import GRDB
public import PickModel

extension SQLiteDatabase: DeviceSignInStore {
  /// The unique index on names decides.
  public func beginDeviceSignIn(_ request: StoredDeviceSignIn) async throws(StoreError) -> Bool {
    try await write { db in
      let limit = request.begunAt.advanced(bySeconds: -StoredDeviceSignIn.memorySeconds)
      try db.execute(
        sql: "DELETE FROM device_sign_in WHERE expires_at < ?",
        arguments: [limit.millisecondsSince1970])
      return try DeviceSignInRow.insert(request, db)
    }
  }

  /// The count is in the same transaction, before the look.
  public func deviceSignIn(
    _ code: DeviceCodeProof, at: Instant
  ) async throws(StoreError) -> StoredDeviceSignIn? {
    try await write { db in
      try DeviceSignInRow.countIfWrong(code, at, db)
      return try DeviceSignInRow.undecided(code, at, db)
    }
  }

  /// One conditional update decides.
  public func decideDeviceSignIn(
    _ code: DeviceCodeProof, _ decision: DeviceSignInDecision, at: Instant
  ) async throws(StoreError) -> Bool {
    try await write { db in
      try DeviceSignInRow.countIfWrong(code, at, db)
      return try DeviceSignInRow.decide(code, decision, at, db)
    }
  }

  /// Collected first, by one conditional update; then told why not.
  public func pollDeviceSignIn(
    deviceCode: [UInt8], at: Instant
  ) async throws(StoreError) -> DevicePoll {
    try await write { try DeviceSignInRow.poll(deviceCode, at, $0) }
  }
}
