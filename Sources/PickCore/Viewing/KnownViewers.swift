public import PickModel
import PickStore
import PickSystem
import Synchronization

/// What became of a viewer's data.
public enum ViewerChange: Sendable {
  /// Something was watched, looked at or marked: pages made for an earlier instant stay as they are.
  case watched
  /// The same, and all that changed is that these events were stored, each of which was new.
  case stored([WatchEvent])
  /// The viewer chose: what was hidden stands on no page, whenever it was made.
  case chose
}

/// What was read of a viewer, and what follows from it, whichever page asks.
struct KnownViewer: Sendable {
  /// What the profile was worked out for.
  struct ProfileKey: Equatable, Sendable {
    let model: TrainedModel.ID
    let catalog: Int64
  }

  let choices: Result<Choices, StoreError>
  let history: Result<ViewingHistory, StoreError>
  /// The viewer as a value; `nil` where something could not be read.
  let state: ViewerState?
  /// When it was read.
  let readAt: Instant
  /// The weights a model is asked with, once a page needed them.
  var profile: (key: ProfileKey, value: ViewerProfile)?

  init(
    choices: Result<Choices, StoreError>, history: Result<ViewingHistory, StoreError>,
    rule: WatchingRule, readAt: Instant, earlier: ViewerState? = nil
  ) {
    self.choices = choices
    self.history = history
    self.readAt = readAt
    guard case .success(let chosen) = choices, case .success(let watched) = history else {
      state = nil
      return
    }
    state = ViewerState(choices: chosen, history: watched, rule: rule, earlier: earlier)
  }

  /// The approximate size, in rows; parts of titles are shared with other viewers.
  fileprivate var weight: Int {
    let read = try? history.get()
    let rows = read.map { read in
      read.events.values.reduce(read.watched.parts.count + read.detailViews.count) { $0 + $1.count }
    }
    return 16 + (rows ?? 0)
  }
}

/// Keeps what was read of viewers until they do something, or until `lifeSeconds` have passed.
///
/// A server reads a history for each page a viewer opens, and the pages of a visit are a few seconds
/// apart. What was read is kept unless its viewer did something meanwhile, as `PageCache` keeps pages
/// (docs/decisions/page-cache.md). With a life of 0, as in a program with one viewer, nothing is
/// kept and every page is exact.
final class KnownViewers: Sendable {
  /// The number of changes to a viewer's data when reading it began.
  struct Ticket: Equatable {
    fileprivate let count: UInt64
  }

  private struct Entry {
    let known: KnownViewer
    let ticket: Ticket
    let catalog: Int64
    /// What was stored since, all of it new.
    var stored: [WatchEvent] = []
  }

  /// Events that wait to be added to what was read; with more of them reading anew is as good.
  private static let mostStored = 100

  private struct State {
    /// Changes by viewer; viewers that share a counter are read more often than needed.
    var changes: [UInt64] = []
    /// Those among them by which the viewer chose.
    var choices: [UInt64] = []
    var entries = RecentEntries<Viewer.ID, Entry>(mostWeight: 1_000_000)
  }

  private static let counters = 8192
  private let state = Mutex(State())
  private let lifeSeconds: Double

  init(lifeSeconds: Int64) { self.lifeSeconds = Double(lifeSeconds) }

  /// Whether anything is kept at all.
  var keeps: Bool { lifeSeconds > 0 }

  /// What is kept of a viewer, while it holds at `instant`, and the events up to then that were stored
  /// since it was read.
  func known(
    _ viewer: Viewer.ID, catalog: Int64, at instant: Instant
  ) -> (value: KnownViewer, stored: [WatchEvent])? {
    guard keeps else { return nil }
    return state.withLock { state in
      guard let entry = state.entries[viewer], entry.catalog == catalog,
        entry.ticket == Self.ticket(of: viewer, state)
      else { return nil }
      let age = instant.seconds(since: entry.known.readAt)
      guard age >= 0, age < lifeSeconds, entry.stored.allSatisfy({ $0.startedAt <= instant })
      else { return nil }
      return (entry.known, entry.stored)
    }
  }

