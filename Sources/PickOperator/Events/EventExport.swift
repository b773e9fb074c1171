import PickCommand
import PickCore
import PickImport
import PickModel
import PickStore
import Synchronization

/// Writes events by day in Seoul, and the catalogue they name, into a folder of gzipped CSV.
///
///     let manifest = try await EventExport(stores, from: start, until: end).run(into: folder)
///
/// Events come viewer by viewer and go by day: each day's rows wait in memory until they are packed,
/// 64 MiB of all days at most, so that memory does not grow with the number of events or days.
struct EventExport {
  /// The number of titles whose assets are read at once.
  private static let batchSize = 1000

  private let stores: any Stores
  private let start: Instant?
  private let end: Instant

  /// An export of the events that began from `start` on and before `end`.
  init(_ stores: any Stores, from start: Instant? = nil, until end: Instant) {
    self.stores = stores
    self.start = start
    self.end = end
  }

  /// Writes everything into an empty folder.
  ///
  /// - Parameters:
  ///   - folder: where the files go.
  ///   - progress: called with the share of the events that is written.
  /// - Returns: what the folder's manifest is to say.
  /// - Throws: `Failure` when a file cannot be written; the errors of the store.
  func run(
    into folder: StagedFolder, progress: @escaping @Sendable (Double) -> Void = { _ in }
  ) async throws -> FileManifest {
    progress(0)
    let total = try await eventCount()
    let titles = try await stores.titles()
    var files = [try Self.write(titles, into: folder)]
    let assets = try await assets(of: titles)
    files.append(try Self.write(assets, into: folder))
    let days = EventDays(assets, in: folder)
    let start = start
    try await stores.forEachEventBatch(before: end) { events in
      try Task.checkCancellation()
      let written = try days.add(events, from: start)
      progress(total > 0 ? Double(written) / Double(total) : 1)
    }
    let (first, last, partitions) = try days.finish()
    progress(1)
    return FileManifest(
      kind: .events, from: first, to: last, asOf: end.millisecondsSince1970,
      events: partitions.reduce(0) { $0 + $1.rows },
      files: files.sorted { $0.name < $1.name } + partitions)
  }

  /// The events that are written.
  private func eventCount() async throws -> Int {
    let all = try await stores.watchingFacts(before: end).events
    guard let start else { return all }
    return try await all - stores.watchingFacts(before: start).events
  }

  private static func write(_ titles: [Title], into folder: StagedFolder) throws
    -> FileManifest.File
  {
    var table = PackedTable(
      "titles.csv.gz", in: folder.staging, header: "title,kind,category,year,genres,name")
    for title in titles.sorted(by: { $0.id < $1.id }) {
      try table.add([
        "\(title.id.rawValue)", title.kind.rawValue, title.category?.rawValue ?? "",
        title.year.map(String.init) ?? "",
        title.genres.map(\.id).joined(separator: "|").csvField, title.name.original.csvField,
      ])
    }
    return try table.finish()
  }

  private static func write(_ assets: [Asset], into folder: StagedFolder) throws
    -> FileManifest.File
  {
    var table = PackedTable(
      "assets.csv.gz", in: folder.staging,
      header: "asset,title,season,number,running_seconds,name")
    for asset in assets.sorted(by: { $0.id < $1.id }) {
      try table.add([
        "\(asset.id.rawValue)", "\(asset.title.rawValue)",
        asset.episode.map { "\($0.season)" } ?? "", asset.episode.map { "\($0.number)" } ?? "",
        asset.runningSeconds.map(String.init) ?? "", asset.name.csvField,
      ])
    }
    return try table.finish()
  }

  private func assets(of titles: [Title]) async throws -> [Asset] {
    var assets: [Asset] = []
    for first in stride(from: 0, to: titles.count, by: Self.batchSize) {
      let batch = titles[first..<min(first + Self.batchSize, titles.count)]
      assets += try await stores.assets(of: batch.map(\.id))
    }
    return assets
  }
}

/// The tables of days, filled by one reader.
private final class EventDays: Sendable {
  /// The greatest size of all waiting rows, in bytes; beyond it the rows of every day are packed.
  private static let waitingLimit = 64 << 20
  private static let header =
    "event,viewer,title,asset,season,number,started_at,watched_seconds,running_seconds,"
    + "end_position,stated_preference,source"

