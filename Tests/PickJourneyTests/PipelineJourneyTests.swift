import Foundation
import Glibc
import PickTestSupport
import Testing

extension Journeys {
  @Suite("A month's journey, by the operator's program")
  struct PipelineJourneyTests {
    private let home: ScratchDirectory

    init() throws {
      home = try ScratchDirectory()
      let export = try Programs.run(
        [
          "demo", "export", "--months", "1", "--inbox", home.file("inbox"), "--viewers", "260",
          "--titles", "130", "--until", "2026-11-03",
        ], home: home.path)
      #expect(export.status == 0, "\(export.errors)")
    }

    private func run(_ database: String, _ further: String...) throws -> Programs.Outcome {
      try Programs.run(arguments(database) + further, home: home.path)
    }

    private func arguments(_ database: String) -> [String] {
      [
        "pipeline", "run", "--month", "2026-10", "--inbox", home.file("inbox"), "--weeks", "2",
        "--data", home.file("\(database)/pick.sqlite"),
      ]
    }

    private func current(_ database: String) throws -> [Substring] {
      let text = try String(
        contentsOfFile: home.file("\(database)/models/current"), encoding: .utf8)
      return text.split(whereSeparator: \.isWhitespace).dropFirst().map { $0 }
    }

    /// Runs until a stage has been printed, and kills the program at once.
    private func runUntil(_ stage: String, _ database: String) throws -> Bool {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: try Programs.path("pickctl"))
      process.arguments = arguments(database)
      process.environment = Programs.environment(home: home.path)
      let output = Pipe()
      process.standardOutput = output
      process.standardError = FileHandle.nullDevice
      try process.run()
      var seen = Data()
      while true {
        let piece = output.fileHandleForReading.availableData
        seen += piece
        let lines = String(decoding: seen, as: UTF8.self)
        if piece.isEmpty || lines.contains("2026-10 \(stage) ") { break }
      }
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      return process.terminationReason == .uncaughtSignal
    }

    @Test("killed at every stage and run again, it ends with the same model")
    func killed() throws {
      for name in ["whole", "killed"] {
        try FileManager.default.createDirectory(
          atPath: home.file(name), withIntermediateDirectories: false)
      }
      let whole = try run("whole")
      #expect(whole.status == 0, "\(whole.errors)")
      for stage in ["wait", "validate", "ingest", "report", "train", "evaluate", "gate"] {
        let isKilled = try runUntil(stage, "killed")
        // After the gate a second of work is left, which a busy machine may finish before the kill.
        #expect(isKilled || stage == "gate", "\(stage) was the last one")
      }
      let last = try run("killed")
      #expect(last.status == 0, "\(last.errors)")
      #expect(try current("killed") == current("whole"))
      let status = try Programs.run(
        ["pipeline", "status", "--data", home.file("killed/pick.sqlite")], home: home.path)
      #expect(status.output.split(separator: "\n").count == 8)
      #expect(status.output.split(separator: "\n").allSatisfy { $0.contains(" done ") })
    }

