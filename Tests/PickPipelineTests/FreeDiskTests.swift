import Foundation
import Glibc
import PickCore
import PickModel
import PickReport
import PickStore
import PickStoreSQLite
import PickSystem
import PickTestRunning
import PickTestSupport
import PickTraining
import Testing

@testable import PickIntake
@testable import PickPipeline

@Suite("A month needs room on the disk, and says so")
struct FreeDiskTests {
  private let month = DemoMonths.months[0]

  private func error(
    _ pipeline: Pipeline, _ stages: [Stage] = Stage.allCases
  ) async -> (any Error)? {
    do {
      try await PipelineRun(pipeline, month).run(stages)
      return nil
    } catch { return error }
  }

  /// Whether the error is one of writing, of any of the layers below, each of which ends with 74.
  private func isOfWriting(_ error: (any Error)?) -> Bool {
    guard let error else { return false }
    return switch error {
    case PipelineError.cannotWrite, ReportError.cannotWrite, StoreError.full,
      StoreError.inputOutput, ModelError.cannotWrite, TrainError.model(.cannotWrite):
      true
    default: false
    }
  }

  @Test("the room of a path that is not there yet is that of the folder above it")
  func asked() throws {
    let scratch = try ScratchDirectory()
    let above = try #require(DiskRoom.asked(of: scratch.path))
    let below = try #require(DiskRoom.asked(of: scratch.file("not/there/yet")))
    #expect(above.free > 0 && below.device == above.device)
    #expect(DiskRoom.asked(of: "a name of nothing").map { $0.free > 0 } == true)
  }

  @Test(
    "a stage that needs more than there is does not begin, and says how much is missing",
    arguments: [Stage.validate, .ingest, .report, .train, .evaluate, .gate, .publish])
  func refused(stage: Stage) async throws {
    try await DemoMonths.with { pipeline, place in
      var pipeline = pipeline
      pipeline.database = place.file("pick.sqlite")
      let before = Array(Stage.allCases.prefix { $0 != stage })
      #expect(await error(pipeline, before) == nil)
      var full = pipeline
      full.room = { _ in DiskRoom(device: 1, free: 1000) }
      guard case PipelineError.cannotWrite(let sentence)? = await error(full, [stage]) else {
        Issue.record("\(stage) began")
        return
      }
      #expect(sentence.contains("1 MiB are free") && sentence.contains("MiB on the disk of"))
      let records = try await pipeline.stores.stageRecords(of: month)
      #expect(records.last { $0.stage == stage.rawValue }?.state == .failed)
      #expect(try await pipeline.stores.monthLocks().isEmpty)
      if stage == .ingest {
        #expect(try await pipeline.stores.watchingFacts(before: month.end).events == 0)
      }
      #expect(await error(pipeline, [stage]) == nil)
    }
  }

  @Test("what is needed on one disk is added up, and disks are looked at each by itself")
  func added() throws {
    var needs = DiskNeeds()
    needs.add(600, at: "one/a")
    needs.add(600, at: "one/b")
    needs.add(900, at: "two")
    needs.add(-5, at: "two")
    #expect(throws: Never.self) {
      try needs.check(.ingest, of: month) { DiskRoom(device: $0 == "two" ? 2 : 1, free: 1200) }
    }
    #expect(throws: PipelineError.self) {
      try needs.check(.ingest, of: month) { DiskRoom(device: $0 == "two" ? 2 : 1, free: 1199) }
    }
    #expect(throws: PipelineError.self) {
      try needs.check(.ingest, of: month) { _ in DiskRoom(device: 1, free: 2099) }
    }
    #expect(throws: Never.self) { try needs.check(.ingest, of: month) { _ in nil } }
  }

  @Test(
    "a manifest that names more rows than its files can have asks for no more room than they do")
  func absurd() async throws {
    try await DemoMonths.with { pipeline, place in
      let inbox = MonthInbox(place.file("inbox"), month)
      let path = inbox.file("manifest.json")
      let text = try String(contentsOfFile: path, encoding: .utf8)
      let rows = try #require(try inbox.manifest()?.files.first { $0.name == "views.csv" }?.rows)
      let absurd = text.replacing(": \(rows),", with: ": \(Int.max),")
      #expect(absurd != text)
      try absurd.write(toFile: path, atomically: true, encoding: .utf8)
      // It is refused for its rows, by validation, and not for want of room.
      guard case PipelineError.badData? = await error(pipeline) else {
        Issue.record("not refused by validation")
        return
      }
    }
  }

  @Test(
    "a disk that fills up in the middle of any stage ends it, loses nothing, and is forgiven",
    .needs(.ownDisk, isThere: TinyDisk.isPossible), arguments: ["everything", "results"])
  func fillsUp(what: String) async throws {
    try await DemoMonths.with { pipeline, place in
      let disk = try TinyDisk(mebibytes: 64)
      var pipeline = Pipeline(
        stores: pipeline.stores,
        models: ModelDirectory(path: disk.path + "/models", database: pipeline.models.database),
        source: pipeline.source, work: disk.path + "/pipeline", clock: pipeline.clock,
        options: pipeline.options)
      if what == "everything" {
        pipeline = try DemoMonths.pipeline(on: disk.path, like: pipeline)
      }
      // The room is not looked at: the disk fills up after it was.
      pipeline.room = { _ in nil }
      for stage in Stage.allCases {
        try disk.fill()
        let failure = await error(pipeline, [stage])
        // The files of the month are there already, and its rows go into the database.
        // A report that cannot be written stops nothing.
        let writesNothing = what == "results" ? [Stage.wait, .ingest, .report] : [.wait, .report]
        if failure != nil || !writesNothing.contains(stage) {
          #expect(isOfWriting(failure), "\(stage): \(String(describing: failure))")
        }
        disk.makeRoom()
        if let failure = await error(pipeline, [stage]) { Issue.record("\(stage): \(failure)") }
      }
      #expect(pipeline.models.openCurrent().refused == nil)
      #expect(pipeline.models.openCurrent().model != nil)
      let names = FileManager.default.enumerator(atPath: disk.path)?.allObjects as? [String]
      #expect(try #require(names).allSatisfy { !$0.hasSuffix(".partial") })
      try (pipeline.stores as? SQLiteDatabase)?.close()
    }
  }

  @Test("a folder of results that may not be written to is named, and the month goes on later")
  func noFolder() async throws {
    try await DemoMonths.with { pipeline, place in
      // A file in the folder's place refuses everybody, root as well.
      try Data().write(to: URL(filePath: place.file("pipeline")))
      guard
        case PipelineError.cannotWrite(let sentence)? = await error(pipeline, [.wait, .validate])
      else {
        Issue.record("it was written")
        return
      }
      #expect(sentence.contains(place.file("pipeline")))
      try FileManager.default.removeItem(atPath: place.file("pipeline"))
      #expect(await error(pipeline, [.wait, .validate]) == nil)
    }
  }
}
