import Foundation
import PickCore
import PickModel
import PickRecommender
import PickStore
import PickSystem
import PickTestSupport
import Testing

@testable import PickIntake
@testable import PickPipeline

@Suite("A month goes from its files to a model that serves")
struct PipelineRunTests {
  private let months = DemoMonths.months

  @discardableResult
  private func run(
    _ pipeline: Pipeline, _ month: Month, _ stages: [Stage] = Stage.allCases
  ) async throws -> [StageOutcome] {
    var outcomes: [StageOutcome] = []
    try await PipelineRun(pipeline, month).run(stages, finished: { outcomes.append($0) })
    return outcomes
  }

  @Test("each month's model takes over from the month's before, which stays at hand")
  func twoMonths() async throws {
    try await DemoMonths.with { pipeline, _ in
      let first = try await run(pipeline, months[0])
      #expect(first.map(\.stage) == Stage.allCases && first.allSatisfy { !$0.wasDone })
      let september = try #require(pipeline.models.openCurrent().model?.id)
      try await run(pipeline, months[1])
      let october = try #require(pipeline.models.openCurrent().model?.id)
      #expect(october != september)
      #expect(pipeline.models.names() == [october, september])
      let entries = try await ModelRegistry(pipeline).entries()
      #expect(entries.map(\.state) == [.champion, .previous])
      #expect(entries.map(\.month) == [months[1], months[0]])
      let history = try #require(entries[0].history)
      #expect(history.files.map(\.month) == months)
      #expect(history.files.allSatisfy { $0.files.map(\.name).contains("views.csv") })
      #expect(history.metrics?.champion == september.description)
      #expect(history.verdict?.isPassed == true)
      let ablation = try #require(history.metrics?.ablation)
      #expect(ablation.allSatisfy { $0.low <= $0.difference && $0.difference <= $0.high })
      #expect(!ablation.isEmpty && Set(ablation.map(\.without)).count == ablation.count)

      // The report names the model, its run, and every file behind it.
      let report = pipeline.results(of: months[1]).path
      let page = try String(contentsOfFile: report + "/report.html", encoding: .utf8)
      let sources = try String(contentsOfFile: report + "/tables/sources.csv", encoding: .utf8)
      #expect(
        page.contains(october.description) && page.contains(entries[0].run?.prefix(16) ?? "?"))
      for file in history.files.flatMap(\.files) {
        #expect(page.contains(file.sha256.prefix(16)) && sources.contains(file.sha256))
      }
      let gate = try String(contentsOfFile: report + "/tables/gate.csv", encoding: .utf8)
      #expect(gate.contains("champion,passed"))

      let again = try await run(pipeline, months[1])
      #expect(again.allSatisfy { $0.wasDone })
      #expect(pipeline.models.openCurrent().model?.id == october)
    }
  }

  @Test("a rollback lets the very bytes serve that served before")
  func rollback() async throws {
    try await DemoMonths.with { pipeline, _ in
      try await run(pipeline, months[0])
      let before = try #require(pipeline.models.openCurrent().model?.id)
      let bytes = try Files.read(
        "\(pipeline.models.path)/\(before).safetensors", limit: 1 << 26)
      try await run(pipeline, months[1])
      let registry = ModelRegistry(pipeline)
      #expect(try await registry.rollback() == before)
      #expect(pipeline.models.openCurrent().model?.id == before)
      let after = try Files.read("\(pipeline.models.path)/\(before).safetensors", limit: 1 << 26)
      #expect(after == bytes)
      #expect(try await registry.entries().map(\.state) == [.champion, .previous])
      // The way back is open too, by the beginning of a name.
      let newer = try #require(try await registry.entries().last?.id)
      let promoted = try await registry.promote(String(newer.prefix(6)))
      #expect(promoted.description == newer)
      await #expect(throws: PipelineError.self) { _ = try await registry.promote("0123") }
    }
  }

  @Test(
    "stopped after a stage and begun again, it ends the same",
    arguments: [Stage.validate, .train, .gate])
  func resumed(after stage: Stage) async throws {
    try await DemoMonths.with { pipeline, _ in
      let place = try #require(Stage.allCases.firstIndex(of: stage))
      try await run(pipeline, months[0], Array(Stage.allCases[...place]))
      #expect(pipeline.models.openCurrent().model == nil)
      // What a killed process leaves: a stage that is running, and its lock.
      let next = Stage.allCases[place + 1]
      try await pipeline.stores.record(
        StageRecord(
          run: "dead", stage: next.rawValue, month: months[0], state: .running, input: "",
          version: "1", startedAt: pipeline.clock.now()))
      var gone = PipelineHolder.this
      gone = PipelineHolder(host: gone.host, process: gone.process, began: "1")
      _ = try await pipeline.stores.lockMonth(
        months[0], run: "dead", holder: gone.text, now: pipeline.clock.now(),
        expired: pipeline.clock.now(), dead: nil)
      let rest = try await run(pipeline, months[0])
      #expect(rest.map(\.wasDone) == Stage.allCases.indices.map { $0 <= place })
      #expect(try await pipeline.stores.monthLocks().isEmpty)
      #expect(
        pipeline.results(of: months[0]).challengers.names()
          == [pipeline.models.openCurrent().model?.id])
    }
  }

  @Test("of two runs of a month at once one wins, and the other is told who")
  func twoRuns() async throws {
    try await DemoMonths.with { pipeline, _ in
      try await run(pipeline, months[0], [.wait])
      let holder = PipelineHolder.this.text
      _ = try await pipeline.stores.lockMonth(
        months[0], run: "other", holder: holder, now: pipeline.clock.now(),
        expired: pipeline.clock.now(), dead: nil)
      let error = await #expect(throws: PipelineError.self) {
        try await run(pipeline, months[0], [.validate])
      }
      guard case .inUse(let lock) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(lock.run == "other" && lock.holder == holder)
      #expect(try await run(pipeline, months[1], [.wait]).count == 1)
    }
  }

  @Test("a run whose lock was taken over ends, and publishes nothing")
  func lostLock() async throws {
    try await DemoMonths.with { pipeline, _ in
      try await run(pipeline, months[0], Stage.allCases.dropLast(2))
      let taking = pipeline
      let error = await #expect(throws: PipelineError.self) {
        try await PipelineRun(pipeline, months[0], pause: .milliseconds(5)).run(
          [.gate, .publish],
          finished: { outcome in
            guard outcome.stage == .gate else { return }
            let taken = DispatchSemaphore(value: 0)
            Task.detached {
              _ = try? await taking.stores.lockMonth(
                months[0], run: "other", holder: "elsewhere 1 1", now: taking.clock.now(),
                expired: taking.clock.now().advanced(bySeconds: 1), dead: nil)
              taken.signal()
            }
            taken.wait()
          })
      }
      guard case .notYet = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(pipeline.models.names().isEmpty)
      #expect(try await pipeline.stores.monthLocks().map(\.run) == ["other"])
    }
  }

  @Test("what is looked at ends the work, also where the work keeps all threads busy")
  func supervised() async throws {
    let error = await #expect(throws: PipelineError.self) {
      try await Supervised.run {
        // One busy task a core, none of which waits for anything.
        await withTaskGroup(of: Void.self) { group in
          for _ in 0..<ProcessInfo.processInfo.activeProcessorCount {
            group.addTask { while !Task.isCancelled {} }
          }
        }
      } while: {
        .overLimit("enough")
      }
    }
    #expect(error == .overLimit("enough"))
    #expect(
      try await Supervised.run {
        7
      } while: {
        nil
      } == 7)
  }

  @Test("a process is gone when this machine knows that it is")
  func holders() throws {
    let this = PipelineHolder.this
    #expect(PipelineHolder(this.text) == this && !this.isGone)
    #expect(PipelineHolder(host: this.host, process: this.process, began: "1").isGone)
    // proc(5): no process has a number beyond 2^22.
    #expect(PipelineHolder(host: this.host, process: 1 << 22 + 1, began: this.began).isGone)
    #expect(!PipelineHolder(host: "elsewhere", process: 1 << 22 + 1, began: this.began).isGone)
    #expect(!PipelineHolder(host: this.host, process: -1, began: this.began).isGone)
  }

  @Test("a process that was killed is gone, also while its parent has not asked for its end")
  func zombie() throws {
    var process: pid_t = 0
    var arguments = [strdup("sleep"), strdup("600"), nil]
    defer { for argument in arguments { free(argument) } }
    try #require(posix_spawnp(&process, "sleep", nil, nil, &arguments, environ) == 0)
    let stat = try String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
    let began = try #require(stat.split(separator: " ").dropFirst(21).first)
    let holder = PipelineHolder(
      host: PipelineHolder.this.host, process: process, began: String(began))
    #expect(!holder.isGone)
    kill(process, SIGKILL)
    var information = siginfo_t()
    #expect(waitid(P_PID, id_t(process), &information, WEXITED | WNOWAIT) == 0)
    #expect(holder.isGone)
    var status: Int32 = 0
    waitpid(process, &status, 0)
    #expect(holder.isGone)
  }

  @Test("rows of an earlier month that come late do not bring an older model back")
  func lateEarlierMonth() async throws {
    try await DemoMonths.with { pipeline, place in
      var kept: [String] = []
      try DemoMonths.changeViews(of: months[0], in: place) { text in
        kept = DemoMonths.lines(of: text)
        return kept.dropLast(20).joined(separator: "\n") + "\n"
      }
      for month in months { try await run(pipeline, month) }
      let serving = pipeline.models.names()
      try DemoMonths.changeViews(of: months[0], in: place) { _ in
        kept.joined(separator: "\n") + "\n"
      }
      let outcomes = try await run(pipeline, months[0])
      #expect(pipeline.models.names() == serving)
      #expect(outcomes.last?.warnings.first?.contains("2026-10") == true)
    }
  }

  @Test("a model whose pages are empty does not serve, with or without one before it")
  func badPages() async throws {
    try await DemoMonths.with { pipeline, _ in
      let through = Array(Stage.allCases.dropLast())
      try await run(pipeline, months[0], through)
      // Who has hidden every title has an empty home.
      let titles = try await pipeline.stores.titles()
      for viewer in try await pipeline.someViewers() {
        for title in titles {
          try await pipeline.stores.setHidden(
            true, title: title.id, viewer: viewer, at: pipeline.clock.now())
        }
      }
      let error = await #expect(throws: PipelineError.self) { try await run(pipeline, months[0]) }
      guard case .rejected = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(pipeline.models.names().isEmpty)
      #expect(try await ModelRegistry(pipeline).entries().map(\.state) == [.rejected])
    }
  }

  @Test("killed between the switch and the ledger, it ends as if it were not")
  func killedInPublish() async throws {
    try await DemoMonths.with { pipeline, _ in
      try await run(pipeline, months[0], Array(Stage.allCases.dropLast()))
      let challenger = try pipeline.challenger(of: months[0])
      let id = try #require(challenger.id)
      let bytes = try Files.read(
        "\(pipeline.results(of: months[0]).challengers.path)/\(id).safetensors", limit: 1 << 26)
      try pipeline.models.publish(bytes, challenger)
      #expect(try await run(pipeline, months[0]).last?.wasDone == false)
      #expect(pipeline.models.names() == [id])
      #expect(try await ModelRegistry(pipeline).entries().map(\.state) == [.champion])
    }
  }

  @Test(
    "a poisoned month is stopped before anything of it is stored",
    arguments: ["repeated rows", "another month", "unknown assets", "no rows"])
  func poisoned(how: String) async throws {
    try await DemoMonths.with { pipeline, place in
      try DemoMonths.changeViews(of: months[0], in: place) { text in
        let lines = DemoMonths.lines(of: text)
        return switch how {
        case "repeated rows": (lines + lines.dropFirst()).joined(separator: "\n")
        case "another month": text.replacing(",2026-09-", with: ",2026-07-")
        case "unknown assets":
          ([String(lines[0])]
            + lines.dropFirst().map { line in
              // The name of the asset is the second field of the row.
              var fields = line.split(
                separator: ",", maxSplits: 2, omittingEmptySubsequences: false
              ).map(String.init)
              if fields.count > 1 { fields[1] = "nowhere to be found" }
              return fields.joined(separator: ",")
            }).joined(separator: "\n")
        default: lines[0] + "\n"
        }
      }
      let error = await #expect(throws: PipelineError.self) { try await run(pipeline, months[0]) }
      guard case .badData = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      let facts = try await pipeline.stores.watchingFacts(before: months[1].end)
      #expect(facts.events == 0)
      let records = try await pipeline.stores.stageRecords(of: months[0])
      #expect(records.first { $0.stage == "validate" }?.state == .failed)
      #expect(Set(records.map(\.stage)) == ["wait", "validate"])
      #expect(pipeline.models.openCurrent().model == nil)
      // The next month is none the worse for it.
      try await run(pipeline, months[1])
      #expect(pipeline.models.openCurrent().model != nil)
    }
  }

  @Test("ingesting by itself does not let a poisoned month in either")
  func poisonedIngest() async throws {
    try await DemoMonths.with { pipeline, place in
      try await run(pipeline, months[0], [.wait, .validate])
      try DemoMonths.changeViews(of: months[0], in: place) {
        $0.replacing(",2026-09-", with: ",2026-07-")
      }
      await #expect(throws: PipelineError.self) { try await run(pipeline, months[0], [.ingest]) }
      #expect(try await pipeline.stores.watchingFacts(before: months[1].end).events == 0)
    }
  }

  @Test("a file that is not the one of the manifest is refused")
  func changedFile() async throws {
    try await DemoMonths.with { pipeline, place in
      try DemoMonths.changeViews(of: months[0], in: place, withManifest: false) { $0 + "\n" }
      await #expect(throws: PipelineError.self) { try await run(pipeline, months[0], [.wait]) }
    }
  }

  @Test("late rows of a closed month go in, and what depends on them is made again")
  func lateRows() async throws {
    try await DemoMonths.with { pipeline, place in
      var kept: [String] = []
      try DemoMonths.changeViews(of: months[0], in: place) { text in
        kept = DemoMonths.lines(of: text)
        return kept.dropLast(20).joined(separator: "\n") + "\n"
      }
      try await run(pipeline, months[0])
      let before = try await pipeline.stores.watchingFacts(before: months[0].end)
      let model = try #require(pipeline.models.openCurrent().model?.id)
      try DemoMonths.changeViews(of: months[0], in: place) { _ in
        kept.joined(separator: "\n") + "\n"
      }
      let again = try await run(pipeline, months[0])
      #expect(again.allSatisfy { !$0.wasDone })
      let after = try await pipeline.stores.watchingFacts(before: months[0].end)
      #expect(after.events > before.events && after.events <= before.events + 20)
      #expect(pipeline.models.openCurrent().model?.id != model)
    }
  }

  @Test("a model that is worse than popularity does not serve")
  func worse() async throws {
    try await DemoMonths.with { pipeline, _ in
      try await run(pipeline, months[0])
      let champion = try #require(pipeline.models.openCurrent().model?.id)
      var worse = pipeline
      worse.options.recipe.weeks = 0
      worse.options.recipe.blend.shares.taste = 0
      worse.options.recipe.blend.shares.popularity = 0
      worse.options.recipe.blend.shares.sequence = 0
      worse.options.recipe.blend.shares.content = 0
      worse.options.recipe.blend.shares.exploration = 100
      let error = await #expect(throws: PipelineError.self) { try await run(worse, months[1]) }
      guard case .rejected = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(pipeline.models.openCurrent().model?.id == champion)
      let records = try await pipeline.stores.stageRecords(of: months[1])
      #expect(records.first { $0.stage == "evaluate" }?.state == .rejected)
    }
  }

  @Test("a month is waited for until it is over, there, and not for ever")
  func waiting() async throws {
    try await DemoMonths.with { pipeline, place in
      let clock = try #require(pipeline.clock as? ManualClock)
      clock.set(months[1].end.advanced(bySeconds: -1))
      func status(_ month: Month) async -> String {
        do {
          try await run(pipeline, month, [.wait])
          return "there"
        } catch PipelineError.notYet { return "not yet" } catch { return "\(error)" }
      }
      #expect(await status(months[1]) == "not yet")
      clock.advance(bySeconds: 1)
      #expect(await status(months[1]) == "there")
      let manifest = MonthInbox(place.file("inbox"), months[1]).file("manifest.json")
      try FileManager.default.removeItem(atPath: manifest)
      #expect(await status(months[1]) == "not yet")
      clock.advance(bySeconds: 11 * 86_400)
      #expect(await status(months[1]).hasPrefix("missing"))
    }
  }

  @Test("a plan says what would be run, and runs nothing")
  func plan() async throws {
    try await DemoMonths.with { pipeline, _ in
      try await run(pipeline, months[0], [.wait, .validate, .ingest])
      let plan = try await PipelineRun(pipeline, months[0]).plan(Stage.allCases)
      #expect(plan.map { $0.reason.prefix(4) }.prefix(4) == ["done", "done", "done", "runs"])
      #expect(try await pipeline.stores.stageRecords(of: nil).count == 3)
    }
  }

  @Test("training that takes too much is stopped, and nothing is left half done")
  func limits() async throws {
    try await DemoMonths.with { pipeline, _ in
      try await run(pipeline, months[0], [.wait, .validate, .ingest])
      var small = pipeline
      small.options.trainBytes = 1
      let error = await #expect(throws: PipelineError.self) {
        try await run(small, months[0], [.train])
      }
      guard case .overLimit = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(pipeline.results(of: months[0]).challengers.names().isEmpty)
    }
  }
}