    @Test("a person and a machine are told how a run ended, and so is whom it concerns")
    func told() throws {
      try FileManager.default.createDirectory(
        atPath: home.file("one"), withIntermediateDirectories: false)
      let figures = home.file("pick.prom")
      let good = try run("one", "--format", "json", "--metrics-file", figures)
      #expect(good.status == 0, "\(good.errors)")
      let report = try #require(
        try JSONSerialization.jsonObject(with: Data(good.output.utf8)) as? [String: Any])
      #expect((report["stages"] as? [Any])?.count == 8)
      #expect(
        try String(contentsOfFile: figures, encoding: .utf8).contains("pick_pipeline_status 0"))

      #expect(
        try text("pick.prom").contains(
          "\npick_pipeline_stage_seconds{month=\"2026-10\",stage=\"train\"} "))
      let watch = try Programs.run(
        [
          "pipeline", "watch", "--data", home.file("one/pick.sqlite"), "--metrics-file",
          home.file("watch.prom"),
        ], home: home.path)
      #expect(watch.status == 0, "\(watch.errors)")
      #expect(try text("watch.prom").contains("\npick_watch_rate{shelf=\"all\"} "))

      let models = try Programs.run(
        ["models", "show", "--data", home.file("one/pick.sqlite")], home: home.path)
      #expect(models.status == 0 && models.output.contains("views.csv"))
      let back = try Programs.run(
        ["models", "rollback", "--data", home.file("one/pick.sqlite")], home: home.path)
      #expect(back.status == 69 && back.errors.contains("no model to go back to"))

      #expect(try current("one").count == 1)

      // A month that is not there makes no database that pick would open instead of its demo.
      let early = try Programs.run(
        [
          "pipeline", "run", "--month", "2026-09", "--inbox", home.file("inbox"), "--deadline",
          "10000", "--data", home.file("early.sqlite"),
        ], home: home.path)
      #expect(early.status == 75)
      #expect(!FileManager.default.fileExists(atPath: home.file("early.sqlite")))
    }

    private func object(_ text: String) throws -> [String: Any] {
      try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    private func text(_ name: String) throws -> String {
      try String(contentsOfFile: home.file(name), encoding: .utf8)
    }

    @Test("a run that fails says its status as JSON too, and tells whom it concerns which month")
    func failed() throws {
      func backfill(_ name: String) throws -> Programs.Outcome {
        try Programs.run(
          [
            "pipeline", "backfill", "--from", "2026-09", "--to", "2026-10", "--inbox",
            home.file("inbox"), "--data", home.file("pick.sqlite"), "--deadline", "10000",
            "--format",
            "json", "--metrics-file", home.file("\(name).prom"), "--on-failure",
            "echo $PICK_STAGE $PICK_MONTH $PICK_STATUS >> \(home.file("alerts"))",
          ], home: home.path)
      }
      // A month that has not arrived is waited for, which is no failure to be told of every hour.
      let early = try backfill("early")
      #expect(early.status == 75, "\(early.errors)")
      #expect(try object(early.output)["status"] as? Int == 75)
      #expect(try text("early.prom").contains("pick_pipeline_status 75\n"))
      #expect(!FileManager.default.fileExists(atPath: home.file("alerts")))

      try FileManager.default.createDirectory(
        atPath: home.file("inbox/2026-09"), withIntermediateDirectories: false)
      try Data("{}".utf8).write(to: URL(filePath: home.file("inbox/2026-09/manifest.json")))
      let bad = try backfill("bad")
      #expect(bad.status == 65, "\(bad.errors)")
      #expect(try object(bad.output)["status"] as? Int == 65)
      #expect(try text("bad.prom").contains("pick_pipeline_status 65\n"))
      #expect(try text("alerts") == "wait 2026-09 65\n")
    }

    @Test("a plan of several months is one list, and neither figures nor an alert")
    func planned() throws {
      let data = home.file("demo.sqlite")
      let made = try Programs.run(
        ["demo", "create", "--data", data, "--viewers", "20", "--titles", "120", "--days", "14"],
        home: home.path)
      #expect(made.status == 0, "\(made.errors)")
      try Data("as it was\n".utf8).write(to: URL(filePath: home.file("pick.prom")))
      func plan(_ data: String) throws -> Programs.Outcome {
        try Programs.run(
          [
            "pipeline", "backfill", "--from", "2026-09", "--to", "2026-10", "--inbox",
            home.file("inbox"), "--data", data, "--plan", "--format", "json", "--metrics-file",
            home.file("pick.prom"), "--on-failure", "touch \(home.file("alert"))",
          ], home: home.path)
      }
      let good = try plan(data)
      #expect(good.status == 0, "\(good.errors)")
      let lines = try #require(
        try JSONSerialization.jsonObject(with: Data(good.output.utf8)) as? [[String: String]])
      #expect(lines.count == 16)
      #expect(Set(lines.compactMap { $0["month"] }) == ["2026-09", "2026-10"])
      #expect(lines.allSatisfy { $0["stage"] != nil && $0["plan"] != nil })
      #expect(try plan(home.file("none.sqlite")).status != 0)
      #expect(try text("pick.prom") == "as it was\n")
      #expect(!FileManager.default.fileExists(atPath: home.file("alert")))
    }

    @Test("the daily look writes figures of its own")
    func watched() throws {
      let data = home.file("demo.sqlite")
      let made = try Programs.run(
        ["demo", "create", "--data", data, "--viewers", "20", "--titles", "120", "--days", "14"],
        home: home.path)
      #expect(made.status == 0, "\(made.errors)")
      let watch = try Programs.run(
        ["pipeline", "watch", "--data", data, "--metrics-file", home.file("watch.prom")],
        home: home.path)
      #expect(watch.status == 0, "\(watch.errors)")
      let figures = try text("watch.prom")
      #expect(figures.contains("\npick_watch_status 0\n"))
      #expect(figures.contains("\npick_watch_duration_seconds "))
      #expect(!figures.contains("pick_pipeline_"))
      let missing = try Programs.run(
        [
          "pipeline", "watch", "--data", home.file("none.sqlite"), "--metrics-file",
          home.file("watch.prom"),
        ], home: home.path)
      #expect(missing.status != 0)
      #expect(try text("watch.prom").contains("\npick_watch_status \(missing.status)\n"))
    }
  }
}
