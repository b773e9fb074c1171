import PickRecommender

/// One feature of the rating formula, and where its coefficient is looked for.
struct RatingFeature: Sendable {
  let name: String
  let path: any WritableKeyPath<BehaviourFeatures, Float> & Sendable
  /// Whether it speaks against a title.
  var isAgainst = false

  /// Only on the side its definition says: a coefficient that wins with the other sign has learned
  /// the data set and not what the feature means.
  var search: ClosedRange<Double> { isAgainst ? -1...0 : 0...1 }

  /// A coefficient to try a feature with that has none.
  var trial: Float { isAgainst ? -0.2 : 0.2 }

  /// All of them, in the order docs/recommender.md lists them.
  static let all = [
    RatingFeature(name: "completion", path: \.completion),
    RatingFeature(name: "sequence", path: \.sequence),
    RatingFeature(name: "binge", path: \.binge),
    RatingFeature(name: "rewatch", path: \.rewatch),
    RatingFeature(name: "abandonment", path: \.abandonment, isAgainst: true),
    RatingFeature(name: "interest", path: \.interest),
    RatingFeature(name: "recency", path: \.recency),
    RatingFeature(name: "hour fit", path: \.hourFit),
    RatingFeature(name: "genre interest", path: \.genreInterest),
  ]
}

extension BehaviourFeatures {
  /// The same coefficients with another one for a feature.
  func with(_ feature: RatingFeature, _ coefficient: Float) -> BehaviourFeatures {
    var changed = self
    changed[keyPath: feature.path] = coefficient
    return changed
  }
}
