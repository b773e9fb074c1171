import ArgumentParser
import PickCore
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
