public import PickModel
public import PickRecommender

/// A trained model, ready to be asked: immutable, mapped from its file, shared by all requests.
///
/// It is a `BlendModel` whose items are titles. The score of title j for a profile x is
/// Σ xᵢ (τᵢ Bᵢⱼ + σᵢ Aᵢⱼ + Sᵢⱼ) + pⱼ: B what is watched together, A what is watched next, S what
/// resembles, each at its share; τ and σ let older watches fade; p is what the title's popularity
/// adds for every viewer. Going on with begun titles is no part of it: the shelf of continue watching
/// lists them. Titles the model has not seen have no score.
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
    /// What it adds in each way.
    public let part: BlendModel.Part
  }

  /// The model's name.
  public let id: ID
  /// By ascending identifier; the items of `blend`.
  let titles: TensorStorage<Int64>
  /// What scores and explains.
  let blend: BlendModel
  /// How loud popularity is: what the prior adds to the tenth most popular title.
  let popularityShare: Float

  /// A model of parts that speak of the same titles.
  init(id: ID, titles: TensorStorage<Int64>, blend: BlendModel, popularityShare: Float) {
    precondition(titles.count == blend.itemCount)
    self.id = id
    self.titles = titles
    self.blend = blend
    self.popularityShare = popularityShare
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
    best(count, of: blend.personalSums(for: request(for: profile)), isCandidate)
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
    position(of: title).map { blend.sum(of: ItemIndex($0), for: request(for: profile)) }
  }

  /// What a title's popularity adds to every score, > 0; `nil` of a title that the model does not
  /// know or nobody had watched.
  public func prior(of title: Title.ID) -> Double? {
    guard let position = position(of: title), blend.prior[position] > 0 else { return nil }
    return Double(blend.prior[position])
  }

  /// The place of a title by `prior`, from 1, for one that has it.
  ///
  /// - Complexity: O(titles).
  public func popularityRank(of title: Title.ID) -> Int? {
    guard let place = position(of: title), blend.prior[place] > 0 else { return nil }
    return blend.prior.withSpan { prior in
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
    guard let target = position(of: title) else { return [] }
    return blend.parts(of: ItemIndex(target), for: request(for: profile))
      .map { Contribution(title: self.title(at: $0.item.position), part: $0) }
  }

  /// The titles whose contents resemble this one's most, most alike first, similarity in (0, 1].
  ///
  /// Empty for an unknown title. At most as many as were kept at training are known.
  public func similar(
    to title: Title.ID, count: Int, isCandidate: (Title.ID) -> Bool = { _ in true }
  ) -> [Scored] {
    guard let source = position(of: title).map({ ItemIndex($0) }) else { return [] }
    var best = TopK(count)
    for cell in blend.content.row(source) where isCandidate(self.title(at: cell.item.position)) {
      let scale = blend.contentScale[cell.item.position]
      guard scale > 0 else { continue }
      let likeness = Double(cell.value) / Double(scale)
      best.insert(cell.item, score: min(1, likeness))
    }
    return best.sorted().map { Scored(title: self.title(at: $0.item.position), score: $0.score) }
  }

  /// The score of every title the model knows, by its position; what `score` says, to the bit.
  func scores(for profile: ViewerProfile) -> [Double] { blend.sums(for: request(for: profile)) }

  /// The titles of a profile that the model knows, as its blend is asked.
  private func request(for profile: ViewerProfile) -> ScoringRequest {
    var watched: [UserHistory.Entry] = []
    var unwatched: [UserHistory.Entry] = []
    for entry in profile.entries {
      guard let item = position(of: entry.title).map({ ItemIndex($0) }) else { continue }
      if let last = entry.lastWatchedAt?.secondsSince1970 {
        watched.append(.init(item: item, weight: entry.weight, lastSeconds: last))
      } else {
        unwatched.append(.init(item: item, weight: entry.weight))
      }
    }
    return ScoringRequest(history: UserHistory(watched), unwatched: UserHistory(unwatched))
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
