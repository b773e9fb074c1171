import PickCore
import PickModel

/// The columns of `device_sign_in`, and the conditional statements over them.
enum MySQLDeviceSignInRow {
  /// Takes the instant as its parameter.
  private static let undecided = """
    state = 'pending' AND expires_at > ? AND wrong_guesses < \(StoredDeviceSignIn.wrongGuessLimit)
    """

  static func insert(_ request: StoredDeviceSignIn, _ db: MySQLConnection) throws -> Bool {
    let changes = try db.run(
      """
      INSERT INTO device_sign_in (
        device_code, name, proof, device_name, place, begun_at, expires_at, interval_seconds,
        next_poll_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE name = device_sign_in.name
      """,
      [
        request.deviceCode, request.code.name, request.code.proof, request.deviceName,
        request.place, request.begunAt, request.expiresAt, request.intervalSeconds,
        request.begunAt,
      ])
    return changes == 1
  }

  /// Before anything is looked at: a hundred guesses at once are a hundred guesses.
  static func countIfWrong(
    _ code: DeviceCodeProof, _ at: Instant, _ db: MySQLConnection
  ) throws {
    try db.run(
      """
      UPDATE device_sign_in SET wrong_guesses = wrong_guesses + 1
      WHERE name = ? AND proof <> ? AND \(undecided)
      """, [code.name, code.proof, at])
  }

  static func undecided(
    _ code: DeviceCodeProof, _ at: Instant, _ db: MySQLConnection
  ) throws -> StoredDeviceSignIn? {
    let row = try db.query(
      """
      SELECT device_code, device_name, place, begun_at, expires_at, interval_seconds
      FROM device_sign_in WHERE name = ? AND proof = ? AND \(undecided)
      """, [code.name, code.proof, at])
    guard try row.step() else { return nil }
    return StoredDeviceSignIn(
      deviceCode: row.bytes(0), code: code, deviceName: row.text(1), place: row.text(2),
      begunAt: row.instant(3), expiresAt: row.instant(4), intervalSeconds: row.integer(5))
  }

  static func decide(
    _ code: DeviceCodeProof, _ decision: DeviceSignInDecision, _ at: Instant,
    _ db: MySQLConnection
  ) throws -> Bool {
    let (state, viewer, epoch): (String, Viewer.ID?, Int64?) =
      switch decision {
      case .approved(let viewer, let epoch): ("approved", viewer, epoch)
      case .denied: ("denied", nil, nil)
      }
    let changes = try db.run(
      """
      UPDATE device_sign_in SET state = ?, viewer = ?, epoch = ?
      WHERE name = ? AND proof = ? AND \(undecided)
      """, [state, viewer, epoch, code.name, code.proof, at])
    return changes == 1
  }

  static func poll(
    _ deviceCode: [UInt8], _ at: Instant, _ db: MySQLConnection
  ) throws -> DevicePoll {
    let isCollected =
      try db.run(
        """
        UPDATE device_sign_in SET state = 'used'
        WHERE device_code = ? AND state = 'approved' AND expires_at > ?
        """, [deviceCode, at]) == 1
    let row = try db.query(
      """
      SELECT state, viewer, epoch, device_name, \(undecided), expires_at > ?
      FROM device_sign_in WHERE device_code = ?
      """, [at, at, deviceCode])
    guard try row.step() else { return .unknown }
    if isCollected {
      return .approved(
        viewer: Viewer.ID(row.integer(1)), epoch: row.integer(2), deviceName: row.text(3))
    }
    if row.text(0) == "denied", row.integer(5) != 0 { return .denied }
    return row.integer(4) != 0 ? try pace(deviceCode, at, db) : .expired
  }

  /// A poll in time moves the next one on; a poll too early moves it further.
  private static func pace(
    _ deviceCode: [UInt8], _ at: Instant, _ db: MySQLConnection
  ) throws -> DevicePoll {
    let isInTime =
      try db.run(
        """
        UPDATE device_sign_in SET next_poll_at = ? + 1000 * interval_seconds
        WHERE device_code = ? AND next_poll_at <= ?
        """, [at, deviceCode, at]) == 1
    if !isInTime { try slowDown(deviceCode, at, db) }
    let seconds = try db.integer(
      "SELECT interval_seconds FROM device_sign_in WHERE device_code = ?", [deviceCode])
    let interval = seconds ?? StoredDeviceSignIn.longestIntervalSeconds
    return isInTime
      ? .pending(intervalSeconds: interval) : .tooEarly(intervalSeconds: interval)
  }

  // The interval is set last: servers differ in whether a later assignment sees an earlier one.
  private static func slowDown(
    _ deviceCode: [UInt8], _ at: Instant, _ db: MySQLConnection
  ) throws {
    let longer = """
      LEAST(interval_seconds + \(StoredDeviceSignIn.slowDownSeconds), \
      \(StoredDeviceSignIn.longestIntervalSeconds))
      """
    try db.run(
      """
      UPDATE device_sign_in SET next_poll_at = ? + 1000 * \(longer), interval_seconds = \(longer)
      WHERE device_code = ? AND next_poll_at > ?
      """, [at, deviceCode, at])
  }
}
