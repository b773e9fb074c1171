import ArgumentParser
import PickCommand
import PickCore
import PickModel
import PickStore
import Testing

@testable import PickOperator

@Suite("DatabaseOption")
struct DatabaseOptionTests {
  private func option(_ arguments: String...) throws -> DatabaseOption {
    try DatabaseOption.parse(arguments)
  }

  @Test("--data takes a file without its scheme, and any other database")
  func data() throws {
    #expect(try option("--data", "a.sqlite").location() == .sqlite(path: "a.sqlite"))
    #expect(try option("--database", "sqlite:a").location() == .sqlite(path: "a"))
    let address = MySQLAddress(user: "pick", host: "db", name: "pick")
    for name in ["--database", "--data"] {
      #expect(try option(name, "mysql://pick@db/pick").location() == .mysql(address))
    }
  }

  @Test(
    "both at once, a password and a place that is none end with 64, the password unsaid",
    arguments: [
      ["--data", "a", "--database", "sqlite:b"], ["--database", "mysql://u:geheim@h/n"],
      ["--database", "geheim"], ["--data", "mysql://u:geheim@h/n"], ["--data", "geheim://h"],
    ])
  func refusals(arguments: [String]) throws {
    let error = #expect(throws: (any Error).self) { try DatabaseOption.parse(arguments) }
    let thrown = try #require(error)
    #expect(DatabaseOption.exitCode(for: thrown).rawValue == 64)
    #expect(!DatabaseOption.message(for: thrown).contains("geheim"))
  }

  @Test("work on files refuses a server with 64")
  func filesOnly() throws {
    let server = try option("--database", "mysql://pick@db/pick")
    let failure = #expect(throws: Failure.self) { try server.file(for: "pickctl db check") }
    #expect(failure?.status == .usage)
  }
}

@Suite("A time on the command line")
struct TimeArgumentTests {
  @Test(
    "Seoul's wall clock unless a zone is named",
    arguments: [
      ("2026-11-20", 1_795_100_400), ("2026-11-20T22:30", 1_795_181_400),
      ("2026-11-20 22:30:05", 1_795_181_405), ("2026-11-20T13:30Z", 1_795_181_400),
      ("2026-11-20T22:30+09:00", 1_795_181_400), ("2026-11-20T08:30:00-05:00", 1_795_181_400),
      ("1795181400", 1_795_181_400), ("-5", -5), ("20261120", 1_795_100_400),
    ] as [(String, Int64)])
  func forms(text: String, seconds: Int64) {
    #expect(TimeArgument(argument: text)?.instant == Instant(secondsSince1970: seconds))
  }

  @Test(
    "anything else is none",
    arguments: [
      "", "today", "2026-13-01", "2026-02-30", "2026-11-20T24:00", "2026-11-20T1", "2026-11-20Z",
      "2026-11-20T10:00+25:00", "9223372036854775807", "2026-11-20T10:00:00:00", "20-11-",
    ])
  func refused(text: String) { #expect(TimeArgument(argument: text) == nil) }
}
