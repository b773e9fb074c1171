import PickModel
import PickStore

/// The popularity cells a page reads, each as it came or failed.
struct Popularity: Equatable, Sendable {
  /// The number of titles of `.all` that a page reads: enough to fill its genres.
  static let overallCount = 600
  /// The number of titles of an hour or a kind of day that a page reads.
  static let slotCount = 120

  typealias Cell = Result<[PopularTitle], StoreError>

  private let cells: [PopularitySlot: Cell]
  private let risingCells: [PopularitySlot: Cell]

  init(_ cells: [PopularitySlot: Cell]) {
    self.cells = cells
    let overall = cells[.all] ?? .success([])
    risingCells = cells.filter { $0.key != .all }.mapValues { cell in
      cell.flatMap { cell in overall.map { Self.rising(cell, overall: $0) } }
    }
  }

  /// A cell; one that was not asked for is empty.
  subscript(slot: PopularitySlot) -> Cell {
    cells[slot] ?? .success([])
  }

  /// The most watched titles of all viewers, heaviest first.
  var overall: Result<[PopularTitle], StoreError> { self[.all] }

  /// The rising titles of a cell, best first.
  ///
  /// A title scores weight in the cell × its lift, the cell's weight over the weight of all: what is
  /// watched in this window and not merely always. Only the order counts, so the two cells may be
  /// scaled differently. A title too rare for the overall list counts as its last one.
  func rising(in slot: PopularitySlot) -> Result<[PopularTitle], StoreError> {
    risingCells[slot] ?? overall.map { _ in [] }
  }

  private static func rising(_ cell: [PopularTitle], overall: [PopularTitle]) -> [PopularTitle] {
    let weights = Dictionary(
      overall.map { ($0.title, $0.weight) }, uniquingKeysWith: { first, _ in first })
    let floor = overall.last?.weight ?? 1
    return cell.map { popular in
      let everywhere = weights[popular.title] ?? floor
      let lift = everywhere > 0 ? popular.weight / everywhere : 1
      return PopularTitle(title: popular.title, weight: popular.weight * lift)
    }
    .sorted { ($1.weight, $0.title) < ($0.weight, $1.title) }
  }
}

extension HeroTab {
  /// The popularity cell a tab of the hero shows at `instant`.
  func slot(at instant: Instant) -> PopularitySlot {
    switch self {
    case .realtime: .hour(SeoulTime(instant).hour)
    case .weekday: .day(.weekday)
    case .weekend: .day(.weekend)
    case .fridayNight: .day(.fridayNight)
    }
  }

  /// Why a card stands in a tab at `instant`.
  func reason(at instant: Instant) -> Reason {
    switch self {
    case .realtime: .popularAtHour(SeoulTime(instant).hour)
    case .weekday: .popularOn(.weekday)
    case .weekend: .popularOn(.weekend)
    case .fridayNight: .popularOn(.fridayNight)
    }
  }
}

/// Present popularity as a summand of scores.
///
/// It stands in for `TrainedModel.prior` of titles without a watch at training, and is the whole score
/// before any model was trained. Titles that are not listed gain nothing.
struct PresentPopularity: Sendable {
  /// The place of the popularity list that counts 1, and the most that a first place counts.
  private static let (unitPlace, limit) = (10, 10.0)

  /// The score and the rank of one title.
  struct Standing {
    /// What it adds to a score before a model's share, in (0, 10]: the tenth most popular title's is
    /// 1, as much as a typical recommendation.
    let score: Double
    /// The title's place among the popular ones, from 1.
    let rank: Int
  }

  /// By title; those that are not listed have none.
  let standings: [Title.ID: Standing]

  init(_ popularity: Popularity) {
    guard let list = try? popularity.overall.get(), !list.isEmpty else {
      standings = [:]
      return
    }
    let unit = list[min(Self.unitPlace, list.count) - 1].weight
    guard unit > 0 else {
      standings = [:]
      return
    }
    standings = Dictionary(
      list.enumerated().map { place, popular in
        (
          popular.title,
          Standing(score: min(Self.limit, popular.weight / unit), rank: place + 1)
        )
      },
      uniquingKeysWith: { first, _ in first })
  }

  /// The standing of a title; `nil` where it is not listed.
  subscript(title: Title.ID) -> Standing? { standings[title] }
}
