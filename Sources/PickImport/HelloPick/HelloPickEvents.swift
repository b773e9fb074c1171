import PickModel

/// The original's view and click rows, sorted into facts.
struct HelloPickEvents {
  static let viewColumns = ["subsr", "asset_nm", "use_tms", "date", "time"]
  static let clickColumns = ["subsr", "asset_nm", "date", "time"]

  /// The longest time in one view: a hundred days, in seconds.
  private static let longestWatched = 8_640_000

  private(set) var accounts: [Account] = []
  /// When each asset was first watched, by its place in the catalogue.
  private(set) var firstViews: [Instant?]

  private let catalog: HelloPickCatalog
  private let latest: Instant
  private let assetIDs: [Asset.ID]
  private var viewers: [ByteKey: Viewer.ID] = [:]
  private var assetByBytes: [ByteKey: Int] = [:]
  private var events: FactSorter?
  private var detailViews: FactSorter?

  /// Facts about a catalogue, as read at an instant; no fact is of a later day.
  ///
  /// - Parameters:
  ///   - catalog: the assets the rows name.
  ///   - now: when they are read.
  ///   - folder: where facts are sorted that do not fit into memory; with `nil` they are only looked
  ///     at.
  init(_ catalog: HelloPickCatalog, now: Instant, sortingIn folder: String?) {
    events = folder.map { FactSorter(folder: $0) }
    detailViews = folder.map { FactSorter(folder: $0) }
    self.catalog = catalog
    latest = Arrivals.latest(now)
    assetIDs = catalog.assets.map(\.id)
    firstViews = catalog.assets.map { _ in nil }
  }

  /// Takes one row of the views file.
  ///
  /// The same view twice is one fact.
  mutating func addView(_ row: CSVRow) throws(RejectionReason) {
    let asset = try asset(row, 1, Self.viewColumns)
    let watched = FieldNumber.whole(row.bytes(2))
    guard let watched, watched <= Self.longestWatched else {
      if FieldNumber.hasThousands(row.bytes(2)) { throw .thousands(column: Self.viewColumns[2]) }
      throw .malformed(column: Self.viewColumns[2])
    }
    let start = try instant(row, 3, Self.viewColumns)
    let viewer = try viewer(row, Self.viewColumns)
    let id = StableIdentifier.event(
      "hellopick/view", at: start,
      [viewer.rawValue, assetIDs[asset].rawValue, Int64(watched)])
    firstViews[asset] = min(firstViews[asset] ?? start, start)
    events?.add(
      ImportedFact(
        viewer: viewer.rawValue, id: id, subject: assetIDs[asset].rawValue, at: start,
        seconds: watched))
  }

  /// Takes one row of the clicks file.
  mutating func addClick(_ row: CSVRow) throws(RejectionReason) {
    let asset = try asset(row, 1, Self.clickColumns)
    let at = try instant(row, 2, Self.clickColumns)
    let viewer = try viewer(row, Self.clickColumns)
    let title = catalog.titles[catalog.assets[asset].title].id
    let id = StableIdentifier.event("hellopick/click", at: at, [viewer.rawValue, title.rawValue])
    detailViews?.add(
      ImportedFact(viewer: viewer.rawValue, id: id, subject: title.rawValue, at: at, seconds: 0))
  }

  /// Everything that was taken; `nil` where facts were only looked at.
  ///
  /// - Throws: `ImportError.cannotSort` where there was no room for them.
  mutating func facts() throws(ImportError) -> SortedFacts? {
    guard let views = try events?.sorted(), let opened = try detailViews?.sorted() else {
      return nil
    }
    return SortedFacts(events: views, detailViews: opened)
  }

  private mutating func asset(
    _ row: CSVRow, _ column: Int, _ columns: [String]
  ) throws(RejectionReason) -> Int {
    let key = ByteKey(row.bytes(column))
    if let asset = assetByBytes[key] { return asset }
    let name = try row.text(column)
    guard !name.isEmpty else { throw .empty(column: columns[column]) }
    guard let asset = catalog.asset(named: name) else { throw .unknown(column: columns[column]) }
    assetByBytes[key] = asset
    return asset
  }

  private func instant(
    _ row: CSVRow, _ column: Int, _ columns: [String]
  ) throws(RejectionReason) -> Instant {
    let dash = UInt8(ascii: "-")
    let colon = UInt8(ascii: ":")
    guard
      let date = FieldNumber.parts(
        row.bytes(column), widths: [4...4, 1...2, 1...2], separator: dash),
      let day = SeoulTime(year: date[0], month: date[1], day: date[2])
    else { throw .malformed(column: columns[column]) }
    guard
      let time = FieldNumber.parts(
        row.bytes(column + 1), widths: [1...2, 1...2, 1...2], separator: colon),
      time[0] < 24, time[1] < 60, time[2] < 60
    else { throw .malformed(column: columns[column + 1]) }
    let found = day.startOfDay.advanced(
      bySeconds: Int64(time[0] * 3600 + time[1] * 60 + time[2]))
    guard found <= latest else { throw .inFuture(column: columns[column]) }
    return found
  }

  private mutating func viewer(
    _ row: CSVRow, _ columns: [String]
  ) throws(RejectionReason) -> Viewer.ID {
    let bytes = FieldNumber.trimmed(row.bytes(0))
    let key = ByteKey(bytes)
    if let viewer = viewers[key] { return viewer }
    guard !bytes.isEmpty else { throw .empty(column: columns[0]) }
    guard let number = SetTopNumber.text(bytes) else { throw .malformed(column: columns[0]) }
    let account = Account.original(number: number)
    accounts.append(account)
    viewers[key] = account.viewer
    return account.viewer
  }
}

/// The number a person signs in with, as a file spells it.
enum SetTopNumber {
  /// At most 32 ASCII letters, digits, dashes and underscores; `nil` for anything else.
  static func text(_ bytes: ArraySlice<UInt8>) -> String? {
    guard (1...32).contains(bytes.count), bytes.allSatisfy(isAllowed) else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The numbers that are there with leading zeros and without, in the shortest form, in order.
  static func padded(_ numbers: [String]) -> [String] {
    let plain = numbers.map { number in
      let digits = number.drop { $0 == "0" }
      return digits.isEmpty ? "0" : String(digits)
    }
    let counts = Dictionary(plain.map { ($0, 1) }, uniquingKeysWith: +)
    return counts.filter { $0.value > 1 }.keys.sorted()
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}

/// The bytes of a field as a key, so that a name met a thousand times is decoded once.
private struct ByteKey: Hashable {
  let bytes: [UInt8]

  init(_ field: ArraySlice<UInt8>) { bytes = Array(field) }

  func hash(into hasher: inout Hasher) {
    bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
  }
}
