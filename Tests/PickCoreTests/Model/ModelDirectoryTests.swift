import Foundation
import PickModel
import PickRecommender
import PickTestSupport
import Testing

@testable import PickCore
@testable import PickStore

@Suite struct ModelDirectoryTests {
  /// Publishes models of one title whose number tells them apart.
  @discardableResult
  private func publish(_ number: Int64, in directory: ModelDirectory) throws -> TrainedModel.ID {
    let file = file(title: number)
    let manifest = manifest(of: file)
    try directory.publish(file, manifest)
    return try #require(manifest.id)
  }

  /// A model of one title whose matrix of what is watched together is `together`.
  private func file(title: Int64, together: ItemMatrix = .empty(itemCount: 1)) -> [UInt8] {
    TrainedModel(
      id: .unpublished, titles: TensorStorage([title]),
      blend: BlendModel(
        taste: RecencyWeightedModel(
          weights: together, recency: HistoryRecency(halfLife: 1, floor: 1)),
        sequence: .silent(itemCount: 1), content: .empty(itemCount: 1),
        contentScale: TensorStorage([1]), prior: TensorStorage([0])),
      popularityShare: 0
    ).encoded()
  }

  private func manifest(of file: [UInt8]) -> ModelManifest {
    ModelManifest(
      file: file, recipe: ModelRecipe(), seed: 1, trainedAt: TrainingWorld.now,
      dataFingerprint: "",
      counts: .init(titles: 1, watchedTitles: 0, viewers: 0, interactions: 0, events: 0))
  }

  private func withDirectory(
    _ body: (ModelDirectory, TemporaryDirectory) throws -> Void
  ) async throws {
    try await TemporaryDirectory.with { place in
      try body(
        ModelDirectory(path: place.file("models"), database: TrainingWorld.database), place)
    }
  }

  private func overwrite(_ path: String, _ bytes: [UInt8]) throws {
    try Data(bytes).write(to: URL(filePath: path))
  }

  @Test("a place without a model has none, and that is no error")
  func empty() async throws {
    try await withDirectory { directory, _ in
      let opened = directory.openCurrent()
      #expect(opened.model == nil && opened.refused == nil && directory.names().isEmpty)
    }
  }

  @Test(
    "a value that no score can be made of is refused when the file is opened",
    arguments: [Float.nan, .infinity, 1e37, -1e37])
  func strangeValue(_ value: Float) async throws {
    try await withDirectory { directory, _ in
      try publish(1, in: directory)
      let id = try #require(directory.names().first ?? nil)
      let file = file(
        title: 1,
        together: try ItemMatrix(
          itemCount: 1, rowOffsets: TensorStorage([0, 1]), columns: TensorStorage([0]),
          values: TensorStorage([value])))
      try overwrite(directory.tensorPath(id), file)
      #expect(throws: ModelError.inconsistent) { try directory.open(id) }
      #expect(throws: ModelError.self) { try directory.publish(file, manifest(of: file)) }
    }
  }

  @Test("the model published last serves, the three before it stay, older ones go")
  func switched() async throws {
    try await withDirectory { directory, _ in
      let ids = try (1...5).map { try publish($0, in: directory) }
      #expect(directory.openCurrent().model?.id == ids[4])
      #expect(directory.names() == [ids[4], ids[3], ids[2], ids[1]])
      #expect(throws: Never.self) { try directory.open(ids[1]) }
      #expect(throws: ModelError.tensors(.cannotOpen(errno: ENOENT))) { try directory.open(ids[0]) }
      let names = try FileManager.default.contentsOfDirectory(atPath: directory.path)
      #expect(names.filter { $0.hasSuffix(".safetensors") }.count == 4)
    }
  }

  @Test("going back lets the model before serve, and no file but current changes")
  func rolledBack() async throws {
    try await withDirectory { directory, place in
      let ids = try (1...3).map { try publish($0, in: directory) }
      let bytes = try Data(contentsOf: URL(filePath: directory.tensorPath(ids[1])))
      #expect(try directory.rollback() == ids[1])
      #expect(directory.names() == [ids[1], ids[0], ids[2]])
      #expect(try Data(contentsOf: URL(filePath: directory.tensorPath(ids[1]))) == bytes)
      #expect(try directory.rollback() == ids[0])
      try directory.promote(ids[2])
      #expect(directory.names() == [ids[2], ids[0], ids[1]])
    }
  }