  /// The viewer as they were last kept, whatever has happened since: most of it still holds.
  func earlier(_ viewer: Viewer.ID, catalog: Int64) -> ViewerState? {
    state.withLock { state in
      state.entries[viewer].flatMap { $0.catalog == catalog ? $0.known.state : nil }
    }
  }

  /// Taken before a viewer is read.
  func ticket(of viewer: Viewer.ID) -> Ticket { state.withLock { Self.ticket(of: viewer, $0) } }

  /// Taken before a page is made that is kept for as long as its viewer chooses nothing.
  func choiceTicket(of viewer: Viewer.ID) -> Ticket {
    state.withLock { Self.ticket(of: viewer, counts: $0.choices) }
  }

  /// Keeps what was read, unless the viewer did something meanwhile or a read failed.
  func keep(
    _ known: KnownViewer, of viewer: Viewer.ID, _ ticket: Ticket, catalog: Int64
  ) {
    guard keeps, known.state != nil else { return }
    state.withLock { state in
      guard ticket == Self.ticket(of: viewer, state) else { return }
      state.entries.keep(
        Entry(known: known, ticket: ticket, catalog: catalog), for: viewer,
        weight: known.weight)
    }
  }

  /// Forgets a viewer whose data changed; after events were stored, only that they are not there yet.
  func drop(_ viewer: Viewer.ID, by change: ViewerChange) {
    guard keeps else { return }
    state.withLock { state in
      let ticket = Self.ticket(of: viewer, state)
      if state.changes.isEmpty {
        state.changes = Array(repeating: 0, count: Self.counters)
        state.choices = state.changes
      }
      let place = Self.place(of: viewer)
      state.changes[place] &+= 1
      switch change {
      case .watched: break
      case .chose: state.choices[place] &+= 1
      case .stored(let events):
        guard let entry = state.entries[viewer], entry.ticket == ticket,
          entry.stored.count + events.count <= Self.mostStored
        else { break }
        state.entries.keep(
          Entry(
            known: entry.known, ticket: Self.ticket(of: viewer, state), catalog: entry.catalog,
            stored: entry.stored + events),
          for: viewer, weight: entry.known.weight)
      }
    }
  }

  private static func place(of viewer: Viewer.ID) -> Int {
    Int(SplitMix64.hash(UInt64(bitPattern: viewer.rawValue)) % UInt64(counters))
  }

  private static func ticket(of viewer: Viewer.ID, _ state: State) -> Ticket {
    ticket(of: viewer, counts: state.changes)
  }

  private static func ticket(of viewer: Viewer.ID, counts: [UInt64]) -> Ticket {
    Ticket(count: counts.isEmpty ? 0 : counts[place(of: viewer)])
  }
}

/// Values in two generations: what was not asked for while half of the room filled anew is let go.
package struct RecentEntries<Key: Hashable, Value> {
  private var young: [Key: (value: Value, weight: Int)] = [:]
  private var old: [Key: (value: Value, weight: Int)] = [:]
  private var youngWeight = 0
  private let mostWeight: Int

  /// Room for values of about so much weight.
  package init(mostWeight: Int) { self.mostWeight = mostWeight }

  /// The value of a key; being asked for keeps it among the young.
  package subscript(key: Key) -> Value? {
    mutating get {
      if let found = young[key] { return found.value }
      guard let found = old[key] else { return nil }
      keep(found.value, for: key, weight: found.weight)
      return found.value
    }
  }

  /// Keeps a value in the place of an older one; one that would fill the room is not kept.
  package mutating func keep(_ value: Value, for key: Key, weight: Int) {
    guard weight <= mostWeight / 4 else { return }
    let replaced = young.updateValue((value, weight), forKey: key)
    youngWeight += weight - (replaced?.weight ?? 0)
    guard youngWeight > mostWeight / 2 else { return }
    old = young
    young = [:]
    youngWeight = 0
  }
}

