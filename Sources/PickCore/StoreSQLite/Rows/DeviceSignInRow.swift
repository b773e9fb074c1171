import Foundation
import GRDB
import PickModel

/// The columns of `device_sign_in`, and the conditional statements over them.
enum DeviceSignInRow {
  private static let table = "device_sign_in"
  private static let undecided = """
    state = 'pending' AND expires_at > :at AND wrong_guesses < \(StoredDeviceSignIn.wrongGuessLimit)
    """

  static func insert(_ request: StoredDeviceSignIn, _ db: Database) throws -> Bool {
    try db.execute(
      sql: """
        INSERT INTO device_sign_in (
          device_code, name, proof, device_name, place, begun_at, expires_at, interval_seconds,
          next_poll_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (name) DO NOTHING
        """,
      arguments: [
        Data(request.deviceCode), request.code.name, Data(request.code.proof),
        request.deviceName, request.place, request.begunAt.millisecondsSince1970,
        request.expiresAt.millisecondsSince1970, request.intervalSeconds,
        request.begunAt.millisecondsSince1970,
      ])
    return db.changesCount == 1
  }

  /// Before anything is looked at: a hundred guesses at once are a hundred guesses.
  static func countIfWrong(_ code: DeviceCodeProof, _ at: Instant, _ db: Database) throws {
    try db.execute(
      sql: """
        UPDATE device_sign_in SET wrong_guesses = wrong_guesses + 1
        WHERE name = :name AND proof <> :proof AND \(undecided)
        """,
      arguments: arguments(code, at))
  }

  static func undecided(
    _ code: DeviceCodeProof, _ at: Instant, _ db: Database
  ) throws -> StoredDeviceSignIn? {
    try Row.fetchOne(
      db,
      sql: """
        SELECT device_code, device_name, place, begun_at, expires_at, interval_seconds
        FROM device_sign_in WHERE name = :name AND proof = :proof AND \(undecided)
        """,
      arguments: arguments(code, at)
    ).map { row in
      StoredDeviceSignIn(
        deviceCode: try row.readBytes(0, of: table), code: code,
        deviceName: try row.read(1, of: table), place: try row.read(2, of: table),
        begunAt: try row.readInstant(3, of: table), expiresAt: try row.readInstant(4, of: table),
        intervalSeconds: try row.read(5, of: table))
    }
  }

  static func decide(
    _ code: DeviceCodeProof, _ decision: DeviceSignInDecision, _ at: Instant, _ db: Database
  ) throws -> Bool {
    let (state, viewer, epoch): (String, Int64?, Int64?) =
      switch decision {
      case .approved(let viewer, let epoch): ("approved", viewer.rawValue, epoch)
      case .denied: ("denied", nil, nil)
      }
    let decided: StatementArguments = ["state": state, "viewer": viewer, "epoch": epoch]
    try db.execute(
      sql: """
        UPDATE device_sign_in SET state = :state, viewer = :viewer, epoch = :epoch
        WHERE name = :name AND proof = :proof AND \(undecided)
        """,
      arguments: decided &+ arguments(code, at))
    return db.changesCount == 1
  }

  static func poll(_ deviceCode: [UInt8], _ at: Instant, _ db: Database) throws -> DevicePoll {
    let key: StatementArguments = [
      "code": Data(deviceCode), "at": at.millisecondsSince1970,
    ]
    try db.execute(
      sql: """
        UPDATE device_sign_in SET state = 'used'
        WHERE device_code = :code AND state = 'approved' AND expires_at > :at
        """,
      arguments: key)
    let isCollected = db.changesCount == 1
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT state, viewer, epoch, device_name, \(undecided), expires_at > :at
        FROM device_sign_in WHERE device_code = :code
        """,
      arguments: key)
    guard let row else { return .unknown }
    if isCollected {
      return .approved(
        viewer: try row.readIdentifier(1, of: table), epoch: try row.read(2, of: table),
        deviceName: try row.read(3, of: table))
    }
    let state = try row.read(0, of: table, as: String.self)
    if state == "denied", try row.readFlag(5, of: table) { return .denied }
    return try row.readFlag(4, of: table) ? try pace(deviceCode, key, db) : .expired
  }

  /// A poll in time moves the next one on; a poll too early moves it further.
  private static func pace(
    _ deviceCode: [UInt8], _ key: StatementArguments, _ db: Database
  ) throws -> DevicePoll {
    try db.execute(
      sql: """
        UPDATE device_sign_in SET next_poll_at = :at + 1000 * interval_seconds
        WHERE device_code = :code AND next_poll_at <= :at
        """,
      arguments: key)
    let isInTime = db.changesCount == 1
    if !isInTime {
      let longer = """
        min(interval_seconds + \(StoredDeviceSignIn.slowDownSeconds), \
        \(StoredDeviceSignIn.longestIntervalSeconds))
        """
      try db.execute(
        sql: """
          UPDATE device_sign_in
          SET interval_seconds = \(longer), next_poll_at = :at + 1000 * \(longer)
          WHERE device_code = :code AND next_poll_at > :at
          """,
        arguments: key)
    }
    let seconds = try Int64.fetchOne(
      db, sql: "SELECT interval_seconds FROM device_sign_in WHERE device_code = ?",
      arguments: [Data(deviceCode)])
    let interval = seconds ?? StoredDeviceSignIn.longestIntervalSeconds
    return isInTime
      ? .pending(intervalSeconds: interval) : .tooEarly(intervalSeconds: interval)
  }

  private static func arguments(_ code: DeviceCodeProof, _ at: Instant) -> StatementArguments {
    ["name": code.name, "proof": Data(code.proof), "at": at.millisecondsSince1970]
  }
}
