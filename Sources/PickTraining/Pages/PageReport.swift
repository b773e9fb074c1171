import Glibc
public import PickModel
public import PickRecommender

/// The measures of front pages of the past.
public struct PageReport: Codable, Equatable, Sendable {
  /// The time after a page in which watching counts.
  public enum Horizon: String, Codable, CaseIterable, Sendable {
    /// Within a day.
    case day
    /// Within a week.
    case week

    /// Its length in seconds.
    public var seconds: Int64 {
      switch self {
      case .day: 86_400
      case .week: 7 * 86_400
      }
    }
  }

  /// A page of one viewer.
  struct Case: Equatable, Sendable {
    let viewer: Viewer.ID
    let measure: PageMeasure
  }

  /// The measures of all pages of one horizon.
  public struct Figures: Codable, Equatable, Sendable {
    /// The horizon.
    public let horizon: Horizon
    /// Pages measured: viewers of all weeks together.
    public let pages: Int
    /// Viewers.
    public let viewers: Int
    /// Mean NDCG, weighted to the top left; the interval is drawn by viewer.
    public let ndcg: Interval
    /// The share of pages that showed something that was then watched.
    public let hitRate: Interval
    /// By list, in the order of how high they stand on average.
    public let shelves: [ShelfFigures]

    private enum CodingKeys: String, CodingKey {
      case horizon, pages, viewers, ndcg, shelves
      case hitRate = "hit_rate"
    }
  }

  /// The measures of one list over all pages.
  public struct ShelfFigures: Codable, Equatable, Sendable {
    /// The list: "continue", "picked", "because".
    public let name: String
    /// The share of pages that have it, in [0, 1].
    public let presence: Double
    /// The share of these that have a hit in it.
    public let hitRate: Double
    /// The share of these where it shows a hit that no row above shows.
    public let adds: Double

    private enum CodingKeys: String, CodingKey {
      case name, presence, adds
      case hitRate = "hit_rate"
    }
  }

  /// When the pages were built.
  public let instants: [Instant]
  /// The number of cards of a row that counted.
  public let depth: Int
  /// By horizon.
  public let figures: [Figures]

  /// Sums up pages.
  init(_ cases: [Horizon: [Case]], instants: [Instant], depth: Int, seed: UInt64) {
    self.instants = instants
    self.depth = depth
    figures = Horizon.allCases.compactMap { horizon in
      guard let cases = cases[horizon], !cases.isEmpty else { return nil }
      let bootstrap = Bootstrap(seed: seed)
      // What one viewer does in several weeks hangs together: a viewer is drawn with all pages.
      let byViewer = Dictionary(grouping: cases, by: \.viewer).sorted { $0.key < $1.key }.map(
        \.value)
      func interval(_ value: (PageMeasure) -> Double) -> Interval {
        let pages = byViewer.map { pages in pages.map { value($0.measure) } }
        return bootstrap.interval(ofMeanOfGroups: pages) ?? Interval(mean: 0, low: nil, high: nil)
      }
      return Figures(
        horizon: horizon, pages: cases.count, viewers: byViewer.count,
        ndcg: interval(\.ndcg), hitRate: interval { $0.isHit ? 1 : 0 },
        shelves: Self.shelves(cases.map(\.measure)))
    }
  }

  private static func shelves(_ measures: [PageMeasure]) -> [ShelfFigures] {
    struct Tally {
      var pages = 0
      var hits = 0
      var adds = 0
      var height = 0.0
    }
    var tallies: [String: Tally] = [:]
    for measure in measures {
      // Several rows of a page may be of one kind: the page has the list once.
      for (name, rows) in Dictionary(grouping: measure.rows.enumerated(), by: \.element.name) {
        var tally = tallies[name] ?? Tally()
        tally.pages += 1
        tally.hits += rows.contains { $0.element.isHit } ? 1 : 0
        tally.adds += rows.contains { $0.element.adds } ? 1 : 0
        tally.height += Double(rows.map(\.offset).min() ?? 0)
        tallies[name] = tally
      }
    }
    return tallies.sorted {
      ($0.value.height / Double($0.value.pages), $0.key)
        < ($1.value.height / Double($1.value.pages), $1.key)
    }.map { name, tally in
      let pages = Double(tally.pages)
      return ShelfFigures(
        name: name, presence: pages / Double(measures.count), hitRate: Double(tally.hits) / pages,
        adds: Double(tally.adds) / pages)
    }
  }
}

/// The measures of one front page against the titles its viewer then watched.
///
/// Rows are the hero's first tab and the shelves, from above; a title counts at the place that is worth most.
/// A card in row r and column c, both from 1, is worth 1 ÷ (log₂(r + 1) × log₂(c + 1)): the top left
/// most. NDCG is what the watched titles on the page are worth ÷ what the best places of this page
/// are worth to as many.
/// - Note: the discount is that of Järvelin and Kekäläinen, "Cumulated Gain-Based Evaluation of IR
///   Techniques", 2002, along either way.
public struct PageMeasure: Equatable, Sendable {
  /// The hits of one row.
  public struct Row: Equatable, Sendable {
    /// The name of its shelf up to a colon ("because", "continue").
    public let name: String
    /// Whether something that was watched is among its first cards.
    public let isHit: Bool
    /// Whether that is so of something no row above shows among its own.
    public let adds: Bool
  }

  /// In [0, 1].
  public let ndcg: Double
  /// Whether something that was watched is among the first cards of some row.
  public let isHit: Bool
  /// The rows, from above.
  public let rows: [Row]

  /// Measures a page.
  ///
  /// - Parameters:
  ///   - page: as it was built before any of `watched` was watched.
  ///   - watched: what the viewer then watched; not empty.
  ///   - depth: how many cards of a row are its first, > 0; cards behind them count for nothing.
  public init(_ page: HomePage, watched: Set<Title.ID>, depth: Int) {
    let shown = (page.hero.prefix(1) + page.shelves).map { shelf in
      (name: Self.name(of: shelf.id), titles: shelf.cards.prefix(depth).map(\.id))
    }
    var found: [Title.ID: Double] = [:]
    var worths: [Double] = []
    var rows: [Row] = []
    for (row, shelf) in shown.enumerated() {
      let hits = Set(shelf.titles).intersection(watched)
      let adds = hits.contains { found[$0] == nil }
      for (column, title) in shelf.titles.enumerated() {
        let worth = 1 / (log2(Double(row + 2)) * log2(Double(column + 2)))
        worths.append(worth)
        // A row below may show it nearer to the left; either place is one to find it at.
        if watched.contains(title) { found[title] = max(worth, found[title] ?? 0) }
      }
      rows.append(Row(name: shelf.name, isHit: !hits.isEmpty, adds: adds))
    }
    let best = worths.sorted(by: >).prefix(watched.count).reduce(0, +)
    ndcg = best > 0 ? found.values.sorted().reduce(0, +) / best : 0
    isHit = !found.isEmpty
    self.rows = rows
  }

  private static func name(of shelf: Shelf.ID) -> String {
    String(shelf.rawValue.prefix { $0 != ":" })
  }
}
