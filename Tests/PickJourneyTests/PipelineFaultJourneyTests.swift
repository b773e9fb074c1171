import Foundation
import Glibc
import PickModel
import PickTestSupport
import Testing

extension Journeys {
  /// Faults by the numbers of docs/pipeline.md, "Faults", met by the operator's program.
  @Suite("A month's journey through faults")
  struct PipelineFaultJourneyTests {
    private let home: ScratchDirectory

    init() throws {
      home = try ScratchDirectory()
      let export = try Programs.run(
        [
          "demo", "export", "--months", "1", "--inbox", home.file("inbox"), "--viewers", "260",
          "--titles", "130", "--until", "2026-11-03",
        ], home: home.path)
      #expect(export.status == 0, "\(export.errors)")
      for name in ["whole", "broken"] {
        try FileManager.default.createDirectory(
          atPath: home.file(name), withIntermediateDirectories: false)
      }
    }

    private func arguments(_ database: String, _ stage: String = "run") -> [String] {
      [
        "pipeline", stage, "--month", "2026-10", "--inbox", home.file("inbox"), "--weeks", "2",
        "--data", home.file("\(database)/pick.sqlite"),
      ]
    }

    private func run(_ database: String, _ further: String...) throws -> Programs.Outcome {
      try Programs.run(arguments(database) + further, home: home.path)
    }

    private func current(_ database: String) throws -> [Substring] {
      let text = try String(
        contentsOfFile: home.file("\(database)/models/current"), encoding: .utf8)
      return text.split(whereSeparator: \.isWhitespace).dropFirst().map { $0 }
    }

    /// What `pickctl db check` counts, by table; `nil` where the file is not sound.
    private func rows(_ database: String) throws -> [String: Int]? {
      let check = try Programs.run(
        ["db", "check", "--data", home.file("\(database)/pick.sqlite")], home: home.path)
      guard check.status == 0 else { return nil }
      let pairs = check.output.split(separator: "\n").compactMap { line -> (String, Int)? in
        let parts = line.split(separator: ":")
        guard parts.count == 2, let count = Int(parts[1].drop { $0 == " " }) else { return nil }
        return (String(parts[0]), count)
      }
      return Dictionary(pairs, uniquingKeysWith: { $1 })
    }

    /// Runs until so many lines were printed, of results and of progress, and kills the program.
    ///
    /// - Returns: whether it was killed, and the lines it got to.
    private func run(_ database: String, killedAfter lines: Int) throws -> (Bool, Int) {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: try Programs.path("pickctl"))
      process.arguments = arguments(database)
      process.environment = Programs.environment(home: home.path)
      let output = Pipe()
      process.standardOutput = output
      process.standardError = output
      try process.run()
      var seen = 0
      while seen < lines {
        let piece = output.fileHandleForReading.availableData
        if piece.isEmpty { break }
        seen += piece.count { $0 == UInt8(ascii: "\n") }
      }
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      return (process.terminationReason == .uncaughtSignal, seen)
    }

    @Test(
      "killed at any point, the database is sound, holds all rows or none, and it ends the same")
    func killedAnywhere() throws {
      let (_, lines) = try run("whole", killedAfter: .max)
      let whole = try #require(try rows("whole"))
      let events = try #require(whole["watch_event"])
      #expect(events > 0 && lines > 20)
      var generator = SplitMix64(seed: 13)
      let points = (0..<8).map { _ in Int.random(in: 1..<lines, using: &generator) }.sorted()
      for point in points {
        let (isKilled, _) = try run("broken", killedAfter: point)
        // A run that goes on where another one was killed has fewer lines to print.
        guard isKilled else { continue }
        let rows = try #require(try rows("broken"), "after \(point) lines")
        #expect(rows["watch_event"] == 0 || rows["watch_event"] == events, "after \(point) lines")
      }
      let last = try run("broken")
      #expect(last.status == 0, "\(last.errors)")
      #expect(try current("broken") == current("whole"))
      #expect(try rows("broken")?["watch_event"] == events)
      let names = FileManager.default.enumerator(atPath: home.file("broken"))?.allObjects
      #expect(try #require(names as? [String]).allSatisfy { !$0.hasSuffix(".partial") })
    }

    @Test("whichever write fails first, the exit status is 74, and nothing is lost by it")
    func failingWrites() throws {
      let whole = try run("whole")
      #expect(whole.status == 0, "\(whole.errors)")
      var statuses: Set<Int32> = []
      for kibibytes in [8, 40, 160, 320, 640, 1280, 2560] {
        // A file that grows beyond the limit meets EFBIG, in the middle of whatever is written.
        let script =
          "trap '' XFSZ; ulimit -f \(kibibytes); exec \"$0\" \"$@\""
        let limited = try Programs.run(
          ["-c", script, try Programs.path("pickctl")] + arguments("broken"), at: "/bin/bash",
          home: home.path)
        statuses.insert(limited.status)
        #expect(
          [0, 74].contains(limited.status), "\(kibibytes) KiB: \(limited.status) \(limited.errors)")
        if FileManager.default.fileExists(atPath: home.file("broken/pick.sqlite")) {
          #expect(try rows("broken") != nil, "\(kibibytes) KiB")
        }
      }
      #expect(statuses.contains(74))
      let last = try run("broken")
      #expect(last.status == 0, "\(last.errors)")
      #expect(try current("broken") == current("whole"))
    }

    @Test("old months go on demand, and a number that leaves nothing to learn from is refused")
    func keepMonths() throws {
      let refused = try run("whole", "--keep-months", "2")
      #expect(refused.status == 64 && refused.errors.contains("--keep-months goes from 3"))
      let kept = try run("whole", "--keep-months", "3")
      #expect(kept.status == 0, "\(kept.errors)")
      let status = try Programs.run(
        ["pipeline", "status", "--data", home.file("whole/pick.sqlite")], home: home.path)
      #expect(status.output.contains(" retain ") && status.output.contains(" done "))
    }
  }
}
