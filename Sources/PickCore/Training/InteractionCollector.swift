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
    var titles: [Int32] = []
    var weights: [Float] = []
    var times: [Int64] = []
    var eventCount = 0
  }

  private let state = Mutex(State())
  private let titles: Vocabulary<Int64>
  private let places: AssetPlaces
  private let formula: ImplicitRating
  private let asOfSeconds: Int64

  init(
    titles: Vocabulary<Int64>, places: AssetPlaces, formula: ImplicitRating,
    asOf instant: Instant
  ) {
    self.titles = titles
    self.places = places
    self.formula = formula
    asOfSeconds = instant.secondsSince1970
  }

  /// Events taken in so far, those of unknown assets included.
  var eventCount: Int { state.withLock(\.eventCount) }

  /// Takes in a batch; a viewer may go on in the next one.
  func add(_ events: [WatchEvent]) {
    state.withLock { state in
      for event in events {
        if event.viewer != state.viewer {
          endViewer(&state)
          state.viewer = event.viewer
        }
        guard AssetProgress.counts(event), let record = places.record(of: event) else { continue }
        state.records.append(record)
      }
      state.eventCount += events.count
    }
  }

  /// The data set of everything taken in; collecting is over.
  func dataset(documents: [ContentDocument]) throws(DatasetError) -> Dataset {
    let state = state.withLock { state in
      endViewer(&state)
      return state
    }
    var builder = InteractionMatrixBuilder(itemCount: titles.count)
    var times: [Int64] = []
    times.reserveCapacity(state.times.count)
    let rows = state.rows.sorted { $0.viewer < $1.viewer }
    for row in rows {
      for cell in row.cells {
        builder.add(item: ItemIndex(state.titles[cell]), weight: state.weights[cell])
      }
      times += state.times[row.cells]
      builder.endRow()
    }
    return try Dataset(
      interactions: builder.build(), times: times, items: titles,
      users: Vocabulary(rows.map(\.viewer)), documents: documents)
  }

  /// Rates what the viewer watched; ratings ascend by title, and so do the cells.
  private func endViewer(_ state: inout State) {
    guard let viewer = state.viewer, !state.records.isEmpty else { return }
    let start = state.titles.count
    for rating in formula.ratings(of: state.records, asOfSeconds: asOfSeconds)
    where rating.weight > 0 {
      guard let position = titles.position(of: rating.title) else { continue }
      state.titles.append(Int32(position))
      state.weights.append(rating.weight)
      state.times.append(rating.lastSeconds)
    }
    state.rows.append(Row(viewer: viewer.rawValue, cells: start..<state.titles.count))
    state.records.removeAll(keepingCapacity: true)
  }
}
