import PickCore
import PickModel
import Synchronization

/// Keeps pages as they were sent, for as long as they would be made the same again.
///
/// A page is kept until the catalogue, the model or the hour is another one, its viewer wrote
/// something through this process, or `life` has passed. Memory is bounded by bytes: pages nobody
/// asked for while half of the room was filled anew are let go. See
/// docs/decisions/page-cache.md.
final class PageCache: Sendable {
  /// Which page of which viewer.
  struct Key: Hashable {
    let viewer: Viewer.ID
    /// `nil` for the front page.
    let category: Category?
  }

  /// What a page depends on besides its viewer.
  struct Conditions: Equatable {
    let catalog: Int64
    let model: TrainedModel.ID?
    /// Hours since 1970 of the time pages speak of: what is rising is told by the hour.
    ///
    /// By the minute, every page would have to be made anew in the same second.
    let hour: Int64
  }

  /// How often a viewer's data had changed when a page began to be made.
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
    /// So many that writers seldom share one: half a megabyte.
    static let places = 65_536
    /// Changes by viewer; viewers that share a place forget a page too many, which harms nobody.
    var changes = [UInt64](repeating: 0, count: places)
  }

  private let state = Mutex(State())
  private let byteLimit: Int
  private let lifeSeconds: Int64

  /// Room for about `byteLimit` bytes, each page for at most `lifeSeconds`.
  init(byteLimit: Int = 64 << 20, lifeSeconds: Int64 = 60) {
    self.byteLimit = byteLimit
    self.lifeSeconds = lifeSeconds
  }

  /// The cache of a server that is alone with its database, or of one among several.
  convenience init(isShared: Bool) { self.init(lifeSeconds: isShared ? 3 : 60) }

  /// The page, while it would be made the same again.
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

  /// Asked for before anything of a page is read.
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

  /// The viewer's data changed: what was made of it no longer holds.
  func drop(_ viewer: Viewer.ID) {
    state.withLock { $0.changes[State.place(of: viewer)] += 1 }
  }

  /// Bytes of the pages kept, about.
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
