public import PickModel
import PickRecommender

/// A trained model, ready to be asked: immutable, mapped from its file, shared by all requests.
///
/// The score of title j for a profile x is Σ xᵢ (τᵢ Bᵢⱼ + σᵢ Aᵢⱼ + Sᵢⱼ) + pⱼ, the part of a `Blend`
/// that speaks of titles not watched yet: B what is watched together, A what is watched next, S what
/// resembles, each at its share; τ and σ let older watches fade; p is what the title's popularity
/// adds whoever asks. Titles the model has not seen have no score.
public struct TrainedModel: Sendable {
  /// Names a model: the first 16 hexadecimal digits of its file's SHA-256.
  public struct ID: Hashable, Sendable, CustomStringConvertible {
    /// 16 lower-case hexadecimal digits.
    public let description: String

    /// Reads a name; `nil` when it is not 16 lower-case hexadecimal digits.
    public init?(_ name: some StringProtocol) {
      guard name.utf8.count == 16, name.utf8.allSatisfy(Self.isHexadecimal) else { return nil }
      description = String(name)
    }

    /// The name of a model that is in no file.
    static let unpublished = ID(unchecked: "0000000000000000")

    private init(unchecked name: String) { description = name }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }
  }

  /// A title and its score.
  public struct Scored: Equatable, Sendable {
    /// The title.
    public let title: Title.ID
    /// The model's score; comparable within one profile only.
    public let score: Double

    /// A title and its score.
    public init(title: Title.ID, score: Double) {
      self.title = title
      self.score = score
    }
  }

  /// What one title of a profile adds to a score.
  public struct Contribution: Equatable, Sendable {
    /// The title of the profile.
    public let title: Title.ID
    /// By way of what others watched together.
    public let together: Double
    /// By way of what others watched next.
    public let next: Double
    /// By way of genre, cast and synopsis.
    public let content: Double

    /// By way of other viewers.
    public var collaborative: Double { together + next }
    /// All ways, in the order scores are summed in.
    public var total: Double { together + next + content }
  }

  /// The model's name.
  public let id: ID
  let titles: TensorStorage<Int64>
  let together: RecencyWeightedModel
  let next: RecencyWeightedModel
  let content: ItemMatrix
  /// By title: what a likeness to it was multiplied with to make `content`.
  let contentScale: TensorStorage<Float>
  /// By title: what its popularity adds to every score, >= 0.
  let prior: TensorStorage<Float>
  /// How loud popularity is: what `prior` adds to the tenth most popular title.
  let popularityShare: Float

  /// What a model is made of; all parts speak of the same titles.
  struct Parts {
    /// By ascending identifier.
    var titles: TensorStorage<Int64>
    var together: RecencyWeightedModel
    var next: RecencyWeightedModel
    var content: ItemMatrix
    var contentScale: TensorStorage<Float>
    var prior: TensorStorage<Float>
    var popularityShare: Float
  }

  /// A model of parts that fit together.
  init(id: ID, _ parts: Parts) {
    self.id = id
    titles = parts.titles
    together = parts.together
    next = parts.next
    content = parts.content
    contentScale = parts.contentScale
    prior = parts.prior
    popularityShare = parts.popularityShare
  }

  /// Number of titles the model knows.
  public var titleCount: Int { titles.count }

  /// At most `count` candidates, best first; equal scores go to the lower identifier.
  ///
  /// Titles nothing speaks for (score 0 or less) are left out; whether titles of the profile come back
  /// is for `isCandidate` to say.
  public func rank(
    _ profile: ViewerProfile, count: Int, isCandidate: (Title.ID) -> Bool
  ) -> [Scored] {
    best(count, of: scores(for: profile), isCandidate)
  }

  /// At most `count` candidates for which the profile itself speaks, whatever is popular.
  func rankPersonally(
    _ profile: ViewerProfile, count: Int, isCandidate: (Title.ID) -> Bool
  ) -> [Scored] {
    best(count, of: personalScores(for: profile), isCandidate)
  }

  private func best(
    _ count: Int, of scores: [Double], _ isCandidate: (Title.ID) -> Bool
  ) -> [Scored] {
    var best = TopK(count)
    for position in 0..<scores.count where scores[position] > 0 {
      guard best.admits(scores[position]), isCandidate(title(at: position)) else { continue }
      best.insert(ItemIndex(position), score: scores[position])
    }
    return best.sorted().map { Scored(title: title(at: $0.item.position), score: $0.score) }
  }

  /// The score of one title; `nil` when the model does not know it.
  ///
  /// It is the sum of `contributions` in their order and of `prior`, and what `rank` says, to the bit.
  public func score(of title: Title.ID, for profile: ViewerProfile) -> Double? {
    guard let position = position(of: title) else { return nil }
    return contributions(to: title, for: profile).reduce(0) {
      $0 + $1.together + $1.next + $1.content
    } + Double(prior[position])
  }

  /// What a title's popularity adds to every score, > 0; `nil` of a title that the model does not
  /// know or nobody had watched.
  public func prior(of title: Title.ID) -> Double? {
    guard let position = position(of: title), prior[position] > 0 else { return nil }
    return Double(prior[position])
  }

  /// The place of a title by `prior`, from 1, for one that has it.
  ///
  /// - Complexity: O(titles).
  public func popularityRank(of title: Title.ID) -> Int? {
    guard let place = position(of: title), prior[place] > 0 else { return nil }
    return prior.withSpan { prior in
      var better = 0
      for other in 0..<prior.count
      where prior[other] > prior[place] || prior[other] == prior[place] && other < place {
        better += 1
      }
      return better + 1
    }
  }

  /// How the score of one title is made up, in the profile's order; empty for an unknown title.
  public func contributions(to title: Title.ID, for profile: ViewerProfile) -> [Contribution] {
    guard let target = position(of: title).map({ ItemIndex($0) }) else { return [] }
    return known(profile).compactMap { voice in
      let contribution = Contribution(
        title: voice.title,
        together: voice.together * Double(together.weights.value(voice.place, target)),
        next: voice.next * Double(next.weights.value(voice.place, target)),
        content: voice.weight * Double(content.value(voice.place, target)))
      let isSilent =
        contribution.together == 0 && contribution.next == 0 && contribution.content == 0
      return isSilent ? nil : contribution
    }
  }

  /// The titles whose contents resemble this one's most, most alike first, similarity in (0, 1].
  ///
  /// Empty for an unknown title. At most as many as were kept at training are known.
  public func similar(
    to title: Title.ID, count: Int, isCandidate: (Title.ID) -> Bool = { _ in true }
  ) -> [Scored] {
    guard let source = position(of: title).map({ ItemIndex($0) }) else { return [] }
    var best = TopK(count)
    for cell in content.row(source) where isCandidate(self.title(at: cell.item.position)) {
      guard contentScale[cell.item.position] > 0 else { continue }
      let likeness = Double(cell.value) / Double(contentScale[cell.item.position])
      best.insert(cell.item, score: min(1, likeness))
    }
    return best.sorted().map { Scored(title: self.title(at: $0.item.position), score: $0.score) }
  }

  /// The score of every title the model knows, by its position.
  ///
  /// Summed in the order of `contributions`, popularity last, so that a score on a shelf and its
  /// explanation agree.
  func scores(for profile: ViewerProfile) -> [Double] {
    var scores = personalScores(for: profile)
    prior.withSpan { prior in
      for position in scores.indices { scores[position] += Double(prior[position]) }
    }
    return scores
  }

  /// The same without popularity.
  private func personalScores(for profile: ViewerProfile) -> [Double] {
    var scores = [Double](repeating: 0, count: titleCount)
    var span = scores.mutableSpan
    for voice in known(profile) {
      together.weights.accumulate(voice.place, times: voice.together, into: &span)
      next.weights.accumulate(voice.place, times: voice.next, into: &span)
      content.accumulate(voice.place, times: voice.weight, into: &span)
    }
    return scores
  }

  /// How loud a title of a profile is in each way.
  private struct Voice {
    let title: Title.ID
    let place: ItemIndex
    let weight: Double
    let together: Double
    let next: Double
  }

  /// The titles of a profile that the model knows.
  ///
  /// What was not watched has no place in the order of watching: what is watched together takes it
  /// as it is, what is watched next leaves it out.
  private func known(_ profile: ViewerProfile) -> [Voice] {
    let entries = profile.entries.compactMap { entry in
      position(of: entry.title).map { (entry, ItemIndex($0)) }
    }
    let watched = UserHistory(
      entries.compactMap { entry, place in
        entry.lastWatchedAt.map {
          UserHistory.Entry(item: place, weight: entry.weight, lastSeconds: $0.secondsSince1970)
        }
      })
    var fading = zip(together.recency.shares(of: watched), next.recency.shares(of: watched))
      .makeIterator()
    return entries.map { entry, place in
      let weight = Double(entry.weight)
      let shares = entry.lastWatchedAt == nil ? (1, 0) : fading.next() ?? (1, 1)
      return Voice(
        title: entry.title, place: place, weight: weight, together: weight * Double(shares.0),
        next: weight * Double(shares.1))
    }
  }

  func title(at position: Int) -> Title.ID { Title.ID(titles[position]) }

  private func position(of title: Title.ID) -> Int? {
    titles.withSpan { titles in
      var (low, high) = (0, titles.count)
      while low < high {
        let middle = (low + high) / 2
        if titles[middle] < title.rawValue { low = middle + 1 } else { high = middle }
      }
      return low < titles.count && titles[low] == title.rawValue ? low : nil
    }
  }
}
