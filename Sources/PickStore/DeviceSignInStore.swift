public import PickModel

/// Sign-ins that begin on one device and are decided on another (RFC 8628).
///
/// Every promise is kept by conditional writes alone: of any number of callers on any number of
/// nodes one decides, one is given the session, and no guess is looked at uncounted.
public protocol DeviceSignInStore: Sendable {
  /// Adds a request, and forgets those that expired `StoredDeviceSignIn.memorySeconds` before it
  /// began.
  ///
  /// - Returns: whether it was added; no when its code's name belongs to another one.
  func beginDeviceSignIn(_ request: StoredDeviceSignIn) async throws(StoreError) -> Bool
  /// The undecided request that a code names and proves; `nil` when there is none.
  ///
  /// A proof that is wrong is counted before anything is looked at: after
  /// `StoredDeviceSignIn.wrongGuessLimit` of them the right one is not found either.
  func deviceSignIn(_ code: DeviceCodeProof, at: Instant) async throws(StoreError)
    -> StoredDeviceSignIn?
  /// Decides the undecided request that a code names and proves; counts a wrong proof likewise.
  ///
  /// - Returns: whether this call decided it.
  func decideDeviceSignIn(_ code: DeviceCodeProof, _ decision: DeviceSignInDecision, at: Instant)
    async throws(StoreError) -> Bool
  /// What became of a request, for the device that began it; an approval is handed out once.
  ///
  /// Polling an undecided request before its interval has passed makes the interval longer by
  /// `StoredDeviceSignIn.slowDownSeconds`, up to `StoredDeviceSignIn.longestIntervalSeconds`.
  func pollDeviceSignIn(deviceCode: [UInt8], at: Instant) async throws(StoreError) -> DevicePoll
}

/// The two halves of a code that a person types, as they are stored.
public struct DeviceCodeProof: Equatable, Sendable {
  /// The first four letters; they only name the request.
  public let name: String
  /// A keyed hash of the whole code, 32 bytes.
  public let proof: [UInt8]

  /// The halves of a code.
  public init(name: String, proof: [UInt8]) {
    self.name = name
    self.proof = proof
  }
}

/// A sign-in begun on a device, as it is stored.
public struct StoredDeviceSignIn: Equatable, Sendable {
  /// So many wrong proofs end a request.
  public static let wrongGuessLimit: Int64 = 5
  /// How much longer the interval gets by polling too early.
  public static let slowDownSeconds: Int64 = 5
  /// No interval gets longer than this.
  public static let longestIntervalSeconds: Int64 = 60
  /// How long an expired request is still known to be expired.
  public static let memorySeconds: Int64 = 600

  /// SHA-256 of the secret the device polls with, 32 bytes.
  public let deviceCode: [UInt8]
  /// What a person types elsewhere.
  public let code: DeviceCodeProof
  /// What the device calls itself.
  public let deviceName: String
  /// Where the request came from, as the server saw it.
  public let place: String
  /// When it began.
  public let begunAt: Instant
  /// When it can no longer be decided or collected.
  public let expiresAt: Instant
  /// How long the device waits between two polls.
  public let intervalSeconds: Int64

  /// A request as it is stored.
  public init(
    deviceCode: [UInt8], code: DeviceCodeProof, deviceName: String, place: String,
    begunAt: Instant, expiresAt: Instant, intervalSeconds: Int64
  ) {
    self.deviceCode = deviceCode
    self.code = code
    self.deviceName = deviceName
    self.place = place
    self.begunAt = begunAt
    self.expiresAt = expiresAt
    self.intervalSeconds = intervalSeconds
  }
}

/// The decision about a device.
public enum DeviceSignInDecision: Equatable, Sendable {
  /// The device may sign in as this viewer, while the account stays at this token epoch.
  case approved(viewer: Viewer.ID, epoch: Int64)
  /// It may not.
  case denied
}

/// What a polling device is told.
public enum DevicePoll: Equatable, Sendable {
  /// There is no decision yet.
  case pending(intervalSeconds: Int64)
  /// There is no decision yet, and the device asked too early; its interval is now this.
  case tooEarly(intervalSeconds: Int64)
  /// The device may sign in; this is answered once.
  case approved(viewer: Viewer.ID, epoch: Int64, deviceName: String)
  /// It may not.
  case denied
  /// Time ran out, too many guesses ended it, or it was collected before.
  case expired
  /// The code was never issued, or is already removed.
  case unknown
}

