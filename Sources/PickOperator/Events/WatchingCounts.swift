import Glibc
import PickCore
import PickImport
import PickModel
import PickRecommender
import PickStore
import PickTraining
import Synchronization

/// Writes what the served blend counts of everything watched, as gzipped CSV: the yardstick for the
/// same counts made elsewhere (workflows/spark).
///
/// - `ratings.csv.gz`: each viewer's rating of each title, with the last time it was watched;
/// - `together.csv.gz`: for each pair of titles, each title with itself too, how many viewers have
///   both and Σ wᵢ wⱼ over them, which is what `EASE` inverts;
/// - `next.csv.gz`: how many viewers watched one title and at most 3 × reach titles later the other,
///   and Σ wᵢ wⱼ 2^(−d ÷ reach) over them, which is what `WatchSequence` scales;
/// - `popularity.csv.gz`: how many days of viewers count for a title in a slot, and their decayed sum.
///
/// Sums are of double precision, ratings of single. It holds the ratings in memory, and one row of
/// pairs at a time.
struct WatchingCounts {
  private let stores: any Stores
  private let end: Instant
  private let recipe = ModelRecipe()

  /// Counts of the events that began before `end`; ages are counted from it.
  init(_ stores: any Stores, until end: Instant) {
    self.stores = stores
    self.end = end
  }

  /// Writes everything into an empty folder.
  ///
  /// - Parameters:
  ///   - folder: where the files go.
  ///   - progress: called with the share of the work that is done.
  /// - Returns: what the folder's manifest is to say.
  /// - Throws: `TrainError` when nothing can be read; `Failure` when a file cannot be written.
  func run(into folder: StagedFolder, progress: (Double) -> Void = { _ in }) async throws
    -> FileManifest
  {
    progress(0)
    let load = LoadWatching(catalog: stores, watches: stores, formula: recipe.rating)
    let watching = try await load(.title, before: end)
    let data = watching.dataset
    progress(0.3)
    let popularity = try await popularity(of: data.items.identifiers)
    progress(0.5)
    var files = [try popularity.write(into: folder), try Self.writeRatings(data, into: folder)]
    let walks = Walks(data)
    let reach = recipe.blend.sequence.reach
    let window = max(1, Int((3 * reach).rounded()))
    let decay = (0...window).map { exp2(-Double($0) / reach) }
    files.append(
      try Self.writePairs("next", data, into: folder) { walks.gather($0, decay, into: &$1) })
    progress(0.7)
    let columns = data.interactions.transposed()
    files.append(
      try Self.writePairs("together", data, into: folder) { title, pairs in
        Self.gather(title, data.interactions, columns, into: &pairs)
      })
    progress(1)
    return FileManifest(
      kind: .counts, from: popularity.first.map { SeoulTime($0).dayText },
      to: popularity.last.map { SeoulTime($0).dayText }, asOf: end.millisecondsSince1970,
      events: watching.eventCount, files: files.sorted { $0.name < $1.name })
  }

  private static func writeRatings(_ data: Dataset, into folder: StagedFolder) throws
    -> FileManifest.File
  {
    var table = PackedTable(
      "ratings.csv.gz", in: folder.staging, header: "viewer,title,rating,last_seconds")
    for user in 0..<data.users.count {
      for cell in data.interactions.cells(of: UserIndex(user)) {
        let title = data.items.identifiers[Int(data.interactions.columns[cell])]
        try table.add([
          "\(data.users.identifiers[user])", "\(title)", "\(data.interactions.weights[cell])",
          "\(data.times[cell])",
        ])
      }
    }
    return try table.finish()
  }

  /// Writes the pairs of each title, by ascending identifiers.
  private static func writePairs(
    _ name: String, _ data: Dataset, into folder: StagedFolder,
    gather: (_ title: Int, _ pairs: inout PairSums) -> Void
  ) throws -> FileManifest.File {
    var table = PackedTable(
      "\(name).csv.gz", in: folder.staging, header: "title,other,viewers,weight")
    let titles = data.items.identifiers
    var pairs = PairSums(count: titles.count)
    for title in titles.indices {
      try Task.checkCancellation()
      gather(title, &pairs)
      for sum in pairs.taken() {
        try table.add([
          "\(titles[title])", "\(titles[sum.other])", "\(sum.viewers)", "\(sum.weight)",
        ])
      }
    }
    return try table.finish()
  }

  /// Adds up what is watched together with a title; each pair is counted from its lower title.
  private static func gather(
    _ title: Int, _ rows: InteractionMatrix, _ columns: InteractionMatrix,
    into pairs: inout PairSums
  ) {
    for cell in columns.cells(of: UserIndex(title)) {
      let weight = Double(columns.weights[cell])
      for other in rows.cells(of: UserIndex(Int(columns.columns[cell])))
      where rows.columns[other] >= title {
        pairs.add(Int(rows.columns[other]), weight * Double(rows.weights[other]))
      }
    }
  }

