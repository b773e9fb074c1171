import Foundation
import Glibc
import PickCore
import PickImport
import PickModel
import PickStore
import PickStoreSQLite
import PickSystem
import PickTestSupport
import Synchronization
import Testing

@testable import PickIntake
@testable import PickPipeline

/// Faults by the numbers of docs/pipeline.md, "Faults".
@Suite("Faults in a month end in order")
struct PipelineFaultTests {
  private let month = DemoMonths.months[0]

  private func error(
    _ pipeline: Pipeline, _ month: Month? = nil, _ stages: [Stage] = Stage.allCases
  ) async -> (any Error)? {
    do {
      try await PipelineRun(pipeline, month ?? self.month).run(stages)
      return nil
    } catch { return error }
  }

  private func serving(_ pipeline: Pipeline) -> TrainedModel.ID? {
    pipeline.models.openCurrent().model?.id
  }

  // MARK: - 6: models

  @Test(
    "a model that is damaged between two stages is refused at once, and what serves goes on",
    arguments: ["truncated", "one byte", "header", "gone"])
  func damagedModel(how: String) async throws {
    try await DemoMonths.with { pipeline, _ in
      #expect(await error(pipeline) == nil)
      let champion = try #require(serving(pipeline))
      let next = DemoMonths.months[1]
      let before = Array(Stage.allCases.prefix { $0 != .evaluate })
      #expect(await error(pipeline, next, before) == nil)
      let challengers = pipeline.results(of: next).challengers
      let id = try #require(challengers.names().first ?? nil)
      let path = "\(challengers.path)/\(id).safetensors"
      var bytes = try Files.read(path, limit: 1 << 28)
      switch how {
      case "truncated": bytes.removeLast(bytes.count / 2)
      case "one byte": bytes[bytes.count - 9] ^= 0x40
      case "header": bytes.replaceSubrange(0..<8, with: [0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0x80])
      default: bytes = []
      }
      if how == "gone" { unlink(path) } else { try Data(bytes).write(to: URL(filePath: path)) }
      for stage in [Stage.evaluate, .gate, .publish] {
        #expect(await error(pipeline, next, [stage]) != nil, "\(stage)")
        #expect(serving(pipeline) == champion)
      }
      // The run as a whole sees that its result is gone, and makes it again.
      if let failure = await error(pipeline, next) { Issue.record("\(failure)") }
      #expect(serving(pipeline) == id)
    }
  }

  @Test("a serving model that was damaged gives way to the next month's")
  func damagedChampion() async throws {
    try await DemoMonths.with { pipeline, _ in
      #expect(await error(pipeline) == nil)
      let champion = try #require(serving(pipeline))
      let path = "\(pipeline.models.path)/\(champion).safetensors"
      try Data([1, 2, 3]).write(to: URL(filePath: path))
      #expect(pipeline.models.openCurrent().model == nil)
      if let failure = await error(pipeline, DemoMonths.months[1]) { Issue.record("\(failure)") }
      #expect(serving(pipeline) != nil && serving(pipeline) != champion)
    }
  }

  // MARK: - 16, 17: files

  @Test("bad rows are listed with line and reason, the good ones go in, and once only")
  func badRows() async throws {
    try await DemoMonths.with { pipeline, place in
      var lines = 0
      try DemoMonths.changeViews(of: month, in: place) { text in
        let rows = DemoMonths.lines(of: text)
        lines = rows.count
        let bad = [
          "1\u{0}2,x,1,2026-09-05,20:00:00",
          "1,\(rows[1].split(separator: ",")[1]),-5,2026-09-05,20:00:00",
          "1,nothing,1,2026-09-05,20:00:00", "1,2", "\u{FF}\u{FF},x,1,2026-09-05,20:00:00",
          "1,\(rows[1].split(separator: ",")[1]),7,2026-13-05,20:00:00",
        ]
        return (rows + bad).joined(separator: "\n") + "\n"
      }
      if let failure = await error(pipeline, nil, [.wait, .validate, .ingest]) {
        Issue.record("\(failure)")
      }
      let rejected = try String(
        contentsOfFile: pipeline.results(of: month).rejected, encoding: .utf8)
      let rows = rejected.split(separator: "\n").dropFirst()
      #expect(rows.count == 6)
      #expect(rows.allSatisfy { $0.hasPrefix("views.csv,") })
      #expect(rows.first?.hasPrefix("views.csv,\(lines + 1),") == true)
      let facts = try await pipeline.stores.watchingFacts(before: month.end)
      #expect(facts.events > 0)
      var again = pipeline
      again.options.isForced = true
      #expect(await error(again, nil, [.wait, .validate, .ingest]) == nil)
      #expect(try await pipeline.stores.watchingFacts(before: month.end) == facts)
    }
  }

