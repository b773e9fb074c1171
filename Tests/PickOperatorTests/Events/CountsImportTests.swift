import ArgumentParser
import Foundation
import PickCommand
import PickCore
import PickDemo
import PickModel
import PickRecommender
import PickStore
import PickStoreSQLite
import PickSystem
import PickTestSupport
import PickTraining
import Testing

@testable import PickImport
@testable import PickIntake
@testable import PickOperator
@testable import PickPipeline

/// A demo world and the counts of it, made once; each test gets copies of its own.
private struct CountedWorld {
  static let recipe = DemoRecipe(
    viewers: 260, titles: 130, days: 60, seed: 7, until: SeoulTime(StoreSample.now))
  /// The instant that ages are counted from: after every event.
  static let end = StoreSample.now

  private static let made = Task<String, any Error> {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "pick-counted-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    _ = try await CreateDemoWorld().run(recipe, at: path + "/demo.sqlite") { _ in }
    let database = try SQLiteDatabase.open(path: path + "/demo.sqlite", mode: .existing)
    let counts = WatchingCounts(database, until: end)
    _ = try await StagedFolder(at: path + "/counts", for: .counts)
      .filling { try await counts.run(into: $0) }
    try database.close()
    return path
  }

  let database: SQLiteDatabase
  let place: TemporaryDirectory
  var folder: String { place.file("counts") }
  var models: ModelDirectory {
    ModelDirectory(path: place.file("models"), database: database.id)
  }

  static func with(_ body: (CountedWorld) async throws -> Void) async throws {
    let source = try await made.value
    try await TemporaryDirectory.with { place in
      for name in ["demo.sqlite", "counts"] {
        try FileManager.default.copyItem(atPath: source + "/" + name, toPath: place.file(name))
      }
      let database = try SQLiteDatabase.open(path: place.file("demo.sqlite"), mode: .existing)
      try await body(CountedWorld(database: database, place: place))
      try database.close()
    }
  }

  /// The pipeline of the folder as it is now.
  func pipeline() throws -> Pipeline {
    let source: ImportedCounts
    do throws(CountsError) { source = ImportedCounts(try CountsFolder(folder)) } catch {
      throw PipelineError(error)
    }
    var pipeline = Pipeline(
      stores: database, models: models, source: source, work: place.file("work"),
      clock: ManualClock(at: Self.end.advanced(bySeconds: 3600)))
    pipeline.options.weeks = 2
    return pipeline
  }

  @discardableResult
  func run(_ pipeline: Pipeline) async throws -> [StageOutcome] {
    let source = try #require(pipeline.source as? ImportedCounts)
    var outcomes: [StageOutcome] = []
    try await PipelineRun(pipeline, source.month)
      .run(ImportedCounts.stages, finished: { outcomes.append($0) })
    return outcomes
  }

  // MARK: - Other folders

  func manifest() throws -> FileManifest {
    try JSONDecoder().decode(
      FileManifest.self,
      from: Data(contentsOf: URL(filePath: folder + "/" + FileManifest.fileName)))
  }

  func write(_ manifest: FileManifest) throws {
    try (manifest.json() + "\n").write(
      toFile: folder + "/" + FileManifest.fileName, atomically: true, encoding: .utf8)
  }

  /// Changes the lines of a table; checksum, and where asked the rows, are those of what came out.
  func rewrite(
    _ name: String, countsRows: Bool = true, _ change: ([String]) throws -> [String]
  ) throws {
    let lines = try change(try PackedFile.lines(folder + "/" + name))
    try replace(name, with: GzipMember.packing(Array((lines.joined(separator: "\n") + "\n").utf8)))
    if countsRows {
      try rename(name) { .init(name: $0.name, rows: lines.count - 1, sha256: $0.sha256) }
    }
  }

  /// Other bytes for a file, whose checksum the manifest then names.
  func replace(_ name: String, with bytes: [UInt8]) throws {
    try Data(bytes).write(to: URL(filePath: folder + "/" + name))
    try rename(name) { .init(name: $0.name, rows: $0.rows, sha256: Checksum.of(bytes)) }
  }