  private func popularity(of titles: [Int64]) async throws -> PopularityCounts {
    var assets: [Asset.ID: Asset] = [:]
    for start in stride(from: 0, to: titles.count, by: 1000) {
      let batch = titles[start..<min(start + 1000, titles.count)].map { Title.ID($0) }
      for asset in try await stores.assets(of: batch) { assets[asset.id] = asset }
    }
    let counts = Mutex(PopularityCounts())
    try await stores.forEachEventBatch(before: end) { [assets] events in
      try Task.checkCancellation()
      counts.withLock { counts in
        for event in events { counts.add(event, assets[event.asset]) }
      }
    }
    return counts.withLock { counts in
      counts.endViewers()
      return counts
    }
  }
}

/// The sums of the pairs of one title, at the places of the other titles.
private struct PairSums {
  private var viewers: [Int]
  private var weights: [Double]
  private var touched: [Int] = []

  init(count: Int) {
    viewers = Array(repeating: 0, count: count)
    weights = Array(repeating: 0, count: count)
  }

  /// Adds one viewer of a pair.
  mutating func add(_ other: Int, _ weight: Double) {
    if viewers[other] == 0 { touched.append(other) }
    viewers[other] += 1
    weights[other] += weight
  }

  /// Takes the sums, the other titles ascending.
  mutating func taken() -> [(other: Int, viewers: Int, weight: Double)] {
    let sums = touched.sorted().map { ($0, viewers[$0], weights[$0]) }
    for other in touched { (viewers[other], weights[other]) = (0, 0) }
    touched.removeAll(keepingCapacity: true)
    return sums
  }
}

/// The titles of viewers in the order they were watched in, and where each title stands in them.
///
/// As in `WatchSequence`: by time, then by title; viewers without different times have no order.
private struct Walks {
  private var titles: [Int] = []
  private var weights: [Double] = []
  /// For each place the end of its viewer's places.
  private var ends: [Int] = []
  /// The places of each title.
  private var places: [[Int]]

  init(_ data: Dataset) {
    places = Array(repeating: [], count: data.items.count)
    for user in 0..<data.users.count {
      let cells = data.interactions.cells(of: UserIndex(user))
      guard let first = cells.first,
        cells.contains(where: { data.times[$0] != data.times[first] })
      else { continue }
      let end = titles.count + cells.count
      for cell in cells.sorted(by: { (data.times[$0], $0) < (data.times[$1], $1) }) {
        let title = Int(data.interactions.columns[cell])
        places[title].append(titles.count)
        titles.append(title)
        weights.append(Double(data.interactions.weights[cell]))
        ends.append(end)
      }
    }
  }

  /// Adds up what is watched after a title, at most `decay.count` − 1 titles later.
  func gather(_ title: Int, _ decay: [Double], into pairs: inout PairSums) {
    for place in places[title] {
      let last = min(place + decay.count, ends[place])
      for after in place + 1..<max(place + 1, last) {
        pairs.add(titles[after], weights[place] * weights[after] * decay[after - place])
      }
    }
  }
}

/// The shares of viewers in the popularity of titles, counted and summed up by slot.
private struct PopularityCounts {
  private struct Cell: Hashable, Comparable {
    let slot: Int
    let title: Int64

    static func < (left: Cell, right: Cell) -> Bool {
      (left.slot, left.title) < (right.slot, right.title)
    }
  }

  /// When the first event began.
  private(set) var first: Instant?
  /// When the last event began.
  private(set) var last: Instant?
  private var fold = PopularityFold()
  private var cells: [Cell: (shares: Int, weight: Double)] = [:]

  /// Counts an event; events come viewer by viewer.
  mutating func add(_ event: WatchEvent, _ asset: Asset?) {
    first = min(first ?? event.startedAt, event.startedAt)
    last = max(last ?? event.startedAt, event.startedAt)
    guard let asset else { return }
    fold.add(event, title: asset.title.rawValue, runningSeconds: asset.runningSeconds)
    count(fold.takeFinished())
  }

  /// Counts the last viewer.
  mutating func endViewers() { count(fold.takeAll()) }

  private mutating func count(_ entries: [PopularityFold.Entry]) {
    for (key, share) in entries {
      for slot in PopularitySlot.slots(of: share.startedAt) {
        guard let number = slot.number else { continue }
        let cell = Cell(slot: number, title: key.title)
        let sum = cells[cell] ?? (0, 0)
        cells[cell] = (sum.shares + 1, sum.weight + share.weight)
      }
    }
  }

  /// Writes the sums, slot by slot, titles ascending.
  func write(into folder: StagedFolder) throws -> FileManifest.File {
    var table = PackedTable(
      "popularity.csv.gz", in: folder.staging, header: "slot,title,shares,weight")
    for (cell, sum) in cells.sorted(by: { $0.key < $1.key }) {
      try table.add(["\(cell.slot)", "\(cell.title)", "\(sum.shares)", "\(sum.weight)"])
    }
    return try table.finish()
  }
}
