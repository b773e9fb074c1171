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
    package static let unpublished = ID(unchecked: "0000000000000000")

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

  /// The summand of one title of a profile.
  public struct Contribution: Equatable, Sendable {
    /// The title of the profile.
    public let title: Title.ID
    /// Its summands by kind.
    public let part: BlendModel.Part
  }

  /// The model's name.
  public let id: ID
  /// By ascending identifier; the items of `blend`.
  let titles: TensorStorage<Int64>
  /// The matrices that score and explain.
  package let blend: BlendModel
  /// The share of popularity: the prior of the tenth most popular title.
  let popularityShare: Float

  /// A model of parts that speak of the same titles.
  package init(id: ID, titles: TensorStorage<Int64>, blend: BlendModel, popularityShare: Float) {
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

  /// At most `count` candidates by the profile's part of the score alone, without popularity.
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
  /// know or that had no watch.
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

  /// The titles most like this one, the most alike first: by the people who watched both, and by contents
  /// where people say nothing or the same (docs/decisions/similar-titles.md).
  ///
  /// Empty for an unknown title.
  public func alike(
    to title: Title.ID, count: Int, isCandidate: (Title.ID) -> Bool = { _ in true }
  ) -> [Scored] {
    var found: [Scored] = []
    for scored in allAlike(to: title) {
      if found.count >= count { break }
      if isCandidate(scored.title) { found.append(scored) }
    }
    return found
  }

  /// All titles that are like this one at all, the most alike first; the same for every viewer.
  func allAlike(to title: Title.ID) -> [Scored] {
    guard let source = position(of: title).map({ ItemIndex($0) }) else { return [] }
    var scores: [Int32: Double] = [:]
    for cell in blend.taste.weights.row(source) where cell.value > 0 {
      scores[cell.item.rawValue] = Double(cell.value)
    }
    for cell in blend.content.row(source) {
      let scale = blend.contentScale[cell.item.position]
      guard scale > 0 else { continue }
      let likeness = min(1, Double(cell.value) / Double(scale))
      scores[cell.item.rawValue, default: 0] += Self.contentsOfAlike * likeness
    }
    return
      scores.filter { $0.value > 0 && $0.value.isFinite && $0.key != source.rawValue }
      .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { Scored(title: self.title(at: Int($0.key)), score: $0.value) }
  }

  /// What equal contents add to likeness, beside 1 for what a whole history says of the tenth title it
  /// recommends.
  private static let contentsOfAlike = 0.05

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

extension TrainedModel {
  /// The name of the file's layout; another layout gets another name.
  static let format = "pick-model-3"

  /// The largest magnitude of a weight or a scale; those of real models are below a hundred.
  private static let largestValue: Float = 1e6
  /// The longest half-life in seconds: thirty thousand years say "never".
  private static let largestRecency: Float = 1e12

  private enum Name {
    static let titles = "titles"
    static let taste = "together"
    static let sequence = "next"
    static let content = "content"
    static let contentScale = "content.scale"
    static let prior = "prior"
    static let popularityShare = "prior.share"
    static func recency(_ part: String) -> String { "\(part).recency" }
  }

  /// Opens a model's file: header, sizes and identity are checked, and that every value is a number
  /// that scores can be made of; NaN or 1e37 would spoil every list and page.
  init(path: String, id: ID) throws(ModelError) {
    do {
      let file = try TensorFile(path: path)
      try self.init(file: file, id: id)
      file.forgetPages()
    } catch {
      throw ModelError(error)
    }
  }

  private init(file: TensorFile, id: ID) throws {
    // By its bytes: what the file says may be of any length.
    guard let format = file.metadata["format"], format.utf8.elementsEqual(Self.format.utf8) else {
      throw ModelError.unknownFormat(file.metadata["format"])
    }
    let titles = try file.tensor(Name.titles, of: Int64.self)
    let scale = try file.tensor(Name.contentScale, of: Float.self)
    let prior = try file.tensor(Name.prior, of: Float.self)
    let share = try file.tensor(Name.popularityShare, of: Float.self)
    guard scale.count == titles.count, scale.isWithin(Self.largestValue),
      prior.count == titles.count, prior.isWithin(0...Self.largestValue),
      share.count == 1, share.isWithin(0...Self.largestValue)
    else {
      throw ModelError.inconsistent
    }
    self.init(
      id: id, titles: titles,
      blend: BlendModel(
        taste: try Self.fading(Name.taste, titleCount: titles.count, in: file),
        sequence: try Self.fading(Name.sequence, titleCount: titles.count, in: file),
        content: try Self.matrix(Name.content, titleCount: titles.count, in: file),
        contentScale: scale, prior: prior),
      popularityShare: share[0])
  }

  private static func fading(
    _ name: String, titleCount: Int, in file: TensorFile
  ) throws -> RecencyWeightedModel {
    let recency = try file.tensor(Name.recency(name), of: Float.self)
    guard recency.count == 2, recency[0] > 0, recency.isWithin(Self.largestRecency),
      (0...1).contains(recency[1])
    else {
      throw ModelError.inconsistent
    }
    return RecencyWeightedModel(
      weights: try matrix(name, titleCount: titleCount, in: file),
      recency: HistoryRecency(halfLife: Double(recency[0]), floor: Double(recency[1])))
  }

  private static func matrix(_ name: String, titleCount: Int, in file: TensorFile)
    throws -> ItemMatrix
  {
    let matrix = try ItemMatrix(
      itemCount: titleCount, rowOffsets: file.tensor("\(name).offsets"),
      columns: file.tensor("\(name).columns"), values: file.tensor("\(name).values"))
    guard matrix.values.isWithin(largestValue) else { throw ModelError.inconsistent }
    return matrix
  }

  /// The bytes of the model's file.
  package func encoded() -> [UInt8] {
    var writer = TensorFileWriter(metadata: ["format": Self.format])
    writer.add(Name.titles, titles)
    writer.add(Name.contentScale, blend.contentScale)
    writer.add(Name.prior, blend.prior)
    writer.add(Name.popularityShare, TensorStorage([popularityShare]))
    for (name, part) in [(Name.taste, blend.taste), (Name.sequence, blend.sequence)] {
      writer.add(
        Name.recency(name),
        TensorStorage([Float(part.recency.halfLife), Float(part.recency.floor)]))
    }
    let matrices = [
      (Name.taste, blend.taste.weights), (Name.sequence, blend.sequence.weights),
      (Name.content, blend.content),
    ]
    for (name, matrix) in matrices {
      writer.add("\(name).offsets", matrix.rowOffsets)
      writer.add("\(name).columns", matrix.columns)
      writer.add("\(name).values", matrix.values)
    }
    return writer.encoded()
  }
}
