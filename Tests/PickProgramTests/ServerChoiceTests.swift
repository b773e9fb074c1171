import ArgumentParser
import PickClient
import Testing

@testable import pick

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
    let variables = environment.map { ["PICK_SERVER": $0] } ?? [:]
    return try ServerChoice.decide(
      try PickOptions.parse(arguments), configuration,
      Environment(variables: variables, executable: "pick"))
  }

  private func status(
    _ arguments: [String], environment: String? = nil, configured: String? = nil,
    data: String? = nil
  ) throws -> Failure.Status? {
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