  @Test("going back passes over a damaged model, and stays where there is none to go back to")
  func rolledBackPastDamage() async throws {
    try await withDirectory { directory, _ in
      #expect(try directory.rollback() == nil)
      let ids = try (1...3).map { try publish($0, in: directory) }
      try overwrite(directory.tensorPath(ids[1]), [1, 2, 3])
      #expect(try directory.rollback() == ids[0])
      #expect(throws: ModelError.self) { try directory.promote(ids[1]) }
      #expect(directory.openCurrent().model?.id == ids[0])
    }
  }

  @Test("where the serving file was taken away, going back names the one that stands in for it")
  func rolledBackPastAbsence() async throws {
    try await withDirectory { directory, _ in
      let ids = try (1...3).map { try publish($0, in: directory) }
      try FileManager.default.removeItem(atPath: directory.tensorPath(ids[2]))
      #expect(directory.openCurrent().model?.id == ids[1])
      #expect(try directory.rollback() == ids[1])
      #expect(directory.names() == [ids[1], ids[0]])
      #expect(try directory.rollback(refusing: [ids[1]]) == ids[0])
    }
  }

  @Test("what a killed publication left half written is removed by the next one")
  func leftovers() async throws {
    try await withDirectory { directory, _ in
      let first = try publish(1, in: directory)
      let partial = directory.tensorPath(first) + ".4711.partial"
      try overwrite(partial, [1, 2, 3])
      #expect(directory.openCurrent().model?.id == first)
      try publish(2, in: directory)
      #expect(!FileManager.default.fileExists(atPath: partial))
    }
  }

  @Test("publishing the same model again keeps the one before it")
  func republished() async throws {
    try await withDirectory { directory, _ in
      let ids = try [1, 2, 2].map { try publish($0, in: directory) }
      #expect(directory.names() == [ids[1], ids[0]])
    }
  }

  @Test("a model that was opened answers after it is replaced and removed")
  func mapped() async throws {
    try await withDirectory { directory, _ in
      try publish(1, in: directory)
      let old = try #require(directory.openCurrent().model)
      for number in 2...5 { try publish(Int64(number), in: directory) }
      #expect(old.score(of: Title.ID(1), for: .empty) == 0)
    }
  }

  @Test("a damaged model is refused and the one before it serves", arguments: Damage.allCases)
  func damaged(damage: Damage) async throws {
    try await withDirectory { directory, _ in
      let before = try publish(1, in: directory)
      let current = try publish(2, in: directory)
      try damage.apply(to: directory.tensorPath(current))
      let opened = directory.openCurrent()
      #expect(opened.model?.id == before)
      #expect(opened.refused != nil)
      try FileManager.default.removeItem(atPath: directory.tensorPath(before))
      #expect(directory.openCurrent().model == nil)
    }
  }

  @Test("a model the system would not open serves as soon as it can be opened")
  func openedLater() async throws {
    try await withDirectory { directory, _ in
      let before = try publish(1, in: directory)
      let slot = ModelSlot(directory)
      #expect(slot.model?.id == before)
      let next = try publish(2, in: directory)
      let path = directory.tensorPath(next)
      try FileManager.default.moveItem(atPath: path, toPath: path + ".away")
      #expect(!slot.reload() && slot.model?.id == before)
      #expect(slot.refused == .tensors(.cannotOpen(errno: ENOENT)))
      #expect(!slot.reload() && slot.refused != nil)
      try FileManager.default.moveItem(atPath: path + ".away", toPath: path)
      #expect(slot.reload() && slot.model?.id == next && slot.refused == nil)
      #expect(!slot.reload())
    }
  }

  enum Damage: CaseIterable {
    case truncated, emptied, missing, hugeHeader, text, offsets, otherFormat, link

