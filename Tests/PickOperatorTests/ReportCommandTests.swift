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

  @Test("an evaluation that is not there ends with 69 before anything is written")
  func missing() async throws {
    let scratch = try ScratchDirectory()
    let command = try ReportCommand.parse(
      ["--data", scratch.file("a"), "--output", scratch.file("r"), "--metrics", scratch.file("m")])
    await #expect(throws: ExitCode(69)) { try await command.run() }
    #expect(!FileManager.default.fileExists(atPath: scratch.file("r")))
  }
}