  @Test(
    "files that are no table, or have too many bad rows, change nothing; one bad row costs itself",
    arguments: ["empty", "wrong header", "10 % bad", "a 10 MB field", "never closed"])
  func badFiles(how: String) async throws {
    try await DemoMonths.with { pipeline, place in
      let path = MonthInbox(place.file("inbox"), month).file("views.csv")
      let data = try Data(contentsOf: URL(filePath: path))
      var bytes = [UInt8](data)
      switch how {
      case "empty": bytes = []
      case "wrong header": bytes = Array("a,b,c\n1,2,3\n".utf8)
      case "10 % bad":
        let rows = bytes.count { $0 == UInt8(ascii: "\n") }
        bytes += Array(repeating: Array("1,2\n".utf8), count: rows / 10 + 1).joined()
      case "a 10 MB field":
        bytes +=
          Array("1,".utf8) + [UInt8](repeating: UInt8(ascii: "x"), count: 10 << 20)
          + Array(",1,2026-09-05,20:00:00\n".utf8)
      default: bytes += Array("1,\"never closed".utf8) + [UInt8](repeating: 0x41, count: 2 << 20)
      }
      try Data(bytes).write(to: URL(filePath: path))
      let inbox = MonthInbox(place.file("inbox"), month)
      if (try? inbox.writeManifest(now: month.end)) == nil {
        // A file that cannot be counted gets the manifest of who sent it.
        let manifest = try Self.manifest(of: inbox)
        try Data(manifest.utf8).write(to: URL(filePath: inbox.file("manifest.json")))
      }
      let failure = await error(pipeline, nil, [.wait, .validate, .ingest])
      if ["never closed", "a 10 MB field"].contains(how) {
        // One row is lost, and named; all others are good.
        #expect(failure == nil)
      } else {
        #expect(failure != nil)
        #expect(try await pipeline.stores.watchingFacts(before: month.end).events == 0)
      }
    }
  }

  private static func manifest(of inbox: MonthInbox) throws -> String {
    let files = try MonthInbox.fileNames.filter {
      FileManager.default.fileExists(atPath: inbox.file($0))
    }.map { name in
      let bytes = [UInt8](try Data(contentsOf: URL(filePath: inbox.file(name))))
      return "{\"file\": \"\(name)\", \"rows\": 1, \"sha256\": \"\(Checksum.of(bytes))\"}"
    }
    return "{\"month\": \"\(inbox.month)\", \"files\": [\(files.joined(separator: ", "))]}"
  }

