import PickCore
public import PickModel

/// The facts of one viewer that one server has not heard of yet, in their order, on the disk.
///
/// Any number of terminals may add to it; each look and each change is made under its lock, which
/// nobody holds while waiting for anything else.
public struct FactQueue: Sendable {
  private let file: PrivateFile
  private let refused: PrivateFile
  private let delivery: PrivateFile
  private let pause: @Sendable (Duration) async -> Void

  /// Facts older than this are of no use to anybody.
  static let daysKept: Int64 = 30
  private static let byteLimit = 8 << 20
  private static let lockTries = 200
  private static let lockPause = Duration.milliseconds(10)

  /// The queue of `viewer` in `stateDirectory` (`Places.state`), for `issuer`
  /// (`ServerOrigin.issuer`); `pause` waits between two tries to get the lock.
  public init(
    stateDirectory: String, issuer: String, viewer: Viewer.ID,
    pause: @escaping @Sendable (Duration) async -> Void = { try? await Task.sleep(for: $0) }
  ) {
    let directory = PrivateDirectory(stateDirectory)
    let name = "unsent-\(issuer)-\(viewer)"
    file = PrivateFile(name, in: directory, limit: Self.byteLimit)
    refused = PrivateFile(name + ".refused", in: directory, limit: 64 << 10)
    delivery = PrivateFile(name + ".delivery", in: directory)
    self.pause = pause
  }

  /// Whether there is anything; asks the file's size alone.
  var isEmpty: Bool { file.byteCount == 0 }

  /// Adds facts; they are on the disk when this returns.
  func append(_ facts: [UnsentFact], at now: Instant) async throws(PrivateFileError) {
    let lines = facts.map { QueuedFact($0, queuedAt: now).line + "\n" }.joined()
    let lock = try await lock()
    defer { lock.release() }
    try file.append(Array(lines.utf8))
  }

  /// Everything that waits, oldest first; what is damaged or too old is passed over.
  func all(at now: Instant) -> [QueuedFact] {
    guard let bytes = try? file.read() else { return [] }
    let oldest = now.advanced(bySeconds: -Self.daysKept * 86_400)
    return String(decoding: bytes, as: UTF8.self)
      .split(separator: "\n").compactMap { QueuedFact(line: $0) }
      .filter { oldest <= $0.queuedAt }
  }

  /// Takes out what was delivered, and with it whatever is damaged or too old.
  func remove(_ delivered: [QueuedFact], at now: Instant) async throws(PrivateFileError) {
    let lock = try await lock()
    defer { lock.release() }
    let gone = Set(delivered.map(\.line))
    let rest = all(at: now).filter { !gone.contains($0.line) }
    guard !rest.isEmpty else { return try file.remove() }
    try file.replace(with: Array(rest.map { $0.line + "\n" }.joined().utf8))
  }

  /// Puts facts the server will never take where somebody can look at them; when that is full they
  /// are gone.
  func setAside(_ facts: [QueuedFact]) {
    let lines = facts.map { $0.line + "\n" }.joined()
    try? refused.append(Array(lines.utf8))
  }

  /// Keeps other terminals from delivering at the same time; `nil` when one of them is at it.
  func deliveryLock() -> PrivateFileLock? { try? delivery.tryLock() }

  private func lock() async throws(PrivateFileError) -> PrivateFileLock {
    for _ in 1..<Self.lockTries {
      do {
        return try file.tryLock()
      } catch {
        guard error == .locked else { throw error }
        await pause(Self.lockPause)
      }
    }
    return try file.tryLock()
  }
}
