/// A fitted continuation model: the episodes of each title, the steps between them, and the titles
/// that are begun.
public struct EpisodeContinuationModel: ExplainingRecommender {
  /// The number of items that are scored.
  public let itemCount: Int
  let recipe: EpisodeContinuation
  private let places: [ItemPlace]
  private let itemsOfTitle: [Int32: [Int32]]
  private let steps: EpisodeSteps?
  private let entries: TitleEntries?
  /// The part of each item's score that is the same for all users; empty where it is 0.
  private let tail: [Float]
  /// The greatest number of opened episodes of a title from which steps are considered, the latest
  /// ones.
  private static let anchorLimit = 16
  /// The nearness of an unfinished episode, a little above that of the likeliest step.
  private static let unfinished = 1.01

  init(
    recipe: EpisodeContinuation, places: [ItemPlace], itemCount: Int, steps: EpisodeSteps?,
    entries: TitleEntries?, tail: [Float]
  ) {
    self.steps = steps
    self.entries = entries
    self.tail = tail
    self.recipe = recipe
    self.places = places
    self.itemCount = itemCount
    itemsOfTitle = Dictionary(
      grouping: places.indices.map { Int32($0) }, by: { places[Int($0)].title })
  }

  /// Overwrites `scores` with the score of every item.
  public func score(_ request: ScoringRequest, into scores: inout MutableSpan<Float>) {
    precondition(scores.count == itemCount, "a score for each item")
    for item in 0..<itemCount { scores[item] = 0 }
    add(request, times: 1, into: &scores)
    for item in tail.indices { scores[item] += tail[item] }
  }

  /// Adds `share` × the score without the tail to `scores`.
  func add(
    _ request: ScoringRequest, times share: Float, into scores: inout MutableSpan<Float>
  ) {
    let now = request.nowSeconds
    for title in titles(of: request.history) {
      let weight = weight(of: title, now)
      for item in members(of: title) {
        scores[Int(item)] += share * Float(score(of: item, in: title, weight: weight))
      }
    }
    entries?.add(request.history, times: share * recipe.entering, into: &scores)
  }

  /// The part of an item's score that does not depend on the history.
  public func tail(of item: ItemIndex) -> Double {
    item.position < tail.count ? Double(tail[item.position]) : 0
  }

  /// The contributions of the history to the score of `item`, without the tail.
  ///
  /// They come from the watched episodes of the item's title, in proportion to their part of the
  /// title's weight; for a title that is not in the history, from the titles that led to it. Their
  /// sum is the score without `tail`.
  public func contributions(to item: ItemIndex, for request: ScoringRequest) -> [ScoredItem] {
    let begun =
      entries?.contributions(to: item, for: request.history).map {
        ScoredItem(item: $0.item, score: $0.score * Double(recipe.entering))
      } ?? []
    return begun.isEmpty ? continuations(to: item, for: request) : begun
  }

  private func continuations(to item: ItemIndex, for request: ScoringRequest) -> [ScoredItem] {
    let now = request.nowSeconds
    guard
      let title = titles(of: request.history).first(where: {
        members(of: $0).contains(item.rawValue)
      })
    else { return [] }
    let score = score(of: item.rawValue, in: title, weight: weight(of: title, now))
    let parts = title.entries.map { max(0, recipe.formula.faded(view($0), nowSeconds: now)) }
    let sum = parts.reduce(0, +)
    guard score != 0 else { return [] }
    guard sum > 0 else { return [ScoredItem(item: title.last.item, score: score)] }
    return zip(title.entries, parts).compactMap { entry, part in
      part == 0 ? nil : ScoredItem(item: entry.item, score: score * part / sum)
    }
  }

  /// The watched items of one title.
  private struct BegunTitle {
    /// The entries, by ascending item.
    var entries: [UserHistory.Entry]
    /// The numbered episode watched last, or the last entry where there is none.
    var last: UserHistory.Entry
    var lastOrdinal: Int32?
    /// The number of titles watched later.
    var rank = 0
    /// The places of the numbered episodes opened before the last one, the latest first.
    var anchors: [Int32] = []

