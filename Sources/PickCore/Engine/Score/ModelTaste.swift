import PickModel
import PickRecommender

/// One viewer's scores of every title by a trained model; titles without a watch in the model's data
/// take their popularity from what is popular now.
struct ModelTaste: PersonalTaste {
  /// How many watched titles a reason names.
  static let namedTitles = 3

  let catalog: CatalogSnapshot
  let model: TrainedModel
  let profile: ViewerProfile
  let presentPopularity: PresentPopularity

  func picks(_ count: Int, where passes: (Title) -> Bool) -> [Placement] {
    var best = TopK(count)
    for (position, score) in scores().enumerated() where score > 0 {
      guard best.admits(score), passes(catalog.titles[position]) else { continue }
      best.insert(ItemIndex(position), score: score)
    }
    return best.sorted().map { scored in
      let title = catalog.titles[scored.item.position]
      return Placement(title, reason(for: title))
    }
  }

  func becauseOf(_ title: Title.ID, _ count: Int, where passes: (Title) -> Bool) -> [Title] {
    let alone = ViewerProfile(
      entries: [
        .init(title: title, watched: 1, thumb: 0, lastWatchedAt: Instant(secondsSince1970: 0))
      ])
    return model.rankPersonally(alone, count: count) { catalog[$0].map(passes) ?? false }
      .compactMap { catalog[$0.title] }
  }

  func alike(_ title: Title.ID, _ count: Int, where passes: (Title) -> Bool) -> [Title] {
    model.similar(to: title, count: count) { catalog[$0].map(passes) ?? false }
      .compactMap { catalog[$0.title] }
  }

  /// The watched titles that add most to the score, or what it resembles, or its genre.
  ///
  /// Where popularity adds more than all of the profile, that is the reason.
  func reason(for title: Title) -> Reason {
    let positive = model.contributions(to: title.id, for: profile).filter { $0.part.total > 0 }
      .sorted { ($1.part.total, $0.title) < ($0.part.total, $1.title) }
    if prior(of: title.id) > positive.reduce(0, { $0 + $1.part.total }),
      let rank = model.popularityRank(of: title.id) ?? presentPopularity[title.id]?.rank
    {
      return .popular(rank: rank)
    }
    let watched = Set(profile.entries.lazy.filter { $0.lastWatchedAt != nil }.map(\.title))
    let because = positive.filter { $0.part.collaborative > 0 && watched.contains($0.title) }
      .prefix(Self.namedTitles).compactMap { catalog[$0.title]?.reference }
    if !because.isEmpty { return .becauseWatched(because) }
    let resembling = positive.first { $0.part.content > 0 }
    if let alike = resembling.flatMap({ catalog[$0.title]?.reference }) {
      return .similar(to: alike)
    }
    return title.genres.first.map(Reason.genre) ?? .category(title.category)
  }

  /// Every title's score, by its position in the snapshot.
  ///
  /// Walks all titles, so only pages that rank ask for it. Both lists ascend by identifier, and one
  /// walk brings them together.
  private func scores() -> [Double] {
    let known = model.scores(for: profile)
    var scores = model.titles.withSpan { titles in
      var position = 0
      return catalog.titles.indices.map { place in
        let title = catalog.titles[place].id.rawValue
        while position < known.count, titles[position] < title { position += 1 }
        return position < known.count && titles[position] == title ? known[position] : 0
      }
    }
    for (title, standing) in presentPopularity.standings where model.prior(of: title) == nil {
      if let place = catalog.position(of: title) { scores[place] += present(standing) }
    }
    return scores
  }

  /// What a title's popularity adds: as the model knows it, else as it is now.
  private func prior(of title: Title.ID) -> Double {
    model.prior(of: title) ?? presentPopularity[title].map(present) ?? 0
  }

  /// What being popular now adds, at the model's share.
  private func present(_ standing: PresentPopularity.Standing) -> Double {
    Double(model.popularityShare) * standing.score
  }
}

extension ModelTaste {
  /// How the score of a title is made up, its place among the candidates, and what bars it.
  func explanation(of title: Title, eligibility: Eligibility) -> Explanation {
    let excluded = eligibility.recommendationExclusion(of: title)
    return Explanation(
      title: title.reference, parts: parts(of: title.id),
      rank: excluded == nil ? rank(of: title, eligibility) : nil, excluded: excluded)
  }

  /// The summands of one title's score, in the profile's order, popularity last.
  ///
  /// A title with both a history and a thumb is told apart by its two weights.
  private func parts(of title: Title.ID) -> [Explanation.Part] {
    var entries = profile.entries[...]
    var parts: [Explanation.Part] = []
    for contribution in model.contributions(to: title, for: profile) {
      entries = entries.drop { $0.title < contribution.title }
      guard let entry = entries.first, entry.title == contribution.title else { continue }
      let subject =
        catalog[entry.title]?.reference
        ?? TitleReference(id: entry.title, name: LocalizedText("\(entry.title)"))
      let (part, watched) = (contribution.part, Double(entry.watched) / Double(entry.weight))
      parts += [
        Explanation.Part(
          source: entry.lastWatchedAt == nil ? .lookedAt(subject) : .watched(subject),
          contribution: part.collaborative * watched),
        Explanation.Part(source: .content(subject), contribution: part.content * watched),
        Explanation.Part(source: .thumb(subject), contribution: part.total * (1 - watched)),
      ]
    }
    parts.append(Explanation.Part(source: .popularity, contribution: prior(of: title)))
    return parts.filter { $0.contribution != 0 }
  }

  private func rank(of title: Title, _ eligibility: Eligibility) -> Int? {
    guard let place = catalog.position(of: title.id) else { return nil }
    let scores = scores()
    let better = scores.indices.count { other in
      (scores[other] > scores[place] || scores[other] == scores[place] && other < place)
        && eligibility.mayRecommend(catalog.titles[other])
    }
    return better + 1
  }
}
