import Logging
import PickAPI
import PickCore
import PickModel
import Synchronization

/// The keys of a directory, as they are now: a rotation is noticed without a restart.
///
/// At most once a second, when somebody asks, the directory's time of change is looked at; it is
/// read anew when that is another one, and every minute in any case. A directory that cannot be
/// read changes nothing: what was read before goes on serving, and the log says so.
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
    // The stamp of before the reading: what changes meanwhile is read at the next look.
    seen = Mutex(Seen(ring: ring, stamp: nil, checkedAt: now, readAt: now))
  }

  /// The keys as they were at most a second before `now`.
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

  /// However the clock was set meanwhile.
  private static func milliseconds(_ earlier: Instant, _ now: Instant) -> Int64 {
    now.milliseconds(since: earlier).times(now < earlier ? -1 : 1)
  }
}

extension KeySet {
  /// The set of a server whose tokens cannot be verified by others.
  static let empty = KeySet(keys: [])

  /// Every key that tokens may be verified with at `now`, also those that do not sign yet.
  init(_ ring: KeyRing, at now: Instant) {
    self.init(
      keys: ring.published(at: now).map { Key(id: $0.id, x: Base64URL.encode($0.publicBytes)) })
  }
}