    /// The entry of an item, by binary search, because a daily series has hundreds of episodes.
    func entry(of item: Int32) -> UserHistory.Entry? {
      var (low, high) = (0, entries.count)
      while low < high {
        let middle = (low + high) / 2
        if entries[middle].item.rawValue < item { low = middle + 1 } else { high = middle }
      }
      return low < entries.count && entries[low].item.rawValue == item ? entries[low] : nil
    }
  }

  private func weight(of title: BegunTitle, _ now: Int64) -> Double {
    recipe.formula.titleWeight(title.entries.map(view), nowSeconds: now)
  }

  private func view(_ entry: UserHistory.Entry) -> NextEpisode.View {
    NextEpisode.View(episode: nil, ratio: max(0, entry.weight), atSeconds: entry.lastSeconds)
  }

  /// The titles of a history, in the order of their first item.
  private func titles(of history: UserHistory) -> [BegunTitle] {
    var titles: [BegunTitle] = []
    var index: [Int32: Int] = [:]
    for entry in history.entries where entry.item.position < itemCount {
      let place = places.isEmpty ? nil : places[entry.item.position]
      let key = place?.title ?? entry.item.rawValue
      guard let known = index[key] else {
        index[key] = titles.count
        titles.append(BegunTitle(entries: [entry], last: entry, lastOrdinal: place?.ordinal))
        continue
      }
      titles[known].entries.append(entry)
      let before = titles[known]
      if (place?.ordinal != nil ? 1 : 0, entry.lastSeconds, place?.ordinal ?? 0)
        >= (before.lastOrdinal != nil ? 1 : 0, before.last.lastSeconds, before.lastOrdinal ?? 0)
      {
        titles[known].last = entry
        titles[known].lastOrdinal = place?.ordinal
      }
    }
    if steps != nil, recipe.anchors > 0 {
      for title in titles.indices { titles[title].anchors = anchors(of: titles[title]) }
    }
    guard recipe.order == .latest else { return titles }
    let newestFirst = titles.indices.sorted {
      (titles[$0].last.lastSeconds, $0) > (titles[$1].last.lastSeconds, $1)
    }
    for (rank, title) in newestFirst.enumerated() { titles[title].rank = rank }
    return titles
  }

  private func anchors(of title: BegunTitle) -> [Int32] {
    let numbered = title.entries.compactMap { entry -> (seconds: Int64, ordinal: Int32)? in
      guard let ordinal = places.isEmpty ? nil : places[entry.item.position].ordinal,
        ordinal != title.lastOrdinal
      else { return nil }
      return (entry.lastSeconds, ordinal)
    }
    return numbered.sorted { $0 > $1 }.prefix(Self.anchorLimit).map(\.ordinal)
  }

  private func members(of title: BegunTitle) -> [Int32] {
    guard !places.isEmpty else { return [title.last.item.rawValue] }
    return itemsOfTitle[places[title.last.item.position].title] ?? []
  }

  private func score(of item: Int32, in title: BegunTitle, weight: Double) -> Double {
    switch recipe.order {
    case .weight: return weight * nearness(of: item, in: title)
    case .latest:
      guard !places.isEmpty else { return 1 / Double(1 + title.rank) }
      guard let last = title.lastOrdinal, let ordinal = places[Int(item)].ordinal,
        (1...3).contains(ordinal - last)
      else { return 0 }
      // All three episodes precede those of the next title.
      return 1 / (Double(1 + title.rank) + Double(ordinal - last - 1) / 4)
    }
  }

  /// The nearness of an item to where the user stopped, in [0, 1.01].
  private func nearness(of item: Int32, in title: BegunTitle) -> Double {
    guard !places.isEmpty else { return 1 }
    if let entry = title.entry(of: item) {
      // A finished episode has the nearness 0; the unfinished one watched last has the greatest.
      guard entry.weight < recipe.finishedRatio, entry.weight > 0 else { return 0 }
      return entry.item == title.last.item ? Self.unfinished : recipe.formula.backward
    }
    guard let last = title.lastOrdinal, let ordinal = places[Int(item)].ordinal else { return 0 }
    guard let steps else { return recipe.formula.nearness(of: ordinal, after: last) }
    return title.anchors.reduce(steps.share(from: last, to: ordinal)) {
      max($0, recipe.anchors * steps.share(from: $1, to: ordinal))
    }
  }
}
