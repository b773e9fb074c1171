import PickModel

/// Keeps which titles viewers clicked, to hold them against what they watched.
///
/// Of very many pairs those of a part of the viewers are kept, chosen by their identifiers, so that
/// memory has an end; the part is halved whenever it is full.
struct ClickTally: Sendable {
  /// Pairs of a viewer and a title that are kept at most.
  static let pairLimit = 1_000_000

  private struct Pair {
    let title: Int
    /// The first click, in seconds since 1970.
    let at: Int64
  }

  private let limit: Int
  private var pairs: [Viewer.ID: [Pair]] = [:]
  private var pairCount = 0
  /// Viewers are kept whose mixed identifiers end in so many zero bits.
  private var zeroBits: UInt64 = 0
  private var viewer: Viewer.ID?
  private var titlesOfViewer: Set<Int> = []
  private(set) var clicks = 0
  private var viewers = 0

  private var watched = 0
  private var both = 0
  private var clickedFirst = 0
  /// Minutes from click to watching, up to a day; what is longer is in the last bin.
  private var minutes = [Int](repeating: 0, count: 1441)

  init(limit: Int = pairLimit) { self.limit = limit }

  /// Takes one click; a viewer's clicks come together, oldest first.
  mutating func add(viewer id: Viewer.ID, title: Int, at instant: Instant) {
    clicks += 1
    if id != viewer {
      viewer = id
      viewers += 1
      titlesOfViewer.removeAll(keepingCapacity: true)
    }
    guard isKept(id), titlesOfViewer.insert(title).inserted else { return }
    pairs[id, default: []].append(Pair(title: title, at: instant.secondsSince1970))
    pairCount += 1
    while pairCount > limit, zeroBits < 63 {
      zeroBits += 1
      pairs = pairs.filter { isKept($0.key) }
      pairCount = pairs.values.map(\.count).total()
    }
  }

  /// Holds the titles a viewer watched, with the first time of each, against the clicks.
  mutating func compare(viewer id: Viewer.ID, firstWatched: [(title: Int, at: Int64)]) {
    guard isKept(id) else { return }
    watched += firstWatched.count
    guard let own = pairs[id] else { return }
    let clicked = Dictionary(own.map { ($0.title, $0.at) }, uniquingKeysWith: min)
    for (title, at) in firstWatched {
      guard let click = clicked[title] else { continue }
      both += 1
      guard click <= at else { continue }
      clickedFirst += 1
      minutes[Int(min(1440, (at - click) / 60))] += 1
    }
  }

  /// The figures; `nil` without clicks.
  var figures: ClickFigures? {
    guard clicks > 0 else { return nil }
    return ClickFigures(
      clicks: clicks, viewers: viewers, sampled: 1 / Double(UInt64(1) << zeroBits),
      clicked: pairCount, watched: watched, both: both, clickedFirst: clickedFirst,
      medianMinutes: medianMinutes)
  }

  private var medianMinutes: Double? {
    guard clickedFirst > 0 else { return nil }
    var seen = 0
    for (minute, count) in minutes.enumerated() {
      seen += count
      if seen * 2 >= clickedFirst { return Double(minute) }
    }
    return nil
  }

  private func isKept(_ viewer: Viewer.ID) -> Bool {
    guard zeroBits > 0 else { return true }
    // Identifiers may be counted up; their mixture is as good as a draw (SplitMix64's finaliser).
    var bits = UInt64(bitPattern: viewer.rawValue)
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return (bits ^ (bits >> 31)) & ((1 << zeroBits) - 1) == 0
  }
}
