import PickModel

/// The order of titles that nothing else tells apart: popular before rare, new before old, then by
/// identifier.
struct PopularOrder {
  private let ranks: [Title.ID: Int]

  /// Orders by a popularity list, heaviest first; a list that failed orders by age alone.
  init(_ popularity: Popularity) {
    let overall = (try? popularity.overall.get()) ?? []
    ranks = Dictionary(
      overall.enumerated().map { ($1.title, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Whether `left` stands before `right`.
  func comesFirst(_ left: Title, _ right: Title) -> Bool {
    let ranks = (ranks[left.id] ?? .max, ranks[right.id] ?? .max)
    if ranks.0 != ranks.1 { return ranks.0 < ranks.1 }
    if left.addedAt != right.addedAt { return left.addedAt > right.addedAt }
    return left.id < right.id
  }
}
