import ArgumentParser
import PickClient
import PickCommand
import PickModel
import Testing

@testable import PickTerminal
@testable import pick

@Suite("Options")
struct PickOptionsTests {
  @Test("everything that can be said is understood")
  func all() throws {
    let pick = try #require(
      try Pick.parseAsRoot([
        "--data", "a.sqlite", "--lang", "en", "--theme", "light", "--ascii", "--where",
        "--at", "2026-11-20T22:30", "--record", "r", "--replay", "p", "--kiosk",
      ]) as? Pick)
    let options = pick.arguments.options
    #expect(pick.database.data == "a.sqlite")
    #expect(options.language == .english)
    #expect(options.theme == "light")
    #expect(options.isASCII && options.printsPlaces && options.kiosk)
    #expect(options.record == "r" && options.replay == "p")
    let time = pick.database.options.at.map { SeoulTime($0) }
    #expect(time == SeoulTime(year: 2026, month: 11, day: 20, hour: 22, minute: 30))
  }

  @Test("a run without options asks for what an empty command line asks for")
  func nothing() throws {
    let pick = try #require(try Pick.parseAsRoot([]) as? Pick)
    #expect(pick.arguments.options == PickOptions())
    #expect(pick.database.options == DatabaseOptions())
  }

  @Test(
    "a moment is a date and a time that exist, written in one way",
    arguments: [
      "2026-11-20", "2026-11-20T22", "2026-11-31T22:30", "2026-11-20T24:00", "2026-11-20T22:60",
      "20261-1-20T22:30", "-026-11-20T22:30", "2026-11-20 22:30", "2026:11:20T22-30",
      "+026-11-20T22:30", "",
    ])
  func moments(text: String) {
    #expect(MomentOption(argument: text) == nil)
  }

  @Test(
    "a wrong command line ends with 64",
    arguments: [
      ["--lang", "fr"], ["--at", "tomorrow"], ["--data"], ["--colour"], ["film.sqlite"],
    ])
  func usage(arguments: [String]) {
    do {
      _ = try Pick.parseAsRoot(arguments)
      Issue.record("\(arguments) was understood")
    } catch {
      #expect(Pick.exitCode(for: error).rawValue == PickCommand.ExitStatus.usage.rawValue)
    }
  }
}

@Suite("Which server is asked")
struct ServerChoiceTests {
  private func choose(
    _ arguments: [String], environment: String? = nil, configured: String? = nil,
    data: String? = nil, caFile: String? = nil
  ) throws -> ServerChoice? {
    var configuration = Configuration()
    configuration.server = configured
    configuration.data = data
    configuration.caFile = caFile
    let command = try #require(try Pick.parseAsRoot(arguments) as? Pick)
    let variables = environment.map { ["PICK_SERVER": $0] } ?? [:]
    return try ServerChoice.decide(
      command.arguments.options, data: command.database.data, configuration,
      Environment(variables: variables, executable: "pick"))
  }

  private func status(
    _ arguments: [String], environment: String? = nil, configured: String? = nil,
    data: String? = nil
  ) throws -> PickCommand.ExitStatus? {
    do {
      _ = try choose(arguments, environment: environment, configured: configured, data: data)
      return nil
    } catch let failure as Failure {
      return failure.status
    }
  }

  @Test("the option counts before the environment, and that before the configuration")
  func order() throws {
    let option = try choose(
      ["--server", "https://a.test"], environment: "https://b.test", configured: "https://c.test")
    #expect(option?.origin.description == "https://a.test")
    let variable = try choose([], environment: "https://b.test", configured: "https://c.test")
    #expect(variable?.origin.description == "https://b.test")
    #expect(try choose([], configured: "https://c.test")?.origin.description == "https://c.test")
    #expect(try choose([]) == nil)
  }

  @Test("a database that is named wins over a server that is only configured")
  func database() throws {
    let data = ["--data", "pick.sqlite"]
    #expect(try choose(data, environment: "https://b.test", configured: "https://c.test") == nil)
    #expect(try choose(["--server", "https://a.test"], data: "pick.sqlite") != nil)
  }

  @Test("a database and a server in one breath are refused")
  func contradictions() throws {
    #expect(try status(["--server", "https://a.test", "--data", "x"]) == .usage)
    #expect(try status([], configured: "https://c.test", data: "x") == .configuration)
    #expect(try status(["--ca-file", "/dev/null"]) == .usage)
  }

  @Test(
    "what is no server is refused with the status of whoever named it",
    arguments: ["pick.test", "https://", "http://pick.test", "https://u:p@pick.test", "ftp://x"])
  func malformed(text: String) throws {
    #expect(try status(["--server", text]) == .usage)
    #expect(try status([], environment: text) == .configuration)
    #expect(try status([], configured: text) == .configuration)
  }

  @Test("this machine may be asked without encryption")
  func loopback() throws {
    #expect(try choose(["--server", "http://127.0.0.1:8080"])?.origin.isEncrypted == false)
  }

  @Test("an authority's certificates have to be there")
  func authority() throws {
    let server = ["--server", "https://a.test"]
    #expect(try choose(server + ["--ca-file", "/dev/null"])?.authorityFile == "/dev/null")
    #expect(try choose(server, caFile: "/dev/null")?.authorityFile == "/dev/null")
    #expect(throws: Failure.self) { try choose(server + ["--ca-file", "/nowhere/ca.pem"]) }
  }
}

@Suite("pick approve")
struct ApproveCommandTests {
  private func status(_ arguments: [String], kioskPIN: String? = nil) throws -> PickCommand
    .ExitStatus?
  {
    var configuration = Configuration()
    configuration.kiosk.pin = kioskPIN
    let line = ["approve", "BCDF-GHJK"] + arguments
    let command = try #require(try Pick.parseAsRoot(line) as? ApproveCommand<Pick>)
    do throws(Failure) {
      _ = try ApproveCommand<Pick>.server(
        command.arguments.options, data: command.database.data, configuration,
        Environment(variables: [:], executable: "pick"))
      return nil
    } catch {
      return error.status
    }
  }

  @Test("approving needs a server, and is refused on a kiosk")
  func refused() throws {
    #expect(try status(["--server", "https://a.test"]) == nil)
    #expect(try status([]) == .usage)
    #expect(try status(["--server", "https://a.test", "--data", "a.sqlite"]) == .usage)
    #expect(try status(["--server", "https://a.test"], kioskPIN: "2580") == .noPermission)
    #expect(try status(["--server", "https://a.test", "--kiosk"]) == .noPermission)
  }

  @Test("the code and the server are read from the command line")
  func parses() throws {
    let command = try Pick.parseAsRoot(["approve", "BCDF-GHJK", "--server", "https://a.test"])
    let approve = try #require(command as? ApproveCommand<Pick>)
    #expect(approve.code == "BCDF-GHJK" && approve.arguments.options.server == "https://a.test")
  }
}