    func apply(to path: String) throws {
      let url = URL(filePath: path)
      var bytes = [UInt8](try Data(contentsOf: url))
      // A new file by rename: the rest of the test may have the old one mapped.
      try FileManager.default.removeItem(at: url)
      switch self {
      case .truncated: bytes.removeLast()
      case .emptied: bytes = []
      case .missing: return
      case .hugeHeader: bytes[7] = 0x80
      case .text: bytes = Array("not a model".utf8)
      case .offsets: bytes[bytes.count - 1] ^= 0  // replaced below
      case .otherFormat:
        let text = Array(TrainedModel.format.utf8)
        let place = try #require(bytes.indices.first { bytes[$0...].starts(with: text) })
        bytes[place + text.count - 1] = UInt8(ascii: "9")
      case .link:
        try Data(bytes).write(to: URL(filePath: path + ".real"))
        try FileManager.default.createSymbolicLink(
          atPath: path, withDestinationPath: path + ".real")
        return
      }
      if self == .offsets {
        var writer = TensorFileWriter(metadata: ["format": TrainedModel.format])
        writer.add("titles", TensorStorage<Int64>([1]))
        writer.add("content.scale", TensorStorage<Float>([1]))
        for name in ["together", "next"] {
          writer.add("\(name).recency", TensorStorage<Float>([1, 1]))
        }
        for name in ["together", "next", "content"] {
          writer.add("\(name).offsets", TensorStorage<Int64>([0, 1 << 40]))
          writer.add("\(name).columns", TensorStorage<Int32>([]))
          writer.add("\(name).values", TensorStorage<Float>([]))
        }
        bytes = writer.encoded()
      }
      try Data(bytes).write(to: url)
    }
  }

  @Test(
    "a name that is none is refused and leads nowhere",
    arguments: [
      "../../etc/passwd", "0123456789ABCDEF", "0123456789abcde", "0123456789abcdef0", "/", ".",
      "0123456789abcde\u{0}",
    ])
  func badName(name: String) async throws {
    try await withDirectory { directory, _ in
      let before = try publish(1, in: directory)
      try overwrite(
        directory.path + "/current",
        Array("\(directory.database.rawValue) \(name) \(before)\n".utf8))
      let opened = directory.openCurrent()
      #expect(opened.model?.id == before && opened.refused == .badName)
    }
  }

