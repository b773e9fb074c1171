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
        #expect(try runUntil(stage, "killed"), "\(stage) was the last one")
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

      let models = try Programs.run(
        ["models", "show", "--data", home.file("one/pick.sqlite")], home: home.path)
      #expect(models.status == 0 && models.output.contains("views.csv"))
      let back = try Programs.run(
        ["models", "rollback", "--data", home.file("one/pick.sqlite")], home: home.path)
      #expect(back.status == 69 && back.errors.contains("no model to go back to"))

      let later = try Programs.run(
        [
          "pipeline", "run", "--month", "2026-09", "--inbox", home.file("inbox"), "--data",
          home.file("one/pick.sqlite"), "--deadline", "10000", "--on-failure",
          "echo $PICK_STAGE $PICK_MONTH $PICK_STATUS > \(home.file("alert"))",
        ], home: home.path)
      #expect(later.status == 75, "\(later.errors)")
      #expect(
        try String(contentsOfFile: home.file("alert"), encoding: .utf8) == "wait 2026-09 75\n")
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
  }
}
