import PickModel

/// What is left of a score before any model was trained: popularity.
struct PopularityTaste {
  private let catalog: CatalogSnapshot
  private let priors: [Title.ID: BlendedScore.Prior]

  init(_ context: PageContext) {
    catalog = context.catalog
    priors = context.ground.priors
  }

  /// The one summand, the place among the candidates, and what bars the title.
  func explanation(of title: Title, eligibility: Eligibility) -> Explanation {
    let excluded = eligibility.recommendationExclusion(of: title)
    let parts = BlendedScore.parts(
      [], .empty, prior: priors[title.id]?.score ?? 0,
      naming: { _ in
        title.reference
      })
    return Explanation(
      title: title.reference, parts: parts,
      rank: excluded == nil ? rank(of: title, eligibility) : nil, excluded: excluded)
  }

  private func rank(of title: Title, _ eligibility: Eligibility) -> Int {
    let own = priors[title.id]?.score ?? 0
    let better = catalog.titles.count { other in
      let score = priors[other.id]?.score ?? 0
      return (score > own || score == own && other.id < title.id)
        && eligibility.mayRecommend(other)
    }
    return better + 1
  }
}
