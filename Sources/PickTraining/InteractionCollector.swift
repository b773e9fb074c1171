import PickCore
import PickModel
import PickRecommender
import Synchronization

/// Turns events, as they stream by grouped by viewer, into the rows of a data set.
///
/// Holds one viewer's events at a time, and of the others only their ratings.
final class InteractionCollector: Sendable {
  private struct Row {
    let viewer: Int64
    let cells: Range<Int>
  }

  private struct State {
    var viewer: Viewer.ID?
    var records: [WatchRecord] = []
    var rows: [Row] = []
    var columns: [Int32] = []
    var weights: [Float] = []
    var times: [Int64] = []
    var eventCount = 0
  }

  private let state = Mutex(State())
  private let level: DataLevel
  private let columns: Vocabulary<Int64>
  private let places: AssetPlaces
  private let formula: ImplicitRating
  private let asOfSeconds: Int64

  init(
    level: DataLevel = .title, columns: Vocabulary<Int64>, places: AssetPlaces,
    formula: ImplicitRating, asOf instant: Instant
  ) {
    self.level = level
    self.columns = columns
    self.places = places
    self.formula = formula
    asOfSeconds = instant.secondsSince1970
  }

  /// Events taken in so far, those of unknown assets included.
  var eventCount: Int { state.withLock(\.eventCount) }

  /// Takes in a batch; a viewer may go on in the next one.
  func add(_ events: [WatchEvent]) {
    state.withLock { state in
      for event in WatchEvent.standing(events) {
        if event.viewer != state.viewer {
          endViewer(&state)
          state.viewer = event.viewer
        }
        guard event.isEvidence, let record = places.record(of: event) else { continue }
        state.records.append(record)
      }
      state.eventCount += events.count
    }
  }

  /// The data set of everything taken in; collecting is over.
  func dataset(
    documents: [ContentDocument], places: [ItemPlace] = []
  ) throws(DatasetError) -> Dataset {
    let state = state.withLock { state in
      endViewer(&state)
      return state
    }
    var builder = InteractionMatrixBuilder(itemCount: columns.count)
    var times: [Int64] = []
    times.reserveCapacity(state.times.count)
    let rows = state.rows.sorted { $0.viewer < $1.viewer }
    for row in rows {
      for cell in row.cells {
        builder.add(item: ItemIndex(state.columns[cell]), weight: state.weights[cell])
      }
      times += state.times[row.cells]
      builder.endRow()
    }
    return try Dataset(
      interactions: builder.build(), times: times, items: columns,
      users: Vocabulary(rows.map(\.viewer)), documents: documents, places: places)
  }

  /// Rates what the viewer watched; ratings ascend by identifier, and so do the cells.
  private func endViewer(_ state: inout State) {
    guard let viewer = state.viewer, !state.records.isEmpty else { return }
    let start = state.columns.count
    switch level {
    case .title:
      for rating in formula.ratings(of: state.records, asOfSeconds: asOfSeconds) {
        add(rating.title, rating.weight, rating.lastSeconds, to: &state)
      }
    case .episode:
      for rating in formula.assetRatings(of: state.records) {
        add(rating.asset, rating.weight, rating.lastSeconds, to: &state)
      }
    }
    state.rows.append(Row(viewer: viewer.rawValue, cells: start..<state.columns.count))
    state.records.removeAll(keepingCapacity: true)
  }

  private func add(_ column: Int64, _ weight: Float, _ seconds: Int64, to state: inout State) {
    guard let position = columns.position(of: column) else { return }
    state.columns.append(Int32(position))
    // What weighs nothing was watched all the same and is not new to the viewer.
    state.weights.append(max(weight, InteractionLog.leastWeight))
    state.times.append(seconds)
  }
}

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
