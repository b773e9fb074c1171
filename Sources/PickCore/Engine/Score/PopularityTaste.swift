import PickModel

/// What is left of a score before any model was trained: popularity.
struct PopularityTaste {
  private let catalog: CatalogSnapshot
  private let popularity: PresentPopularity

  init(_ context: PageContext) {
    catalog = context.catalog
    popularity = context.ground.presentPopularity
  }

  /// The one summand, the place among the candidates, and what bars the title.
  func explanation(of title: Title, eligibility: Eligibility) -> Explanation {
    let excluded = eligibility.recommendationExclusion(of: title)
    let own = popularity[title.id]?.score ?? 0
    let parts = own > 0 ? [Explanation.Part(source: .popularity, contribution: own)] : []
    return Explanation(
      title: title.reference, parts: parts,
      rank: excluded == nil ? rank(of: title, eligibility) : nil, excluded: excluded)
  }

  private func rank(of title: Title, _ eligibility: Eligibility) -> Int {
    let own = popularity[title.id]?.score ?? 0
    let better = catalog.titles.count { other in
      let score = popularity[other.id]?.score ?? 0
      return (score > own || score == own && other.id < title.id)
        && eligibility.mayRecommend(other)
    }
    return better + 1
  }
}
