import PickModel

/// The one owner of the formula behind 당신을 위한 추천.
///
///     score(title) = Σ weight(w) × (EASE(w, title) + c × likeness(w, title)) + 0.1 × popularity
///
/// The sum runs over what the viewer watched, looked at or gave a thumb; the weight of a title is its
/// implicit rating plus its thumb (+1 or −1, `ViewerProfile`). Popularity is the title's decayed weight over
/// the heaviest title's, in [0, 1]: a prior that decides where the viewer's history is silent and
/// barely moves what it speaks for. A title the model was not trained on has only the prior.
enum BlendedScore {
  /// What the most popular title gains; seven-day popularity adds a little, more of it costs.
  static let popularityWeight = 0.1

  /// What popularity adds to the scores of titles; those not listed gain nothing.
  static func priors(_ popularity: Popularity) -> [Title.ID: Double] {
    guard let list = try? popularity.overall.get(), let top = list.first?.weight, top > 0
    else { return [:] }
    return Dictionary(
      list.map { ($0.title, popularityWeight * $0.weight / top) },
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
