import ArgumentParser
import Foundation
import PickModel
import PickReport
import PickStore
import PickStoreSQLite
import PickTestSupport
import Testing

@testable import PickOperator

@Suite("pickctl report")
struct ReportCommandTests {
  @Test("a month is written yyyy-mm, Korean is the usual language")
  func options() throws {
    let command = try ReportCommand.parse(["--output", "r", "--month", "2026-11"])
    #expect(command.month == Month("2026-11") && command.language == .ko)
    #expect(try ReportCommand.parse(["--output", "r"]).month == nil)
  }

  @Test(
    "what contradicts itself ends with 64",
    arguments: [
      [], ["--output", "r", "--month", "2026-13"], ["--output", "r", "--language", "fr"],
      ["--output", "r", "--terminal", "--format", "json"], ["--output", "r", "--plain"],
    ])
  func refused(arguments: [String]) throws {
    let error = #expect(throws: (any Error).self) { try ReportCommand.parse(arguments) }
    #expect(ReportCommand.exitCode(for: try #require(error)).rawValue == 64)
  }

  @Test("a report of a database is written where it was asked for")
  func written() async throws {
    let scratch = try ScratchDirectory()
    let path = scratch.file("pick.sqlite")
    let database = try SQLiteDatabase.open(path: path, mode: .createIfMissing(.random()))
    _ = try await database.store(StoreSample.batch) { _, _ in }
    try await database.append([StoreSample.event()])
    try database.close()
    let directory = scratch.file("report")
    let command = try ReportCommand.parse(
      ["--data", path, "--output", directory, "--month", "2026-11", "--language", "en"])
    try await command.run()
    let page = try String(contentsOfFile: "\(directory)/report.html", encoding: .utf8)
    #expect(page.contains("<html lang=\"en\">") && page.contains("2026-11"))
    #expect(FileManager.default.fileExists(atPath: "\(directory)/report.json"))
  }

  @Test("an empty name, as of a variable that is not set, is no folder")
  func noName() async throws {
    let command = try ReportCommand.parse(["--output", ""])
    await #expect(throws: ExitCode(64)) { try await command.run() }
  }

  @Test("a database that is not there is said to be so, whatever its name", arguments: ["z", "가"])
  func shortName(name: String) async throws {
    let command = try StatusCommand.parse(["--data", name])
    await #expect(throws: ExitCode(69)) { try await command.run() }
  }

  @Test("a folder of something else is left as it is, an earlier report in it is replaced")
  func places() async throws {
    let scratch = try ScratchDirectory()
    let path = scratch.file("pick.sqlite")
    let database = try SQLiteDatabase.open(path: path, mode: .createIfMissing(.random()))
    _ = try await database.store(StoreSample.batch) { _, _ in }
    try database.close()
    let directory = scratch.file("site")
    let page = "\(directory)/report.html"
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: false)
    try Data("mine".utf8).write(to: URL(fileURLWithPath: page))
    let arguments = ["--data", path, "--output", directory]
    await #expect(throws: ExitCode(65)) { try await ReportCommand.parse(arguments).run() }
    #expect(try String(contentsOfFile: page, encoding: .utf8) == "mine")
    try await ReportCommand.parse(arguments + ["--force"]).run()
    #expect(try String(contentsOfFile: page, encoding: .utf8).contains("<html"))
    // What is there now is a report, and nothing else.
    try await ReportCommand.parse(arguments + ["--language", "en"]).run()
    #expect(try String(contentsOfFile: page, encoding: .utf8).contains("<html lang=\"en\">"))
    try Data("a".utf8).write(to: URL(fileURLWithPath: "\(directory)/notes.txt"))
    await #expect(throws: ExitCode(65)) { try await ReportCommand.parse(arguments).run() }
  }

  @Test("an evaluation that is not there ends with 69 before anything is written")
  func missing() async throws {
    let scratch = try ScratchDirectory()
    let command = try ReportCommand.parse(
      ["--data", scratch.file("a"), "--output", scratch.file("r"), "--metrics", scratch.file("m")])
    await #expect(throws: ExitCode(69)) { try await command.run() }
    #expect(!FileManager.default.fileExists(atPath: scratch.file("r")))
  }
}
