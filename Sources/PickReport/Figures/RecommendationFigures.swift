package import PickCore
package import PickModel
package import PickRecommender

/// What the recommender makes of the data.
package struct RecommendationFigures: Codable, Equatable, Sendable {
  /// The model that serves, as its manifest describes it.
  package struct Served: Codable, Equatable, Sendable {
    /// The first 16 digits of the file's checksum.
    package let id: String
    /// Events before it were seen.
    package let trainedAt: Instant
    /// The amounts of training data.
    package let counts: ModelManifest.Counts
    /// SHA-256 of the data it learned from.
    package let dataFingerprint: String
    /// The settings that were chosen, with what was tried; `nil` where nothing was.
    package let choice: BlendChoice?
    /// Down to the files; `nil` for a model that came out of no pipeline.
    package let origin: ModelOrigin?

    /// A model as it was published.
    package init(_ manifest: ModelManifest, origin: ModelOrigin? = nil) {
      self.origin = origin
      id = String(manifest.sha256.prefix(16))
      trainedAt = manifest.trainedAt
      counts = manifest.counts
      dataFingerprint = manifest.dataFingerprint
      choice = manifest.choice
    }
  }

  /// What one unnamed viewer is recommended, and why.
  package struct Example: Codable, Equatable, Sendable {
    /// A title that is recommended.
    package struct Pick: Codable, Equatable, Sendable {
      /// Its name in the catalogue's language and in English.
      package let name: LocalizedText
      /// The summands of its score, the largest first.
      package let reasons: [Explanation.Part]
    }

    /// Titles the viewer watched.
    package let watchedTitles: Int
    /// The latest of them, at most three.
    package let latest: [LocalizedText]
    /// The best picks, at most three.
    package let picks: [Pick]
  }

  /// What an evaluation found; `nil` before there was one.
  package var metrics: EvaluationMetrics?
  /// The model that serves; `nil` without one.
  package var served: Served?
  /// Recommendations with reasons.
  package var examples: [Example]

  /// What is known of the recommender.
  package init(
    metrics: EvaluationMetrics? = nil, served: Served? = nil, examples: [Example] = []
  ) {
    self.metrics = metrics
    self.served = served
    self.examples = examples
  }

  /// The settings that were chosen: those of the model that serves, else those of the evaluation.
  package var choice: BlendChoice? { served?.choice ?? metrics?.choice }
}
