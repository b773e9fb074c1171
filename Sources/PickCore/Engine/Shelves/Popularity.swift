import PickModel

/// The popularity cells a page reads, each as it came or failed.
struct Popularity: Equatable, Sendable {
  /// How many titles of `.all` a page reads: enough to fill its genres.
  static let overallCount = 600
  /// How many titles of an hour or a kind of day a page reads.
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

  /// The titles everybody watches, heaviest first.
  var overall: Result<[PopularTitle], StoreError> { self[.all] }

  /// What is rising in a cell, best first.
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