  func rename(
    _ name: String, _ change: (FileManifest.File) -> FileManifest.File
  ) throws {
    let old = try manifest()
    try write(
      FileManifest(
        kind: old.kind, from: old.from, to: old.to, asOf: old.asOf, events: old.events,
        files: old.files.map { $0.name == name ? change($0) : $0 }))
  }

  /// Changes one field of a line of a table.
  func change(_ name: String, line: Int, field: Int, _ value: String) throws {
    try rewrite(name) { lines in
      var lines = lines
      var fields = lines[line - 1].components(separatedBy: ",")
      fields[field] = value
      lines[line - 1] = fields.joined(separator: ",")
      return lines
    }
  }
}

@Suite("pickctl models import")
struct CountsImportTests {
  @Test("counts of the same events make the very model that training makes, and it serves")
  func same() async throws {
    try await CountedWorld.with { world in
      let direct = ModelDirectory(path: world.place.file("direct"), database: world.database.id)
      let train = TrainModel(
        catalog: world.database, watches: world.database, directory: direct)
      let trained = try await train(now: CountedWorld.end)
      // As Java writes numbers.
      try world.rewrite("ratings.csv.gz") { lines in
        [lines[0]]
          + lines.dropFirst().map { line in
            var fields = line.components(separatedBy: ",")
            fields[2] += "E0"
            return fields.joined(separator: ",")
          }
      }
      let pipeline = try world.pipeline()
      let outcomes = try await world.run(pipeline)
      #expect(outcomes.map(\.stage) == ImportedCounts.stages)
      let served = try #require(world.models.openCurrent().model?.id)
      #expect(served == trained.id)
      let manifest = try world.models.manifest(of: served)
      #expect(manifest.sha256 == trained.sha256 && manifest.choice == trained.choice)
      #expect(manifest.counts == trained.counts)

      let entry = try #require(try await ModelRegistry(pipeline).entries().first)
      #expect(entry.state == .champion && entry.history?.isImported == true)
      #expect(entry.history?.files.first?.files.map(\.name).contains("ratings.csv.gz") == true)
      #expect(entry.history?.metrics?.hasEnoughCases == true)
      #expect(entry.history?.verdict?.isPassed == true)
      // The titles are described where the model is measured, too.
      let content = entry.history?.metrics?.ablation?.first { $0.without == "content" }
      #expect(content == nil || content?.difference != 0)
      // All begin at one instant of the test's clock.
      let stages = try await world.database.stageRecords(of: nil).map(\.stage)
      #expect(
        Set(stages) == ["import train", "import evaluate", "import gate", "import publish"])
      let again = try await world.run(pipeline)
      #expect(again.allSatisfy { $0.wasDone })
    }
  }

  @Test("a model that is worse than popularity does not serve, and what serves goes on")
  func worse() async throws {
    try await CountedWorld.with { world in
      // Where the events are not those of the database, settings are chosen on the ratings.
      let old = try world.manifest()
      try world.write(
        FileManifest(kind: .counts, from: old.from, to: old.to, asOf: old.asOf, files: old.files))
      let pipeline = try world.pipeline()
      try await world.run(pipeline)
      let champion = try #require(world.models.openCurrent().model?.id)
      var worse = pipeline
      worse.options.recipe.weeks = 0
      worse.options.recipe.blend.shares = Blend.Shares()
      worse.options.recipe.blend.shares.taste = 0
      worse.options.recipe.blend.shares.sequence = 0
      worse.options.recipe.blend.shares.content = 0
      worse.options.recipe.blend.shares.popularity = 0
      worse.options.recipe.blend.shares.exploration = 100
      let error = await #expect(throws: PipelineError.self) { try await world.run(worse) }
      guard case .rejected = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(Failure(explaining: try #require(error)).status == .rejected)
      #expect(world.models.openCurrent().model?.id == champion)
    }
  }

  /// A way to spoil a folder, and what is said of it.
  struct Poison: Sendable, CustomTestStringConvertible {
    let name: String
    let says: String
    fileprivate let spoil: @Sendable (CountedWorld) throws -> Void
    var testDescription: String { name }

    fileprivate init(
      _ name: String, says: String, _ spoil: @escaping @Sendable (CountedWorld) throws -> Void
    ) {
      self.name = name
      self.says = says
      self.spoil = spoil
    }

    fileprivate static func field(
      _ value: String, _ field: Int, of table: String = "ratings", says: String
    ) -> Poison {
      Poison("\(table) field \(field) is \(value)", says: "\(table).csv.gz:5: \(says)") {
        try $0.change("\(table).csv.gz", line: 5, field: field, value)
      }
    }
  }

  static let poisons: [Poison] = [
    Poison("a file is missing", says: "next.csv.gz: it is missing") {
      try FileManager.default.removeItem(atPath: $0.folder + "/next.csv.gz")
    },
    Poison("there is no manifest", says: "manifest.json: it is missing") {
      try FileManager.default.removeItem(atPath: $0.folder + "/manifest.json")
    },
    Poison("a byte differs", says: "popularity.csv.gz: it is not the file") { world in
      let url = URL(filePath: world.folder + "/popularity.csv.gz")
      var bytes = [UInt8](try Data(contentsOf: url))
      bytes[bytes.count / 2] ^= 1
      try Data(bytes).write(to: url)
    },
    Poison("a file is cut off", says: "ratings.csv.gz: it cannot be read") { world in
      let bytes = [UInt8](try Data(contentsOf: URL(filePath: world.folder + "/ratings.csv.gz")))
      try world.replace("ratings.csv.gz", with: Array(bytes.prefix(bytes.count / 2)))
    },
    Poison("a file is no gzip", says: "ratings.csv.gz:1: the line is longer") {
      try $0.replace("ratings.csv.gz", with: [UInt8](repeating: 7, count: 1000))
    },
    Poison("a small file unpacks to a large one", says: "ratings.csv.gz:1: the line is longer") {
      try $0.replace(
        "ratings.csv.gz", with: GzipMember.packing([UInt8](repeating: 0x30, count: 80 << 20)))
    },
    Poison("another header", says: "next.csv.gz:1: the header must be title,other") {
      try $0.rewrite("next.csv.gz") { ["a,b,c,d"] + $0.dropFirst() }
    },
    Poison("a row is short", says: "ratings.csv.gz:3: the row has 2 fields, not 4") {
      try $0.rewrite("ratings.csv.gz") { $0.prefix(2) + ["1,2"] + $0.dropFirst(3) }
    },
    Poison("a row comes twice", says: "ratings.csv.gz:3: the row repeats") {
      try $0.rewrite("ratings.csv.gz") { $0.prefix(2) + [$0[1]] + $0.dropFirst(2) }
    },
    Poison("more rows than named", says: "there are more rows") {
      try $0.rewrite("popularity.csv.gz", countsRows: false) { $0 + [$0[$0.count - 1]] }
    },
    Poison("fewer rows than named", says: "rows, and the manifest names") {
      try $0.rewrite("popularity.csv.gz", countsRows: false) { $0.dropLast() }
    },
    Poison("a rating is gone", says: "together.csv.gz") {
      try $0.rewrite("ratings.csv.gz") { $0.dropLast() }
    },
    Poison("a pair is gone", says: "next.csv.gz: its pairs") {
      try $0.rewrite("next.csv.gz") { $0.dropLast() }
    },
    Poison("a slot is gone", says: "popularity.csv.gz: title") {
      try $0.rewrite("popularity.csv.gz") { $0.dropLast() }
    },
    .field("nan", 2, says: "rating is no number"),
    .field("0x1", 2, says: "rating is no number"),
    .field("", 2, says: "rating is no number"),
    .field("1e400", 2, says: "rating is"),
    .field("-0.5", 2, says: "rating is outside"),
    .field("0", 2, says: "rating is outside"),
    .field("101", 2, says: "rating is outside"),
    .field("99999999999999999999", 1, says: "title is outside"),
    .field("1.5", 0, says: "viewer is no whole number"),
    .field("4611686018427387904", 3, says: "last_seconds is outside"),
    .field("0", 2, of: "together", says: "viewers is outside"),
    .field("28", 0, of: "popularity", says: "slot is outside"),
    .field("9223372036854775807", 1, says: "the database has no title"),
    Poison("an unknown viewer", says: "the database has no viewer") {
      let last = try PackedFile.lines($0.folder + "/ratings.csv.gz").count
      try $0.change("ratings.csv.gz", line: last, field: 0, "9223372036854775807")
    },
    Poison("a file outside of the folder", says: "is not in the folder") {
      try $0.rename("next.csv.gz") {
        .init(name: "../next.csv.gz", rows: $0.rows, sha256: $0.sha256)
      }
    },
    Poison("another kind", says: "it names events") { world in
      let old = try world.manifest()
      try world.write(
        FileManifest(kind: .events, from: nil, to: nil, asOf: old.asOf, files: old.files))
    },
    Poison("an instant that is none", says: "as_of") { world in
      let old = try world.manifest()
      try world.write(
        FileManifest(kind: .counts, from: nil, to: nil, asOf: .min, files: old.files))
    },
  ]

  @Test("what is poisoned is refused with file and reason, and changes nothing", arguments: poisons)
  func poisoned(_ poison: Poison) async throws {
    try await CountedWorld.with { world in
      try poison.spoil(world)
      let error = await #expect(throws: PipelineError.self) {
        try await world.run(try world.pipeline())
      }
      let sentence = error?.sentence ?? ""
      #expect(sentence.contains(poison.says), "\(sentence)")
      #expect(sentence.hasSuffix("Nothing was changed."))
      #expect(world.models.names().isEmpty)
      #expect(try await world.database.modelRecords().isEmpty)
      #expect(try await world.database.monthLocks().isEmpty)
    }
  }

  @Test("more ratings than memory allows are refused before they are read")
  func memory() async throws {
    try await CountedWorld.with { world in
      var pipeline = try world.pipeline()
      pipeline.options.trainBytes = 1000
      let error = await #expect(throws: PipelineError.self) { try await world.run(pipeline) }
      guard case .overLimit = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(world.models.names().isEmpty)
    }
  }

  @Test(
    "on every store pairs and popularity pass for what the ratings say",
    arguments: StoreUnderTest.allCases)
  func stores(store: StoreUnderTest) async throws {
    let scratch = try ScratchDirectory()
    try await store.withSample { stores in
      try await stores.append([
        StoreSample.event(1),
        StoreSample.event(2, asset: 21, at: StoreSample.now.advanced(bySeconds: 3600)),
        StoreSample.event(3, viewer: 102, seconds: 6000),
        StoreSample.event(4, viewer: 102, asset: 22, at: StoreSample.now.advanced(bySeconds: 60)),
      ])
      let end = StoreSample.now.advanced(bySeconds: 40 * 86_400)
      let counts = WatchingCounts(stores, until: end)
      let manifest = try await StagedFolder(at: scratch.file("counts"), for: .counts)
        .filling { try await counts.run(into: $0) }
      #expect(manifest.events == 4)
      let folder = try CountsFolder(scratch.file("counts"))
      let viewers = try await stores.accountNumbers().keys.map(\.rawValue)
      let titles = Vocabulary(try await stores.titles().map(\.id.rawValue))
      let data = try folder.verified(
        viewers: Set(viewers), titles: titles, bytes: 1 << 20,
        sequence: ModelRecipe().blend.sequence)
      let load = LoadWatching(catalog: stores, watches: stores)
      let watched = try await load(.title, before: end).dataset
      #expect(data.interactions == watched.interactions && data.times == watched.times)
      #expect(data.users.identifiers == watched.users.identifiers)
    }
  }

  @Test("a folder that is not there ends with 69, one of something else with 65")
  func statuses() async throws {
    let scratch = try ScratchDirectory()
    let missing = try ModelsCommand.Import.parse([scratch.file("none")])
    await #expect(throws: ExitCode(69)) { try await missing.run() }
    try "{}".write(toFile: scratch.file("manifest.json"), atomically: true, encoding: .utf8)
    let other = try ModelsCommand.Import.parse([scratch.file(".")])
    await #expect(throws: ExitCode(65)) { try await other.run() }
  }
}