  private struct State {
    /// One table a day, in the order in which the days came.
    var tables: [PackedTable] = []
    /// The number of each day, in days since 1970, and the place of its table.
    var places: [Int64: Int] = [:]
    /// The size of all waiting rows, in bytes.
    var waiting = 0
    var count = 0
  }

  private let state = Mutex(State())
  private let assets: [Asset.ID: Asset]
  private let folder: StagedFolder

  init(_ assets: [Asset], in folder: StagedFolder) {
    self.assets = Dictionary(assets.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    self.folder = folder
  }

  /// Adds the events that began from `start` on; returns how many were added so far.
  func add(_ events: [WatchEvent], from start: Instant?) throws -> Int {
    try state.withLock { state in
      for event in events where start.map({ event.startedAt >= $0 }) ?? true {
        let place = try place(of: SeoulTime(event.startedAt), &state)
        let before = state.tables[place].waitingSize
        try state.tables[place].add(row(event))
        state.waiting += state.tables[place].waitingSize - before
        state.count += 1
        if state.waiting > Self.waitingLimit {
          for place in state.tables.indices { try state.tables[place].pack() }
          state.waiting = 0
        }
      }
      return state.count
    }
  }

  /// Writes what waits.
  ///
  /// - Returns: the first and the last day with events, and the files, by day.
  func finish() throws -> (first: String?, last: String?, files: [FileManifest.File]) {
    try state.withLock { state in
      let days = state.places.sorted { $0.key < $1.key }
      let files = try days.map { try state.tables[$0.value].finish() }
      let names = days.map { SeoulTime(dayNumber: $0.key).dayText }
      return (names.first, names.last, files)
    }
  }

  /// The place of a day's table, which is made when the day has none.
  private func place(of time: SeoulTime, _ state: inout State) throws -> Int {
    let day = time.dayNumber
    if let place = state.places[day] { return place }
    let name = "day=\(time.dayText)"
    try folder.makeFolder(name)
    state.tables.append(
      PackedTable("\(name)/events.csv.gz", in: folder.staging, header: Self.header))
    state.places[day] = state.tables.count - 1
    return state.tables.count - 1
  }

  /// One line: numbers and words of our own, which need no quotation marks.
  private func row(_ event: WatchEvent) -> [UInt8] {
    let asset = assets[event.asset]
    var line = CSVLine()
    line.add(hexadecimal: event.id.high, event.id.low)
    line.add(event.viewer.rawValue)
    line.add(asset?.title.rawValue)
    line.add(event.asset.rawValue)
    line.add(asset?.episode.map { Int64($0.season) })
    line.add(asset?.episode.map { Int64($0.number) })
    line.add(event.startedAt.millisecondsSince1970)
    line.add(Int64(event.watchedSeconds))
    line.add(asset?.runningSeconds.map(Int64.init))
    line.add(event.endPosition.map(Int64.init))
    line.add(event.statedPreference.map { "\($0)" } ?? "")
    line.add(event.source.rawValue)
    return line.ended
  }
}

/// A line of CSV, field by field.
struct CSVLine {
  private var bytes: [UInt8] = []

  /// The line with its end.
  var ended: [UInt8] { bytes.dropLast() + [0x0A] }

  /// Adds a number, or nothing between two commas.
  mutating func add(_ number: Int64?) {
    if let number { bytes += "\(number)".utf8 }
    bytes.append(0x2C)
  }

  /// Adds a text as it is.
  mutating func add(_ text: String) {
    bytes += text.utf8
    bytes.append(0x2C)
  }

  /// Adds 128 bits as 32 hexadecimal digits, whose order is that of the numbers.
  mutating func add(hexadecimal high: UInt64, _ low: UInt64) {
    for half in [high, low] {
      for shift in stride(from: 60, through: 0, by: -4) {
        let digit = UInt8(half >> UInt64(shift) & 15)
        bytes.append(digit < 10 ? 0x30 + digit : 0x57 + digit)
      }
    }
    bytes.append(0x2C)
  }
}
