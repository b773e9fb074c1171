package import PickModel

/// How popularity cells are numbered in the `popularity` table.
extension PopularitySlot {
  /// 0 for all, 1 to 24 for the hours, 25 to 27 for the kinds of day; `nil` for an hour outside
  /// 0 to 23.
  package var number: Int? {
    switch self {
    case .all: 0
    case .hour(let hour): (0..<24).contains(hour) ? 1 + hour : nil
    case .day(.weekday): 25
    case .day(.fridayNight): 26
    case .day(.weekend): 27
    }
  }

  /// The three cells that watching counts in that began at an instant.
  package static func slots(of instant: Instant) -> [PopularitySlot] {
    let time = SeoulTime(instant)
    return [.all, .hour(time.hour), .day(DayType(time))]
  }

  /// All cells a title has.
  package static let everySlot =
    [PopularitySlot.all] + (0..<24).map(PopularitySlot.hour)
    + [DayType.weekday, .fridayNight, .weekend].map(PopularitySlot.day)

  /// How many cells a title has.
  static let count = 28
}

/// What one viewer adds to the popularity of one title on one day in Seoul: as much as their
/// heaviest watching of that day, one whole viewing at most.
///
/// So popularity counts people. However many events a viewer sends, and however long they say they
/// watched, they weigh no more than anybody else who watched that day.
package struct PopularityShare: Equatable, Sendable {
  /// Who, what and when.
  package struct Key: Hashable, Comparable, Sendable {
    let viewer: Int64
    package let title: Int64
    /// Days since 1970-01-01 in Seoul.
    let day: Int64

    /// A share by its three parts.
    init(viewer: Int64, title: Int64, day: Int64) {
      self.viewer = viewer
      self.title = title
      self.day = day
    }

    package static func < (left: Key, right: Key) -> Bool {
      (left.viewer, left.title, left.day) < (right.viewer, right.title, right.day)
    }
  }

  /// The decayed weight, > 0.
  package let weight: Double
  /// When the watching began that counts: it says which hour and kind of day.
  package let startedAt: Instant

  /// A share as it is stored.
  init(weight: Double, startedAt: Instant) {
    self.weight = weight
    self.startedAt = startedAt
  }

  /// What an event would add; `nil` when it adds nothing.
  init?(_ event: WatchEvent, runningSeconds: Int?) {
    let weight = PopularityWeight.weight(of: event, runningSeconds: runningSeconds)
    guard weight > 0 else { return nil }
    self.init(weight: weight, startedAt: event.startedAt)
  }

  /// Whether it counts instead of another one of the same day, whichever was known first.
  func replaces(_ other: PopularityShare?) -> Bool {
    guard let other else { return true }
    return weight != other.weight ? weight > other.weight : startedAt < other.startedAt
  }
}

/// Shares of viewers, folded from their events until they are written.
package struct PopularityFold {
  /// A share under its key.
  package typealias Entry = (key: PopularityShare.Key, share: PopularityShare)

  private var shares: [PopularityShare.Key: PopularityShare] = [:]
  private var viewer: Int64?
  private var done: [Entry] = []

  /// Nothing counted yet.
  package init() {}

  /// Counts one event of a title; events come viewer by viewer.
  package mutating func add(_ event: WatchEvent, title: Int64, runningSeconds: Int?) {
    if viewer != event.viewer.rawValue { finishViewer() }
    viewer = event.viewer.rawValue
    guard let share = PopularityShare(event, runningSeconds: runningSeconds) else { return }
    let key = PopularityShare.Key(
      viewer: event.viewer.rawValue, title: title, day: SeoulTime(event.startedAt).dayNumber)
    if share.replaces(shares[key]) { shares[key] = share }
  }

  /// Takes the shares of all viewers whose events have passed, in the order of their keys.
  package mutating func takeFinished() -> [Entry] {
    defer { done = [] }
    return done
  }

  /// Takes all shares.
  package mutating func takeAll() -> [Entry] {
    finishViewer()
    return takeFinished()
  }

  private mutating func finishViewer() {
    done += shares.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    shares = [:]
  }
}

/// What shares add to the popularity of titles, summed up before it is written.
package struct PopularityCells {
  /// One cell of one title, and what is to be added to it.
  package typealias Sum = (slot: Int, title: Int64, weight: Double)

  /// Of a cell that held so little beside what is taken out of it, nothing but rounding is left.
  private static let rounding = 1e-9

  /// Where a title's sums begin.
  private var offsets: [Int64: Int] = [:]
  /// One sum a slot, title after title.
  private var sums: [Double] = []

  /// Nothing counted yet.
  package init() {}

  /// Counts a share in its three cells, and takes out the one it replaces.
  package mutating func count(
    _ share: PopularityShare, of title: Int64, insteadOf old: PopularityShare?
  ) {
    let offset = offset(of: title)
    if let old { add(-old.weight, old.startedAt, at: offset) }
    add(share.weight, share.startedAt, at: offset)
  }

  /// Takes a share out of its three cells.
  package mutating func takeOut(_ share: PopularityShare, of title: Int64) {
    let offset = offset(of: title)
    add(-share.weight, share.startedAt, at: offset)
  }

  /// Takes all that a viewer added out of the stored cells; the shares themselves stay.
  static func takeOut(_ viewer: Viewer.ID, _ db: any SQLConnection) throws {
    var cells = PopularityCells()
    try db.forEach(
      "SELECT title, weight, started_at FROM popularity_share WHERE viewer = ?", [viewer]
    ) { row in
      cells.add(-row.real(1), row.instant(2), at: cells.offset(of: row.integer(0)))
    }
    try cells.write(db)
  }

  /// Adds the sums to the stored cells.
  func write(_ db: any SQLConnection) throws {
    let sum = "popularity.weight + \(db.dialect.proposed("weight"))"
    let rest = "ABS(\(db.dialect.proposed("weight"))) * \(Self.rounding)"
    let upsert = BulkInsert(
      db, into: "popularity", ["slot", "title", "weight"],
      .updated(
        key: ["slot", "title"],
        [("weight", "CASE WHEN \(sum) < \(rest) THEN 0 ELSE \(sum) END")]))
    try upsert.run(all.map { [$0.slot.sqlValue, $0.title.sqlValue, $0.weight.sqlValue] })
  }

  private mutating func add(_ weight: Double, _ instant: Instant, at offset: Int) {
    for slot in PopularitySlot.slots(of: instant) {
      if let number = slot.number { sums[offset + number] += weight }
    }
  }

  private mutating func offset(of title: Int64) -> Int {
    if let known = offsets[title] { return known }
    let offset = sums.count
    offsets[title] = offset
    sums.append(contentsOf: repeatElement(0, count: PopularitySlot.count))
    return offset
  }

  /// All sums that are not zero, slot by slot, titles ascending: every writer takes the cells in
  /// the same order, so that no two wait for each other.
  package var all: [Sum] {
    let titles = offsets.sorted { $0.key < $1.key }
    return (0..<PopularitySlot.count).flatMap { slot in
      titles.compactMap { title, offset in
        let weight = sums[offset + slot]
        return weight != 0 ? (slot, title, weight) : nil
      }
    }
  }
}

