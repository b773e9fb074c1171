import Glibc
public import PickModel

/// What a front page was worth to a viewer who then watched some titles.
///
/// Rows are the hero's first tab and the shelves, from above; a title counts at the place that is worth most.
/// A card in row r and column c, both from 1, is worth 1 ÷ (log₂(r + 1) × log₂(c + 1)): the top left
/// most. NDCG is what the watched titles on the page are worth ÷ what the best places of this page
/// are worth to as many.
/// - Note: the discount is that of Järvelin and Kekäläinen, "Cumulated Gain-Based Evaluation of IR
///   Techniques", 2002, along either way.
public struct PageMeasure: Equatable, Sendable {
  /// What one row of a page found.
  public struct Row: Equatable, Sendable {
    /// Which list it is: the name of its shelf up to a colon ("because", "continue").
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
