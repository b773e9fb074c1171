import PickModel
import PickRecommender

/// One viewer's scores of every title by a trained model; titles without a watch in the model's data
/// take their popularity from what is popular now.
struct ModelTaste: PersonalTaste {
  /// The most watched titles a reason names.
  private static let namedTitles = 3

  let catalog: CatalogSnapshot
  let model: TrainedModel
  let profile: ViewerProfile
  let presentPopularity: PresentPopularity
  var likeness = KnownLikeness(mostTitles: 0)

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
    var found: [Title] = []
    for id in likeness.alike(to: title, by: model) {
      if found.count >= count { break }
      if let title = catalog[id], passes(title) { found.append(title) }
    }
    return found
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

  /// The summand of a title's popularity: the model's, else the present one.
  private func prior(of title: Title.ID) -> Double {
    model.prior(of: title) ?? presentPopularity[title].map(present) ?? 0
  }

  /// The summand of present popularity, at the model's share.
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

/// A trained model's answers about one viewer.
protocol PersonalTaste: Sendable {
  /// At most `count` titles that pass, best first by the whole score, with their reasons.
  func picks(_ count: Int, where passes: (Title) -> Bool) -> [Placement]
  /// At most `count` titles that pass, best first by what watching `title` adds to their score.
  func becauseOf(_ title: Title.ID, _ count: Int, where passes: (Title) -> Bool) -> [Title]
  /// At most `count` titles that pass, most alike first: by who watched both, then by contents.
  func alike(_ title: Title.ID, _ count: Int, where passes: (Title) -> Bool) -> [Title]
  /// Why a title would be recommended.
  func reason(for title: Title) -> Reason
  /// How the score of a title is made up, its place among the candidates, and what bars it.
  func explanation(of title: Title, eligibility: Eligibility) -> Explanation
}

/// The score before any model was trained: popularity alone.
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

extension Explanation {
  /// The most summands that are listed; the others are summed up in `rest`.
  private static let listedParts = 8

  /// An explanation whose score is the sum of what it lists, to the bit.
  init(title: TitleReference, parts: [Part], rank: Int?, excluded: Exclusion?) {
    let sorted = parts.enumerated().sorted { left, right in
      let magnitudes = (abs(left.element.contribution), abs(right.element.contribution))
      return magnitudes.0 != magnitudes.1
        ? magnitudes.0 > magnitudes.1 : left.offset < right.offset
    }
    .map(\.element)
    let listed = Array(sorted.prefix(Self.listedParts))
    let rest = sorted.dropFirst(Self.listedParts).reduce(0) { $0 + $1.contribution }
    self.init(
      title: title, score: listed.reduce(0) { $0 + $1.contribution } + rest, rank: rank,
      parts: listed, rest: rest, excluded: excluded)
  }
}
