import Logging
import PickAPI
import PickIdentity
import PickModel
import PickSystem
import Synchronization

/// The current keys of a directory; a rotation takes effect without a restart.
///
/// The time of change of the directory is checked at most once a second, when keys are needed. The
/// directory is read again when that time has changed, and once a minute in any case. If it cannot
/// be read, the last keys stay in use and the log says so.
final class LiveKeyRing: Sendable {
  private struct Seen {
    var ring: KeyRing
    var stamp: KeyDirectoryStamp?
    var checkedAt: Instant
    var readAt: Instant
  }

  private static let checkMilliseconds: Int64 = 1000
  private static let readMilliseconds: Int64 = 60_000

  private let directory: KeyDirectory
  private let policy: KeyPolicy
  private let log: Logger
  private let seen: Mutex<Seen>

  /// Reads the keys, or makes the first one.
  init(_ directory: KeyDirectory, policy: KeyPolicy, at now: Instant, log: Logger)
    throws(KeyDirectoryError)
  {
    self.directory = directory
    self.policy = policy
    self.log = log
    let ring = try directory.ring(firstAt: now, policy: policy)
    // There is no stamp yet, so that the next check reads a change during this read.
    seen = Mutex(Seen(ring: ring, stamp: nil, checkedAt: now, readAt: now))
  }

  /// The keys, which are at most a second old at `now`.
  func ring(at now: Instant) -> KeyRing {
    seen.withLock { seen in
      if Self.milliseconds(seen.checkedAt, now) >= Self.checkMilliseconds { look(&seen, now) }
      return seen.ring
    }
  }

  private func look(_ seen: inout Seen, _ now: Instant) {
    seen.checkedAt = now
    do {
      let stamp = try directory.stamp()
      let isOld = Self.milliseconds(seen.readAt, now) >= Self.readMilliseconds
      guard stamp != seen.stamp || isOld else { return }
      seen.ring = try directory.ring(policy: policy)
      seen.stamp = stamp
      seen.readAt = now
    } catch {
      log.error("keys", metadata: ["error": "\(error)"])
    }
  }

  /// The distance of two times, also when the clock was set back.
  private static func milliseconds(_ earlier: Instant, _ now: Instant) -> Int64 {
    now.milliseconds(since: earlier).times(now < earlier ? -1 : 1)
  }
}

extension KeySet {
  /// The key set of a server whose tokens only that server can verify.
  static let empty = KeySet(keys: [])

  /// All keys that verify tokens at `now`, including those that do not sign yet.
  init(_ ring: KeyRing, at now: Instant) {
    self.init(
      keys: ring.published(at: now).map { Key(id: $0.id, x: Base64URL.encode($0.publicBytes)) })
  }
}
