import Glibc
import PickRecommender

extension Work {
  /// Opens a published model's file and gives the first score of a viewer with a history of 50.
  ///
  /// The file has the product's layout: 10,000 titles, each with 200 that are watched together with
  /// it, 200 that are watched next and 50 that resemble it. Its pages are in the system's cache, as
  /// they are while any process serves it.
  static let openModel = Work(name: "open-model") { files in
    let path = "\(files.directory)/model.safetensors"
    try RatingFiles.write(PublishedModel.random(titles: 10_000), to: path)
    defer { unlink(path) }
    // On the disk, as a published file is: until then its pages count as this process's own.
    sync(path)
    let history = UserHistory(
      (0..<50).map { UserHistory.Entry(item: ItemIndex($0 * 199), weight: 1) })
    var opening: [Double] = []
    var first: [Double] = []
    var dirty = 0
    for _ in 0..<101 {
      var model: PublishedModel?
      opening.append(try seconds { model = try PublishedModel(path: path) })
      var scores = [Double](repeating: 0, count: 10_000)
      first.append(
        seconds {
          var span = scores.mutableSpan
          for entry in history.entries {
            for matrix in model?.matrices ?? [] {
              matrix.accumulate(entry.item, times: Double(entry.weight), into: &span)
            }
          }
        })
      dirty = privateDirtyKilobytes(of: path)
    }
    return Measurement(
      seconds: opening.sorted()[50] + first.sorted()[50],
      values: [
        "open_us": 1e6 * opening.sorted()[50], "first_score_us": 1e6 * first.sorted()[50],
        "private_dirty_kb": Double(dirty),
      ])
  }

  private static func sync(_ path: String) {
    guard let file = fopen(path, "rb+") else { return }
    fsync(fileno(file))
    fclose(file)
  }

  /// How much of a mapped file this process has to itself: nothing, when it is shared.
  private static func privateDirtyKilobytes(of path: String) -> Int {
    guard let file = fopen("/proc/self/smaps", "r") else { return -1 }
    defer { fclose(file) }
    var line: UnsafeMutablePointer<CChar>?
    var capacity = 0
    defer { free(line) }
    var isOurs = false
    var sum = 0
    while getline(&line, &capacity, file) > 0, let start = line {
      let words = String(cString: start).split(whereSeparator: \.isWhitespace)
      if words.count >= 5, words[0].contains("-"), !words[0].hasSuffix(":") {
        isOurs =
          words.last.map { path.hasSuffix(String($0.split(separator: "/").last ?? "")) } ?? false
      } else if isOurs, words.first == "Private_Dirty:" {
        sum += Int(words[1]) ?? 0
      }
    }
    return sum
  }
}

/// A model as the product writes it (`TrainedModel+File.swift`).
struct PublishedModel {
  private static let format = "pick-model-3"
  /// How many weights a title has in each matrix.
  private static let parts = [("together", 200), ("next", 200), ("content", 50)]

  struct NotOne: Error {}

  let titles: TensorStorage<Int64>
  let contentScale: TensorStorage<Float>
  /// What popularity adds.
  let prior: TensorStorage<Float>
  /// How the first two matrices let a history fade.
  let recencies: [TensorStorage<Float>]
  let matrices: [ItemMatrix]

  /// Maps a file and checks what the product checks.
  init(path: String) throws {
    let file = try TensorFile(path: path)
    let titles = try file.tensor("titles", of: Int64.self)
    self.titles = titles
    contentScale = try file.tensor("content.scale", of: Float.self)
    prior = try file.tensor("prior", of: Float.self)
    recencies = try ["together", "next"].map { try file.tensor("\($0).recency", of: Float.self) }
    matrices = try Self.parts.map { try Self.matrix($0.0, titles.count, in: file) }
    guard file.metadata["format"] == Self.format, contentScale.count == titles.count,
      prior.count == titles.count,
      recencies.allSatisfy({ $0.count == 2 })
    else { throw NotOne() }
  }

  private static func matrix(
    _ name: String, _ count: Int, in file: TensorFile
  ) throws -> ItemMatrix {
    try ItemMatrix(
      itemCount: count, rowOffsets: file.tensor("\(name).offsets"),
      columns: file.tensor("\(name).columns"), values: file.tensor("\(name).values"))
  }

  /// The bytes of a file with weights by chance.
  static func random(titles count: Int) -> [UInt8] {
    var random = PCG32(seed: 1)
    var writer = TensorFileWriter(metadata: ["format": format])
    writer.add("titles", TensorStorage((0..<count).map { Int64($0) * 7 }))
    writer.add("content.scale", TensorStorage([Float](repeating: 0.1, count: count)))
    writer.add("prior", TensorStorage((0..<count).map { _ in Float(random.unit()) }))
    writer.add("prior.share", TensorStorage([Float](repeating: 0.3, count: 1)))
    for name in ["together", "next"] {
      writer.add("\(name).recency", TensorStorage<Float>([8, 0.3]))
    }
    for (name, neighbours) in parts {
      let step = count / neighbours
      let columns = (0..<count * neighbours).map {
        Int32($0 % neighbours * step + random.below(step))
      }
      writer.add("\(name).offsets", TensorStorage((0...count).map { Int64($0 * neighbours) }))
      writer.add("\(name).columns", TensorStorage(columns))
      writer.add("\(name).values", TensorStorage(columns.map { _ in Float(random.unit() - 0.3) }))
    }
    return writer.encoded()
  }
}
