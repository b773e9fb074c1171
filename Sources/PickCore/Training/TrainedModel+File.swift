import PickRecommender

extension TrainedModel {
  /// What the file's metadata calls the layout below; another layout gets another name.
  static let format = "pick-model-1"

  private enum Name {
    static let titles = "titles"
    static let contentScale = "content.scale"
    static let collaborative = "ease"
    static let content = "content"
  }

  /// Opens a model's file: header, sizes and identity are checked, values are not read.
  init(path: String, id: ID) throws(ModelError) {
    do {
      try self.init(file: TensorFile(path: path), id: id)
    } catch {
      throw ModelError(error)
    }
  }

  private init(file: TensorFile, id: ID) throws {
    guard file.metadata["format"] == Self.format else {
      throw ModelError.unknownFormat(file.metadata["format"])
    }
    let scale = try file.tensor(Name.contentScale, of: Float.self)
    guard scale.count == 1, scale[0].isFinite else { throw ModelError.inconsistent }
    let titles = try file.tensor(Name.titles, of: Int64.self)
    self.init(
      id: id, titles: titles,
      collaborative: try Self.matrix(Name.collaborative, titleCount: titles.count, in: file),
      content: try Self.matrix(Name.content, titleCount: titles.count, in: file),
      contentScale: scale[0])
  }

  private static func matrix(_ name: String, titleCount: Int, in file: TensorFile)
    throws -> ItemMatrix
  {
    try ItemMatrix(
      itemCount: titleCount, rowOffsets: file.tensor("\(name).offsets"),
      columns: file.tensor("\(name).columns"), values: file.tensor("\(name).values"))
  }

  /// The bytes of a model's file.
  static func encoded(
    titles: TensorStorage<Int64>, collaborative: ItemMatrix, content: ItemMatrix,
    contentScale: Float
  ) -> [UInt8] {
    var writer = TensorFileWriter(metadata: ["format": format])
    writer.add(Name.titles, titles)
    writer.add(Name.contentScale, TensorStorage([contentScale]))
    for (name, matrix) in [(Name.collaborative, collaborative), (Name.content, content)] {
      writer.add("\(name).offsets", matrix.rowOffsets)
      writer.add("\(name).columns", matrix.columns)
      writer.add("\(name).values", matrix.values)
    }
    return writer.encoded()
  }
}