extension Engine {
  /// Forgets what was kept of a viewer, after a change of the viewer's data was stored.
  public func viewerChanged(_ viewer: Viewer.ID, by change: ViewerChange) {
    viewers.drop(viewer, by: change)
    // Searches are of programs with one viewer, who watches nothing between two letters.
    searchers.drop(viewer, by: .watched)
  }

  /// What is known of a viewer at an instant.
  ///
  /// It has the profile for the model that serves where `isAskingModel`; what `isPast` is read anew
  /// and not kept.
  func known(
    _ viewer: Viewer.ID, in catalog: CatalogSnapshot, at instant: Instant, isPast: Bool = false,
    isAskingModel: Bool
  ) async -> KnownViewer {
    let ticket = viewers.ticket(of: viewer)
    let kept = isPast ? nil : viewers.known(viewer, catalog: catalog.version, at: instant)
    if let kept, kept.stored.isEmpty,
      !isAskingModel || kept.value.profile?.key == profileKey(catalog)
    {
      return kept.value
    }
    var known: KnownViewer
    if let kept, let added = await adding(kept.stored, to: kept.value) {
      known = added
    } else {
      known = await read(
        viewer, at: instant, earlier: viewers.earlier(viewer, catalog: catalog.version))
    }
    if isAskingModel { known.profile = profile(of: known, in: catalog, at: instant) }
    if !isPast { viewers.keep(known, of: viewer, ticket, catalog: catalog.version) }
    return known
  }

  /// What was read of a viewer together with events that were stored since; `nil` where they have to be
  /// read.
  ///
  /// It is as old as the reading: what others wrote since is seen when that is over.
  private func adding(_ stored: [WatchEvent], to known: KnownViewer) async -> KnownViewer? {
    guard !stored.isEmpty else { return known }
    guard case .success(let history) = known.history,
      let titles = try? await titles(with: Set(stored.map(\.asset)).sorted()),
      let whole = history.adding(stored, of: titles)
    else { return nil }
    return KnownViewer(
      choices: known.choices, history: .success(whole), rule: watching, readAt: known.readAt,
      earlier: known.state)
  }

  /// Reads a viewer as they were at `instant`; `now` is when that happens, where it is another time.
  ///
  /// What still holds of an `earlier` reading is not worked out again.
  func read(
    _ viewer: Viewer.ID, at instant: Instant, now: Instant? = nil, earlier: ViewerState? = nil
  ) async -> KnownViewer {
    async let choices = Result.capturing { () async throws(StoreError) in
      try await stores.choices.choices(of: viewer)
    }
    async let history = Result.capturing { () async throws(StoreError) in
      try await self.history(of: viewer, at: instant)
    }
    let chosen = await choices
    var watched = await history
    if case .success(let choices) = chosen, !choices.withdrawn.isEmpty {
      watched = watched.map { $0.without(choices.withdrawn) }
    }
    return KnownViewer(
      choices: chosen, history: watched, rule: watching, readAt: now ?? instant, earlier: earlier)
  }

  private func profileKey(_ catalog: CatalogSnapshot) -> KnownViewer.ProfileKey? {
    models.model.map { KnownViewer.ProfileKey(model: $0.id, catalog: catalog.version) }
  }

  /// The weights the model that serves is asked with; `nil` without a model, or without a history.
  func profile(
    of known: KnownViewer, in catalog: CatalogSnapshot, at instant: Instant
  ) -> (KnownViewer.ProfileKey, ViewerProfile)? {
    guard let key = profileKey(catalog), case .success(let choices) = known.choices,
      case .success(let history) = known.history
    else { return nil }
    let begun = Set(known.state?.viewings.lazy.filter(\.isBegun).map(\.title) ?? [])
    return (key, ViewerProfile(history, choices, begun: begun, in: catalog, at: instant))
  }
}
