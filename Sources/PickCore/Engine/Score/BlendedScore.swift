import PickModel

/// The one owner of the formula behind 당신을 위한 추천.
///
///     score(title) = Σ weight(w) × (together(w, title) + next(w, title) + content(w, title)) + prior
///
/// The sum runs over what the viewer watched, looked at or gave a thumb; the weight of a title is its
/// implicit rating plus its thumb (+1 or −1, `ViewerProfile`), and what was watched long ago counts
/// less (`TrainedModel`). The prior is the title's popularity times a weight that evaluation chose; it
/// alone orders titles that no part of the history relates to. It comes from the model. Titles
/// without a watch event at training take it from the current popularity, times the model's weight.
enum BlendedScore {
  /// Which place of the popularity list counts 1, and how much the first places may stand out.
  private static let (place, limit) = (10, 10.0)

  /// What a title's popularity adds to its score, for every viewer alike.
  struct Prior {
    /// What it adds to the score, > 0.
    ///
    /// Current popularity is scaled so that the title in the tenth place adds 1, as much as a typical
    /// recommendation.
    let score: Double
    /// The title's place among the popular ones, from 1.
    let rank: Int
  }

  /// What is popular now; titles not listed gain nothing.
  static func priors(_ popularity: Popularity) -> [Title.ID: Prior] {
    guard let list = try? popularity.overall.get(), !list.isEmpty else { return [:] }
    let unit = list[min(place, list.count) - 1].weight
    guard unit > 0 else { return [:] }
    return Dictionary(
      list.enumerated().map { place, popular in
        (popular.title, Prior(score: min(limit, popular.weight / unit), rank: place + 1))
      },
      uniquingKeysWith: { first, _ in first })
  }

  /// The summands of one title's score, in the profile's order, popularity last.
  ///
  /// A title with both a history and a thumb is told apart by its two weights.
  static func parts(
    _ contributions: [TrainedModel.Contribution], _ profile: ViewerProfile, prior: Double,
    naming reference: (Title.ID) -> TitleReference
  ) -> [Explanation.Part] {
    var entries = profile.entries[...]
    var parts: [Explanation.Part] = []
    for contribution in contributions {
      entries = entries.drop { $0.title < contribution.title }
      guard let entry = entries.first, entry.title == contribution.title else { continue }
      let subject = reference(contribution.title)
      let watched = Double(entry.watched) / Double(entry.weight)
      parts += [
        Explanation.Part(
          source: entry.lastWatchedAt == nil ? .lookedAt(subject) : .watched(subject),
          contribution: contribution.collaborative * watched),
        Explanation.Part(
          source: .content(subject), contribution: contribution.content * watched),
        Explanation.Part(
          source: .thumb(subject), contribution: contribution.total * (1 - watched)),
      ]
    }
    parts.append(Explanation.Part(source: .popularity, contribution: prior))
    return parts.filter { $0.contribution != 0 }
  }
}
