import PickModel
import PickRecommender

/// One viewer's scores of every title by a trained model and popularity.
struct ModelTaste: PersonalTaste {
  /// How many watched titles a reason names.
  static let namedTitles = 3

  let catalog: CatalogSnapshot
  let model: TrainedModel
  let profile: ViewerProfile
  /// What is popular now.
  let priors: [Title.ID: BlendedScore.Prior]

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
    let positive = model.contributions(to: title.id, for: profile).filter { $0.total > 0 }
      .sorted { ($1.total, $0.title) < ($0.total, $1.title) }
    if prior(of: title.id) > positive.reduce(0, { $0 + $1.total }),
      let rank = model.popularityRank(of: title.id) ?? priors[title.id]?.rank
    {
      return .popular(rank: rank)
    }
    let watched = Set(profile.entries.lazy.filter { $0.lastWatchedAt != nil }.map(\.title))
    let because = positive.filter { $0.collaborative > 0 && watched.contains($0.title) }
      .prefix(Self.namedTitles).compactMap { catalog[$0.title]?.reference }
    if !because.isEmpty { return .becauseWatched(because) }
    let resembling = positive.first { $0.content > 0 }
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
    for (title, prior) in priors where model.prior(of: title) == nil {
      if let place = catalog.position(of: title) { scores[place] += present(prior) }
    }
    return scores
  }

  /// What a title's popularity adds: as the model knows it, else as it is now.
  private func prior(of title: Title.ID) -> Double {
    model.prior(of: title) ?? priors[title].map(present) ?? 0
  }

  /// What being popular now adds, at the model's share.
  private func present(_ prior: BlendedScore.Prior) -> Double {
    Double(model.popularityShare) * prior.score
  }
}

extension ModelTaste {
  /// How the score of a title is made up, its place among the candidates, and what bars it.
  func explanation(of title: Title, eligibility: Eligibility) -> Explanation {
    let all = BlendedScore.parts(
      model.contributions(to: title.id, for: profile), profile, prior: prior(of: title.id)
    ) { catalog[$0]?.reference ?? TitleReference(id: $0, name: LocalizedText("\($0)")) }
    let excluded = eligibility.recommendationExclusion(of: title)
    return Explanation(
      title: title.reference, parts: all,
      rank: excluded == nil ? rank(of: title, eligibility) : nil, excluded: excluded)
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