// MARK: - In SQL

extension SQLDatabase {
  /// The unique index on names decides.
  public func beginDeviceSignIn(_ request: StoredDeviceSignIn) async throws(StoreError) -> Bool {
    try await write { db in
      try db.run(
        "DELETE FROM device_sign_in WHERE expires_at < ?",
        [request.begunAt.advanced(bySeconds: -StoredDeviceSignIn.memorySeconds)])
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

/// The columns of `device_sign_in`, and the conditional statements over them.
private enum DeviceSignInRow {
  private static let table = "device_sign_in"
  /// Takes the instant as its parameter.
  private static let undecided = """
    state = 'pending' AND expires_at > ? AND wrong_guesses < \(StoredDeviceSignIn.wrongGuessLimit)
    """

  static func insert(_ request: StoredDeviceSignIn, _ db: any SQLConnection) throws -> Bool {
    let changes = try db.run(
      """
      INSERT INTO device_sign_in (
        device_code, name, proof, device_name, place, begun_at, expires_at, interval_seconds,
        next_poll_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) \(db.dialect.keepingStored(in: table, key: ["name"]))
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
    _ code: DeviceCodeProof, _ at: Instant, _ db: any SQLConnection
  ) throws {
    try db.run(
      """
      UPDATE device_sign_in SET wrong_guesses = wrong_guesses + 1
      WHERE name = ? AND proof <> ? AND \(undecided)
      """, [code.name, code.proof, at])
  }

  static func undecided(
    _ code: DeviceCodeProof, _ at: Instant, _ db: any SQLConnection
  ) throws -> StoredDeviceSignIn? {
    try db.first(
      """
      SELECT device_code, device_name, place, begun_at, expires_at, interval_seconds
      FROM device_sign_in WHERE name = ? AND proof = ? AND \(undecided)
      """, [code.name, code.proof, at]
    ) { row in
      StoredDeviceSignIn(
        deviceCode: try row.read(0, of: table), code: code,
        deviceName: try row.read(1, of: table), place: try row.read(2, of: table),
        begunAt: try row.read(3, of: table), expiresAt: try row.read(4, of: table),
        intervalSeconds: try row.read(5, of: table))
    }
  }

  static func decide(
    _ code: DeviceCodeProof, _ decision: DeviceSignInDecision, _ at: Instant,
    _ db: any SQLConnection
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
    _ deviceCode: [UInt8], _ at: Instant, _ db: any SQLConnection
  ) throws -> DevicePoll {
    let isCollected =
      try db.run(
        """
        UPDATE device_sign_in SET state = 'used'
        WHERE device_code = ? AND state = 'approved' AND expires_at > ?
        """, [deviceCode, at]) == 1
    let answer = try db.first(
      """
      SELECT state, viewer, epoch, device_name, \(undecided), expires_at > ?
      FROM device_sign_in WHERE device_code = ?
      """, [at, at, deviceCode]
    ) { row -> DevicePoll? in
      if isCollected {
        return .approved(
          viewer: try row.read(1, of: table), epoch: try row.read(2, of: table),
          deviceName: try row.read(3, of: table))
      }
      let isDenied = try row.read(0, of: table, as: String.self) == "denied"
      if isDenied, try row.read(5, of: table, as: Bool.self) { return .denied }
      return try row.read(4, of: table, as: Bool.self) ? nil : .expired
    }
    guard let answer else { return .unknown }
    return try answer ?? pace(deviceCode, at, db)
  }

  /// A poll in time moves the next one on; a poll too early moves it further.
  private static func pace(
    _ deviceCode: [UInt8], _ at: Instant, _ db: any SQLConnection
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
    _ deviceCode: [UInt8], _ at: Instant, _ db: any SQLConnection
  ) throws {
    let longer = db.dialect.least(
      "interval_seconds + \(StoredDeviceSignIn.slowDownSeconds)",
      "\(StoredDeviceSignIn.longestIntervalSeconds)")
    try db.run(
      """
      UPDATE device_sign_in SET next_poll_at = ? + 1000 * \(longer), interval_seconds = \(longer)
      WHERE device_code = ? AND next_poll_at > ?
      """, [at, deviceCode, at])
  }
}
