import Crypto
import FoundationEssentials
import PickModel
import PickSystem

/// The facts of one viewer that were not sent to one server yet, in their order, on the disk.
///
/// Any number of terminals may use it. Each change is made under the lock of its file, which is
/// held for that change only.
struct FactQueue: Sendable {
  private let file: PrivateFile
  private let refused: PrivateFile
  private let delivery: PrivateFile
  private let pause: @Sendable (Duration) async -> Void

  /// Facts older than this are dropped.
  private static let daysKept: Int64 = 30
  private static let byteLimit = 8 << 20
  private static let lockTries = 200
  private static let lockPause = Duration.milliseconds(10)

  /// The queue of `viewer` in `stateDirectory` (`Places.state`), for `issuer`
  /// (`ServerOrigin.issuer`); `pause` waits between two tries to get the lock.
  init(
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

  /// Whether no fact waits; reads the size of the file only.
  var isEmpty: Bool { file.byteCount == 0 }

  /// Adds facts; they are on the disk when this returns.
  func append(_ facts: [UnsentFact], at now: Instant) async throws(FileError) {
    let lines = facts.map { QueuedFact($0, queuedAt: now).line + "\n" }.joined()
    let lock = try await lock()
    defer { lock.release() }
    try file.append(Array(lines.utf8))
  }

  /// All waiting facts, oldest first, without those that are damaged or too old.
  func all(at now: Instant) -> [QueuedFact] {
    guard let bytes = try? file.read() else { return [] }
    let oldest = now.advanced(bySeconds: -Self.daysKept * 86_400)
    return String(decoding: bytes, as: UTF8.self)
      .split(separator: "\n").compactMap { QueuedFact(line: $0) }
      .filter { oldest <= $0.queuedAt }
  }

  /// How many waiting facts a viewer knows of; the steps of one playback are one.
  func ownCount(at now: Instant) -> Int {
    Set(all(at: now).lazy.map(\.fact).filter(\.isOwn).map(\.id)).count
  }

  /// Removes the delivered facts, and those that are damaged or too old.
  func remove(_ delivered: [QueuedFact], at now: Instant) async throws(FileError) {
    let lock = try await lock()
    defer { lock.release() }
    let gone = Set(delivered.map(\.line))
    let rest = all(at: now).filter { !gone.contains($0.line) }
    guard !rest.isEmpty else { return try file.remove() }
    try file.replace(with: Array(rest.map { $0.line + "\n" }.joined().utf8))
  }

  /// Writes facts that the server will never take to a file of their own, for an operator to read;
  /// drops them when that file is full.
  func setAside(_ facts: [QueuedFact]) {
    let lines = facts.map { $0.line + "\n" }.joined()
    try? refused.append(Array(lines.utf8))
  }

  /// Keeps other terminals from delivering at the same time; `nil` when one of them delivers.
  func deliveryLock() -> PrivateFileLock? { try? delivery.tryLock() }

  private func lock() async throws(FileError) -> PrivateFileLock {
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

/// A fact as one line of the queue: a checksum, the time in milliseconds when it was queued, and
/// the fact as JSON.
struct QueuedFact: Hashable, Sendable {
  let fact: UnsentFact
  let queuedAt: Instant
  /// The line without its end, by which the fact is removed.
  let line: String

  init(_ fact: UnsentFact, queuedAt: Instant) {
    self.fact = fact
    self.queuedAt = queuedAt
    let json = String(decoding: Self.encode(fact), as: UTF8.self)
    let text = "\(queuedAt.millisecondsSince1970) \(json)"
    line = "\(Self.sum(of: text)) \(text)"
  }

  /// `nil` for a line that was cut off or damaged.
  init?(line: some StringProtocol) {
    let parts = line.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, Self.sum(of: String(parts[1])) == parts[0] else { return nil }
    let fields = parts[1].split(separator: " ", maxSplits: 1)
    guard fields.count == 2, let milliseconds = Int64(fields[0]),
      let fact = Self.decode(Array(fields[1].utf8))
    else { return nil }
    self.fact = fact
    queuedAt = Instant(millisecondsSince1970: milliseconds)
    self.line = String(line)
  }

  private static func encode(_ fact: UnsentFact) -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return try encoder.encode(fact)
    } catch {
      // Facts have string keys and whole numbers only, which an encoder never refuses.
      preconditionFailure("a fact cannot be encoded: \(error)")
    }
  }

  private static func decode(_ bytes: [UInt8]) -> UnsentFact? {
    guard OutsideName.areNames(inJSON: bytes) else { return nil }
    return try? JSONDecoder().decode(UnsentFact.self, from: Data(bytes))
  }

  private static func sum(of text: String) -> String {
    Hexadecimal.encode(SHA256.hash(data: Array(text.utf8)).prefix(8))
  }
}