/// Counts events into shares and cells, within the transaction that appends them.
struct PopularityWriter {
  private static let shareKey = ["viewer", "title", "day"]

  private let db: any SQLConnection
  private let facts: AssetFacts
  private let locksViewers: Bool
  private let shares: BulkInsert
  private var questions: [Int: any SQLStatement] = [:]
  private var fold = PopularityFold()
  private var cells = PopularityCells()

  /// Nothing counted yet.
  ///
  /// - Parameters:
  ///   - db: where the events are appended.
  ///   - facts: of the assets whose events are counted; events of others do not count.
  ///   - locksViewers: whether the viewers are not locked yet.
  init(_ db: any SQLConnection, _ facts: AssetFacts, locksViewers: Bool = false) {
    self.db = db
    self.facts = facts
    self.locksViewers = locksViewers
    shares = BulkInsert(
      db, into: "popularity_share", Self.shareKey + ["weight", "started_at"],
      .updated(
        key: Self.shareKey,
        ["weight", "started_at"].map { ($0, db.dialect.proposed($0)) }))
  }

  /// Counts one new event; events come viewer by viewer.
  mutating func count(_ event: WatchEvent) {
    guard let asset = facts[event.asset] else { return }
    fold.add(event, title: asset.title, runningSeconds: asset.runningSeconds)
  }

  /// Takes out what a viewer's events of a title have added from a day on.
  mutating func remove(title: Title.ID, of viewer: Viewer.ID, from day: Int64) throws {
    let values = [viewer.sqlValue, title.sqlValue, day.sqlValue]
    let those = "popularity_share WHERE viewer = ? AND title = ? AND day >= ?"
    try db.prepare("SELECT weight, started_at FROM \(those)").query(values) { row in
      cells.takeOut(
        PopularityShare(weight: row.real(0), startedAt: row.instant(1)), of: title.rawValue)
      return true
    }
    try db.prepare("DELETE FROM \(those)").run(values)
  }

  /// Writes the shares of viewers whose events have passed.
  mutating func storeShares() throws { try store(fold.takeFinished()) }

  /// Writes what is left, as the last thing done.
  mutating func finish() throws {
    try store(fold.takeAll())
    try cells.write(db)
    cells = PopularityCells()
  }

  /// Stores the shares that replace what is stored, and counts what that changes.
  private mutating func store(_ entries: [PopularityFold.Entry]) throws {
    guard !entries.isEmpty else { return }
    if locksViewers { try db.lock(entries.map { Viewer.ID($0.key.viewer) }) }
    for range in BulkInsert.groups(of: entries.count, sizes: db.dialect.insertGroupSizes) {
      let stored = try stored(entries[range].map(\.key))
      var rows: [[SQLValue]] = []
      for (key, share) in entries[range] {
        let old = stored[key]
        guard share.replaces(old) else { continue }
        cells.count(share, of: key.title, insteadOf: old)
        rows.append([
          key.viewer.sqlValue, key.title.sqlValue, key.day.sqlValue, share.weight.sqlValue,
          share.startedAt.sqlValue,
        ])
      }
      try shares.run(rows)
    }
  }

  private mutating func stored(
    _ keys: [PopularityShare.Key]
  ) throws -> [PopularityShare.Key: PopularityShare] {
    var shares: [PopularityShare.Key: PopularityShare] = [:]
    try question(keys.count).query(
      keys.flatMap { [$0.viewer.sqlValue, $0.title.sqlValue, $0.day.sqlValue] }
    ) { row in
      let key = PopularityShare.Key(
        viewer: row.integer(0), title: row.integer(1), day: row.integer(2))
      shares[key] = PopularityShare(weight: row.real(3), startedAt: row.instant(4))
      return true
    }
    return shares
  }

  private mutating func question(_ count: Int) throws -> any SQLStatement {
    if let known = questions[count] { return known }
    let question = try db.prepare(
      """
      SELECT viewer, title, day, weight, started_at FROM popularity_share
      WHERE \(KeyList.matches(Self.shareKey, count: count)) \(db.dialect.rowLock)
      """)
    questions[count] = question
    return question
  }
}