  @Test("values that are no numbers are found before a model gets its name")
  func notFinite() async throws {
    try await withDirectory { directory, _ in
      let before = try publish(1, in: directory)
      let file = try file(
        title: 1,
        together: ItemMatrix(
          itemCount: 1, rowOffsets: TensorStorage([0, 1]), columns: TensorStorage([0]),
          values: TensorStorage([.nan])))
      #expect(throws: ModelError.tensors(.notFinite(tensor: "together.values"))) {
        try directory.publish(file, manifest(of: file))
      }
      #expect(directory.openCurrent().model?.id == before)
      let names = try FileManager.default.contentsOfDirectory(atPath: directory.path)
      #expect(names.filter { $0.hasSuffix(".safetensors") }.count == 1)
      #expect(!names.contains { $0.contains("partial") })
    }
  }

  @Test("bytes that are not the manifest's are refused at publishing and found by verifying")
  func wrongChecksum() async throws {
    try await withDirectory { directory, _ in
      let id = try publish(1, in: directory)
      let other = file(title: 5)
      #expect(throws: ModelError.wrongChecksum) {
        try directory.publish(other + [0], manifest(of: other))
      }
      try FileManager.default.removeItem(atPath: directory.tensorPath(id))
      try overwrite(directory.tensorPath(id), other)
      #expect(throws: ModelError.wrongChecksum) { try directory.verify(id) }
      try overwrite(directory.manifestPath(id), Array("{}".utf8))
      #expect(throws: ModelError.badManifest) { try directory.verify(id) }
    }
  }

  @Test("a current that cannot be read is not taken for an empty one: no model is removed")
  func unreadableCurrent() async throws {
    try await withDirectory { directory, _ in
      let id = try publish(1, in: directory)
      let current = directory.path + "/current"
      try FileManager.default.moveItem(atPath: current, toPath: current + "-elsewhere")
      try FileManager.default.createSymbolicLink(
        atPath: current, withDestinationPath: current + "-elsewhere")
      #expect(throws: ModelError.unreadableCurrent) { try publish(2, in: directory) }
      _ = try directory.open(id)
    }
  }

  @Test("the directory is made with those above it")
  func missingParents() async throws {
    try await TemporaryDirectory.with { place in
      let directory = ModelDirectory(
        path: place.file("share/pick/models"), database: TrainingWorld.database)
      let id = try publish(1, in: directory)
      #expect(directory.openCurrent().model?.id == id)
    }
  }

  @Test("a place that cannot be written is a typed error")
  func unwritable() async throws {
    try await withDirectory { directory, place in
      try overwrite(place.file("models"), [])
      #expect(throws: ModelError.cannotWrite(errno: ENOTDIR)) { try publish(1, in: directory) }
    }
  }

  @Test(
    "a scale, a half-life or a popularity that no score can be made of is refused, too",
    arguments: [Float.nan, .infinity, 1e37])
  func strangeScale(_ value: Float) async throws {
    func file(
      scale: Float = 1, halfLife: Double = 1, prior: Float = 0, share: Float = 0
    ) -> [UInt8] {
      TrainedModel(
        id: .unpublished, titles: TensorStorage([1]),
        blend: BlendModel(
          taste: RecencyWeightedModel(
            weights: .empty(itemCount: 1), recency: HistoryRecency(halfLife: halfLife, floor: 1)),
          sequence: .silent(itemCount: 1), content: .empty(itemCount: 1),
          contentScale: TensorStorage([scale]), prior: TensorStorage([prior])),
        popularityShare: share
      ).encoded()
    }
    try await withDirectory { directory, _ in
      let id = try publish(1, in: directory)
      for bytes in [
        file(scale: value), file(halfLife: 1e30), file(prior: value), file(share: value),
        file(share: -1), file(prior: -5),
      ] {
        try overwrite(directory.tensorPath(id), bytes)
        #expect(throws: ModelError.inconsistent) { try directory.open(id) }
      }
    }
  }

  @Test("a manifest whose recipe is of another version is read, but for the recipe")
  func otherRecipe() throws {
    let manifest = manifest(of: file(title: 1))
    let json = String(decoding: try manifest.json(), as: UTF8.self)
    let other = json.replacing("\"factOfWatching\"", with: "\"factOfWatchingBefore\"")
    #expect(other != json)
    let read = try #require(ModelManifest(json: Array(other.utf8)))
    #expect(read.recipe == nil)
    #expect(read.id == manifest.id && read.trainedAt == manifest.trainedAt)
    #expect(ModelManifest(json: Array(json.utf8)) == manifest)
  }

  @Test(
    "a manifest whose members have no names is none",
    arguments: ["이름", String(repeating: "a", count: 65)])
  func namelessManifest(name: String) throws {
    let json = try manifest(of: file(title: 1)).json()
    #expect(ModelManifest(json: json) != nil)
    #expect(ModelManifest(json: Array("{\"\(name)\":1,".utf8) + json.dropFirst()) == nil)
  }
}

@Suite("CurrentModels")
struct CurrentModelsTests {
  private func model(_ digit: Character) throws -> TrainedModel.ID {
    try #require(TrainedModel.ID(String(repeating: digit, count: 16)))
  }

  @Test("a switch for one database keeps the lines of the others")
  func switchKeepsOthers() throws {
    var current = CurrentModels("demo 1111111111111111\n")
    current.serve([try model("2")], for: "pick")
    current.serve([try model("3"), try model("2")], for: "pick")
    #expect(current.text == "demo 1111111111111111\npick 3333333333333333 2222222222222222\n")
    #expect(CurrentModels(current.text) == current)
  }

  @Test("a word that names no model is told from a missing one")
  func badNames() throws {
    let current = CurrentModels("pick ../../etc/passwd 2222222222222222\n\nother\n")
    #expect(current.names["pick"] == [nil, try model("2")])
    #expect(current.names["other"] == [])
    #expect(current.names["nobody"] == nil)
    #expect(current.all == ["2222222222222222"])
  }
}