  @Test(
    "the same rows in another encoding are the same events",
    arguments: ["UTF-8", "UTF-8 with a mark", "UTF-16", "decomposed"])
  func encodings(how: String) async throws {
    try await DemoMonths.with { pipeline, place in
      #expect(await error(pipeline, nil, [.wait, .validate, .ingest]) == nil)
      let facts = try await pipeline.stores.watchingFacts(before: month.end)
      let inbox = MonthInbox(place.file("inbox"), month)
      for name in MonthInbox.fileNames {
        let url = URL(filePath: inbox.file(name))
        guard let bytes = try? [UInt8](Data(contentsOf: url)) else { continue }
        let text = try #require(TextEncoding.cp949.text(bytes[...]))
        let data: Data
        switch how {
        case "UTF-8": data = Data(text.utf8)
        case "UTF-8 with a mark": data = Data([0xEF, 0xBB, 0xBF] + Array(text.utf8))
        case "UTF-16":
          data = Data([0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
        default: data = Data(text.decomposedStringWithCanonicalMapping.utf8)
        }
        try data.write(to: url)
      }
      _ = try inbox.writeManifest(now: month.end)
      if let failure = await error(pipeline, nil, [.wait, .validate, .ingest]) {
        Issue.record("\(failure)")
      }
      #expect(try await pipeline.stores.watchingFacts(before: month.end) == facts)
    }
  }

  // MARK: - 22, 23: hostile names

  @Test("names that steer a terminal reach no result of any stage")
  func hostileNames() async throws {
    let marks = String(repeating: "\u{301}", count: 10_000)
    let hostile = [
      "\u{1B}]0;x\u{7}", "\u{1B}[31m", "\u{1B}]52;c;eA==\u{7}", "\u{1B}P1$q\u{1B}\\", "\u{9B}31m",
      "\u{1B}]8;;http://x\u{1B}", "\u{202E}", "a" + marks,
    ]
    try await DemoMonths.with { pipeline, place in
      let inbox = MonthInbox(place.file("inbox"), month)
      for name in MonthInbox.fileNames { unlink(inbox.file(name)) }
      let assets =
        "asset_nm,disp_rtm,category_h,category_l,ct_cl,genre_of_ct_cl,SMRY,ACTR_DISP,"
        + "clean_asset_nm\n"
        + hostile.enumerated().map { index, name in
          "film \(index)\(name),6000,영화,영화,영화,드라마\(name),\(name),\(name),film \(index)\(name)\n"
        }.joined()
      let views =
        "subsr,asset_nm,use_tms,date,time\n"
        + (0..<400).map { row in
          let index = row % hostile.count
          return
            "\(1000 + row / 8),film \(index)\(hostile[index]),\(600 + row),2026-09-05,21:00:00\n"
        }.joined() + "1\u{1B}[31m,film 0,1,2026-09-05,21:00:00\n"
      try Data(assets.utf8).write(to: URL(filePath: inbox.file("assets.csv")))
      try Data(views.utf8).write(to: URL(filePath: inbox.file("views.csv")))
      _ = try inbox.writeManifest(now: month.end)
      if let failure = await error(pipeline, nil, [.wait, .validate, .ingest, .report]) {
        Issue.record("\(failure)")
      }
      let results = pipeline.results(of: month).path
      let names = try FileManager.default.contentsOfDirectory(atPath: results)
      #expect(names.contains("validation.json") && names.contains("report.html"))
      for name in names where [".csv", ".json", ".html"].contains(where: name.hasSuffix) {
        let bytes = try Files.read(results + "/" + name, limit: 1 << 28)
        let text = String(decoding: bytes, as: UTF8.self)
        let foreign = text.unicodeScalars.filter { scalar in
          (scalar.value < 0x20 && !"\t\n\r".unicodeScalars.contains(scalar))
            || (0x7F...0x9F).contains(scalar.value) || scalar == "\u{202E}"
        }
        #expect(foreign.isEmpty, "\(name)")
      }
      for record in try await pipeline.stores.stageRecords(of: month) {
        #expect(!record.details.unicodeScalars.contains("\u{1B}"))
      }
    }
  }

  @Test("links in the place of results are replaced, and what they lead to is not touched")
  func links() async throws {
    try await DemoMonths.with { pipeline, place in
      let secret = place.file("secret")
      try Data("mine".utf8).write(to: URL(filePath: secret))
      let results = pipeline.results(of: month)
      try FileManager.default.createDirectory(
        atPath: results.path, withIntermediateDirectories: true)
      for file in [results.validation, results.rejected, results.rejected + ".partial"] {
        try FileManager.default.createSymbolicLink(atPath: file, withDestinationPath: secret)
      }
      if let failure = await error(pipeline, nil, [.wait, .validate]) {
        Issue.record("\(failure)")
      }
      #expect(try String(contentsOfFile: secret, encoding: .utf8) == "mine")
      for file in [results.validation, results.rejected] {
        let attributes = try FileManager.default.attributesOfItem(atPath: file)
        #expect(attributes[.type] as? FileAttributeType == .typeRegular)
      }
    }
  }

  @Test(
    "a name of a model that leads elsewhere is no name",
    arguments: ["../../secret", "/etc/passwd", "0123456789abcdef/..", "", "..", "current"])
  func modelNames(name: String) async throws {
    try await DemoMonths.with { pipeline, _ in
      await #expect(throws: PipelineError.self) {
        _ = try await ModelRegistry(pipeline).promote(name)
      }
    }
  }

  // MARK: - 8, 26, 27: clocks, locks, a busy database

  @Test(
    "a clock that leaps a year back or forth stops nothing that is done, and starts nothing twice")
  func clockLeaps() async throws {
    try await DemoMonths.with { pipeline, _ in
      let clock = try #require(pipeline.clock as? ManualClock)
      let now = clock.now()
      #expect(await error(pipeline, nil, [.wait, .validate, .ingest]) == nil)
      let facts = try await pipeline.stores.watchingFacts(before: month.end)
      clock.set(now.advanced(bySeconds: -365 * 86_400))
      guard case PipelineError.notYet? = await error(pipeline) else {
        Issue.record("a month of the future was taken")
        return
      }
      #expect(try await pipeline.stores.monthLocks().isEmpty)
      clock.set(now.advanced(bySeconds: 365 * 86_400))
      var outcomes: [Bool] = []
      try await PipelineRun(pipeline, month).run(
        [.wait, .validate, .ingest], finished: { outcomes.append($0.wasDone) })
      #expect(outcomes == [true, true, true])
      #expect(try await pipeline.stores.watchingFacts(before: month.end) == facts)
    }
  }

  @Test(
    "a run of another machine that is stopped is replaced after a minute of silence, not before")
  func stopped() async throws {
    try await DemoMonths.with { pipeline, _ in
      let clock = try #require(pipeline.clock as? ManualClock)
      _ = try await pipeline.stores.lockMonth(
        month, run: "stopped", holder: "elsewhere 1 1", now: clock.now(), expired: clock.now(),
        dead: nil)
      clock.advance(bySeconds: 59)
      guard case PipelineError.inUse? = await error(pipeline, nil, [.wait]) else {
        Issue.record("a living run was replaced")
        return
      }
      clock.advance(bySeconds: 2)
      #expect(await error(pipeline, nil, [.wait]) == nil)
      // When it is let go on, it finds that it has lost the month.
      #expect(try await !pipeline.stores.keepMonth(month, run: "stopped", now: clock.now()))
    }
  }

  @Test("a database that another program keeps busy ends the run, which can be tried again")
  func busy() async throws {
    try await DemoMonths.with { pipeline, place in
      let other = try SQLiteDatabase.open(path: place.file("pick.sqlite"), mode: .existing)
      let (locked, isLocked) = AsyncStream.makeStream(of: Void.self)
      let release = DispatchSemaphore(value: 0)
      let holding = Task.detached {
        try await other.write { _ in
          isLocked.yield()
          release.wait()
        }
      }
      for await _ in locked { break }
      let failure = await error(pipeline, nil, [.wait])
      release.signal()
      try await holding.value
      #expect(failure as? StoreError == .busy)
      #expect(await error(pipeline, nil, [.wait]) == nil)
      try other.close()
    }
  }

  // MARK: - 28: backups

  @Test("a backup that is taken while a month goes in is sound, and holds all of its rows or none")
  func backup() async throws {
    try await DemoMonths.with { pipeline, place in
      #expect(await error(pipeline, nil, [.wait, .validate]) == nil)
      let running = Mutex(true)
      async let ingest = error(pipeline, nil, [.ingest])
      async let counts = Task.detached {
        var found: [Int] = []
        repeat {
          let copy = place.file("copy-\(found.count).sqlite")
          let report = try DatabaseAdmin(path: place.file("pick.sqlite")).backup(to: copy)
          #expect(report.isSound)
          found.append(report.rows.first { $0.table == "watch_event" }?.count ?? -1)
        } while running.withLock { $0 }
        return found
      }.value
      #expect(await ingest == nil)
      running.withLock { $0 = false }
      let all = try await pipeline.stores.watchingFacts(before: month.end).events
      let found = try await counts
      #expect(!found.isEmpty && found.allSatisfy { $0 == 0 || $0 == all }, "\(found) of \(all)")
    }
  }
}
