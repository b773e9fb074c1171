import PickRecommender

extension TrainedModel {
  /// What the file's metadata calls the layout below; another layout gets another name.
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
      try self.init(file: TensorFile(path: path), id: id)
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
  func encoded() -> [UInt8] {
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
