/// Which title is begun next, and with which of its episodes: what there is to say of titles a viewer
/// does not know.
///
/// The title is EASE's choice among titles, every one of which counts once however many of its
/// episodes somebody saw. The episode is the one others begin with: its share is (viewers who opened
/// it first + prior) ÷ (viewers of the title + all priors), where the first episode has a prior of
/// `firstPrior` viewers and the newest one of `newestPrior`. A film is its own entry.
struct TitleEntries: Sendable {
  /// How many viewers the first episode is given beforehand.
  static let firstPrior: Float = 5
  /// How many viewers the newest episode is given beforehand.
  static let newestPrior: Float = 2

  /// What titles say of titles.
  private let taste: ItemMatrixModel
  /// By item: its title.
  private let titles: [Int32]
  /// By item: how likely it is to be the first one opened of its title, in [0, 1].
  private let shares: [Float]

  /// Learns from a data set with places.
  ///
  /// - Throws: what EASE throws.
  init(_ dataset: Dataset, ease: EASE, context: FitContext) throws(FitError) {
    let numbers = Vocabulary(dataset.places.lazy.map { Int64($0.title) })
    titles = dataset.places.map { Int32(numbers.position(of: Int64($0.title)) ?? 0) }
    let count = numbers.count
    var builder = InteractionMatrixBuilder(itemCount: count)
    var firsts = [Float](repeating: 0, count: dataset.items.count)
    var viewers = [Float](repeating: 0, count: count)
    for user in 0..<dataset.users.count {
      let entries = dataset.history(of: UserIndex(user)).entries
      var first: [Int32: UserHistory.Entry] = [:]
      for entry in entries {
        let title = titles[entry.item.position]
        if first[title].map({ $0.lastSeconds <= entry.lastSeconds }) ?? false { continue }
        first[title] = entry
      }
      for (title, entry) in first.sorted(by: { $0.key < $1.key }) {
        builder.add(item: ItemIndex(title), weight: 1)
        firsts[entry.item.position] += 1
        viewers[Int(title)] += 1
      }
      builder.endRow()
    }
    taste = try ease.fit(
      ActiveItems(builder.build(), limit: ease.maximumItems), context: context)
    shares = Self.shares(titles, dataset.places, firsts: firsts, viewers: viewers)
  }

  private static func shares(
    _ titles: [Int32], _ places: [ItemPlace], firsts: [Float], viewers: [Float]
  ) -> [Float] {
    var range: [Int32: ClosedRange<Int32>] = [:]
    for (title, place) in zip(titles, places) {
      guard let ordinal = place.ordinal else { continue }
      let known = range[title] ?? ordinal...ordinal
      range[title] = min(known.lowerBound, ordinal)...max(known.upperBound, ordinal)
    }
    return places.indices.map { item in
      guard let known = range[titles[item]], known.lowerBound < known.upperBound else { return 1 }
      let prior =
        (places[item].ordinal == known.lowerBound ? firstPrior : 0)
        + (places[item].ordinal == known.upperBound ? newestPrior : 0)
      return (firsts[item] + prior) / (viewers[Int(titles[item])] + firstPrior + newestPrior)
    }
  }

  /// Adds `share` × score to the items of titles that are not in the history.
  func add(_ history: UserHistory, times share: Float, into scores: inout MutableSpan<Float>) {
    let (known, ordered) = titles(of: history)
    guard !ordered.entries.isEmpty else { return }
    var wanted = taste.scores(for: ScoringRequest(history: ordered))
    for title in known { wanted[Int(title)] = 0 }
    for item in 0..<titles.count where wanted[Int(titles[item])] > 0 {
      scores[item] += share * wanted[Int(titles[item])] * shares[item]
    }
  }

  /// What each item of a history adds to the score of an item: the title's part, shared evenly among
  /// what was watched of it.
  func contributions(to item: ItemIndex, for history: UserHistory) -> [ScoredItem] {
    guard item.position < titles.count else { return [] }
    let title = titles[item.position]
    let (known, ordered) = titles(of: history)
    guard !known.contains(title) else { return [] }
    let parts = taste.contributions(
      to: ItemIndex(title), for: ScoringRequest(history: ordered))
    guard parts.reduce(0, { $0 + $1.score }) > 0 else { return [] }
    let entries = history.entries.filter { $0.item.position < titles.count && $0.weight > 0 }
    let watched = Dictionary(grouping: entries) { titles[$0.item.position] }
    let scores = Dictionary(uniqueKeysWithValues: parts.map { ($0.item.rawValue, $0.score) })
    return entries.compactMap { entry in
      let own = titles[entry.item.position]
      guard let score = scores[own], let count = watched[own]?.count else { return nil }
      return ScoredItem(
        item: entry.item, score: Double(shares[item.position]) * score / Double(count))
    }
  }

  /// The titles of a history: all of them, and those somebody watched, each weighing 1.
  private func titles(of history: UserHistory) -> (all: Set<Int32>, watched: UserHistory) {
    let known = history.entries.filter { $0.item.position < titles.count }
    let watched = Set(known.lazy.filter { $0.weight > 0 }.map { titles[$0.item.position] })
    return (
      Set(known.map { titles[$0.item.position] }),
      UserHistory(watched.map { .init(item: ItemIndex($0), weight: 1) })
    )
  }
}
