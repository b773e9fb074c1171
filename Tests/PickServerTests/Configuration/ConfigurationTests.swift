import ArgumentParser
import Foundation
import PickCommand
import PickModel
import PickTestSupport
import Testing

@testable import PickServer

@Suite("the configuration")
struct ConfigurationTests {
  private let scratch: ScratchDirectory

  init() throws { scratch = try ScratchDirectory() }

  private func read(
    _ arguments: [String] = [], environment: [String: String] = [:], file: String? = nil
  ) throws -> Configuration {
    var arguments = arguments
    if let file {
      try file.write(toFile: scratch.file("pickd.toml"), atomically: true, encoding: .utf8)
      arguments += ["--config", scratch.file("pickd.toml")]
    }
    return try ServerCommand.parse(arguments).configuration(environment)
  }

  private func failure(_ body: () throws -> Void) -> Failure? {
    do { try body() } catch { return error as? Failure }
    return nil
  }

  @Test("an option wins over the environment, the environment over the file")
  func order() throws {
    let configuration = try read(
      ["--port", "1"], environment: ["PICKD_PORT": "2", "PICKD_HOST": "127.0.0.2"],
      file: "port = 3\nhost = \"127.0.0.3\"\nreaders = 7\n")
    #expect(configuration.port == 1)
    #expect(configuration.host == "127.0.0.2")
    #expect(configuration.readers == 7)
    #expect(configuration.logLevel == "info")
  }

  @Test("an unknown key is told with its line, an unknown variable with its name")
  func unknown() throws {
    let key = failure { _ = try read(file: "port = 1\n\nprot = 2\n") }
    #expect(key?.status == .configuration)
    #expect(key?.sentence.contains("pickd.toml:3: \"prot\"") == true)
    let variable = failure { _ = try read(environment: ["PICKD_PROT": "1"]) }
    #expect(variable?.sentence.contains("PICKD_PROT") == true)
  }

  @Test(
    "of a file that is more than a configuration the first unknown key is named",
    arguments: [
      (0..<400_000).map { "k\($0).a = 1\n" }.joined(), (0..<20_000).map { "[k\($0)]\n" }.joined(),
      "k0." + String(repeating: "a.", count: 400_000) + "a = 1\n",
    ])
  func excessive(text: String) {
    let failure = failure { _ = try read(file: "port = 1\n" + text) }
    #expect(failure?.status == .configuration)
    #expect(failure?.sentence.contains("pickd.toml:2: \"k0\" is not a key") == true)
  }

  @Test(
    "known keys do not make a file a configuration that is more than one",
    arguments: [
      "port." + String(repeating: "a.", count: 400_000) + "a = 1\n",
      "port = " + String(repeating: "[", count: 200_000),
      "# " + String(repeating: "a", count: 300_000),
    ])
  func tooLarge(text: String) {
    #expect(failure { _ = try read(file: text) }?.status == .configuration)
  }

  @Test(
    "a value that cannot be is told with where it stands",
    arguments: [
      "port = 70000", "port = \"x\"", "allow_plain_http = 3", "log_level = \"loud\"", "=",
    ])
  func wrongValue(_ line: String) {
    let failure = failure { _ = try read(file: line) }
    #expect(failure?.status == .configuration)
    #expect(failure?.sentence.contains("pickd.toml:1") == true)
  }

  @Test("when something counts as watched is a key of the file")
  func watching() throws {
    #expect(try read().watching == .standard)
    let rule = try read(file: "finished_percent = 95\ncredits_seconds = 60\n").watching
    #expect(rule.finishedPercent == 95 && rule.creditsSeconds == 60)
    #expect(failure { _ = try read(file: "finished_percent = 0") }?.status == .configuration)
  }

  @Test("what is printed says the same when it is read")
  func printed() throws {
    let first = try read(
      ["--database", "sqlite:/a \"b\"\\", "--allow-plain-http", "--metrics-port", "9464"])
    #expect(try read(file: first.text) == first)
  }

  @Test("a password in an address is not printed")
  func masked() throws {
    let text = try read(["--database", "mysql://pick:s3cret@db/pick"]).text
    #expect(!text.contains("s3cret") && text.contains("mysql://pick:***@db/pick"))
  }

  @Test("every key is an option, a variable and a key of the file")
  func complete() throws {
    let help = ServerCommand.helpMessage(columns: 400)
    for key in Configuration.CodingKeys.allCases {
      #expect(help.contains("--" + key.rawValue.map { $0 == "_" ? "-" : "\($0)" }.joined()))
      #expect(try read().text.contains(key.rawValue + " ="))
    }
  }
}
