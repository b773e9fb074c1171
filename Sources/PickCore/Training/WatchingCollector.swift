import PickModel
import PickRecommender
import Synchronization

/// Keeps events, as they stream by grouped by viewer, in the rating formula's terms: evaluation
/// cuts them in time, which a data set cannot be.
///
/// With a limit it keeps all events of some viewers: of every viewer, every second, every fourth, …,
/// by a number made of the identifier, until what is kept fits. Which viewers these are does not
/// depend on the order they come in.
final class WatchingCollector: Sendable {
  private struct State {
    var watching: [InteractionLog.Watching] = []
    var count = 0
    /// A viewer is kept when the number made of the identifier has none of these bits.
    var mask: UInt64 = 0
  }

  private let state = Mutex(State())
  private let places: AssetPlaces
  private let limit: Int

  init(places: AssetPlaces, limit: Int = .max) {
    self.places = places
    self.limit = limit
  }

  /// Takes in a batch; a viewer may go on in the next one.
  func add(_ events: [WatchEvent]) {
    state.withLock { state in
      for event in WatchEvent.standing(events) {
        guard Self.keeps(event.viewer.rawValue, state.mask), event.isEvidence,
          let record = places.record(of: event)
        else { continue }
        if state.watching.last?.viewer != event.viewer.rawValue {
          state.watching.append(
            InteractionLog.Watching(viewer: event.viewer.rawValue, records: []))
        }
        state.watching[state.watching.count - 1].records.append(record)
        state.count += 1
        while state.count > limit, state.mask != .max { Self.halve(&state) }
      }
    }
  }

  /// Everything kept.
  var all: [InteractionLog.Watching] { state.withLock(\.watching) }

  private static func halve(_ state: inout State) {
    state.mask = state.mask << 1 | 1
    let mask = state.mask
    state.watching.removeAll { !keeps($0.viewer, mask) }
    state.count = state.watching.reduce(0) { $0 + $1.records.count }
  }

  private static func keeps(_ viewer: Int64, _ mask: UInt64) -> Bool {
    guard mask != 0 else { return true }
    var number = SplitMix64(seed: UInt64(bitPattern: viewer))
    return number.next() & mask == 0
  }
}
