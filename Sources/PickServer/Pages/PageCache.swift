import PickCore
import PickModel
import Synchronization

/// Keeps encoded pages for as long as making them again would give the same bytes.
///
/// A page is valid until the catalogue, the model or the hour changes, its viewer writes something
/// through this process, or `lifeSeconds` have passed. Memory is bounded by bytes: pages that were
/// not used while half of the room was filled anew are dropped. See docs/decisions/page-cache.md.
final class PageCache: Sendable {
  struct Key: Hashable {
    let viewer: Viewer.ID
    /// `nil` stands for the home page.
    let category: Category?
  }

  /// The facts a page depends on besides its viewer.
  struct Conditions: Equatable {
    let catalog: Int64
    let model: TrainedModel.ID?
    /// The time of the content in hours since 1970; rising titles are computed by the hour.
    ///
    /// With minutes, all pages would expire in the same second.
    let hour: Int64
  }

  /// The number of changes to a viewer's data when the making of a page began.
  struct Ticket: Equatable {
    fileprivate let count: UInt64
  }

  fileprivate struct Entry {
    let page: EncodedPage
    let conditions: Conditions
    let ticket: Ticket
    let madeAt: Instant
  }

  fileprivate struct State {
    var young: [Key: Entry] = [:]
    var old: [Key: Entry] = [:]
    var youngBytes = 0
    /// The number of counters: they take half a megabyte, and viewers seldom share one.
    static let places = 65_536
    /// Changes by viewer; viewers that share a counter lose pages more often than needed.
    var changes = [UInt64](repeating: 0, count: places)
  }

  private let state = Mutex(State())
  private let byteLimit: Int
  private let lifeSeconds: Int64

  /// Creates a cache of about `byteLimit` bytes that keeps each page for at most `lifeSeconds`.
  init(byteLimit: Int = 64 << 20, lifeSeconds: Int64 = 60) {
    self.byteLimit = byteLimit
    self.lifeSeconds = lifeSeconds
  }

  /// Creates a cache that keeps pages for a shorter time if other servers write to the database.
  convenience init(isShared: Bool) {
    self.init(lifeSeconds: Self.lifeSeconds(isShared: isShared))
  }

  /// For how long others' writes may be overlooked.
  static func lifeSeconds(isShared: Bool) -> Int64 { isShared ? 3 : 60 }

  /// The cached page, if it is still valid.
  func page(_ key: Key, _ conditions: Conditions, at now: Instant) -> EncodedPage? {
    state.withLock { state in
      let found = state.young[key] ?? state.old[key]
      guard let entry = found, entry.conditions == conditions,
        entry.ticket == state.ticket(of: key.viewer), isFresh(entry, at: now)
      else { return nil }
      if state.young[key] == nil { keep(entry, key, &state) }
      return entry.page
    }
  }

  /// The ticket of a viewer, which is taken before the data of a page is read.
  func ticket(of viewer: Viewer.ID) -> Ticket { state.withLock { $0.ticket(of: viewer) } }

  /// Keeps a page, unless its viewer's data changed while it was made.
  func keep(
    _ page: EncodedPage, _ key: Key, _ conditions: Conditions, _ ticket: Ticket, at now: Instant
  ) {
    state.withLock { state in
      guard ticket == state.ticket(of: key.viewer) else { return }
      keep(
        Entry(page: page, conditions: conditions, ticket: ticket, madeAt: now), key, &state)
    }
  }

  /// Drops the pages of a viewer whose data changed.
  func drop(_ viewer: Viewer.ID) {
    state.withLock { $0.changes[State.place(of: viewer)] += 1 }
  }

  /// The approximate size of the kept pages, in bytes.
  var byteCount: Int {
    state.withLock { state in
      state.youngBytes + state.old.values.reduce(0) { $0 + $1.page.weight }
    }
  }

  private func isFresh(_ entry: Entry, at now: Instant) -> Bool {
    let age = now.seconds(since: entry.madeAt)
    return age >= 0 && age < Double(lifeSeconds)
  }

  private func keep(_ entry: Entry, _ key: Key, _ state: inout State) {
    let replaced = state.young.updateValue(entry, forKey: key)
    state.youngBytes += entry.page.weight - (replaced?.page.weight ?? 0)
    guard state.youngBytes > byteLimit / 2 else { return }
    state.old = state.young
    state.young = [:]
    state.youngBytes = 0
  }
}

extension PageCache.State {
  fileprivate static func place(of viewer: Viewer.ID) -> Int {
    Int(SplitMix64.hash(UInt64(bitPattern: viewer.rawValue)) % UInt64(places))
  }

  fileprivate func ticket(of viewer: Viewer.ID) -> PageCache.Ticket {
    PageCache.Ticket(count: changes[Self.place(of: viewer)])
  }
}
