import Foundation
import PickTestRunning
import PickTestSupport
import Testing

// One short script takes no place of those that start servers: the limit would count the wait for it.
@Suite("Manual pages", .timeLimit(.minutes(10)), .onOwnThreads)
struct ManualPageTests {
  @Test("a page says all that its command says of itself, and exit statuses in their place")
  func complete() throws {
    let scratch = try ScratchDirectory()
    let programs = URL(fileURLWithPath: try Programs.path("pickctl")).deletingLastPathComponent()
    let made = try Programs.run(
      [programs.path, scratch.file("man")], at: Programs.sources("scripts/manpages"),
      home: scratch.path)
    #expect(made.status == 0, "\(made.errors)")
    let dump = try Programs.run(["--experimental-dump-help"], home: scratch.path)
    let root = try #require(
      try JSONSerialization.jsonObject(with: Data(dump.output.utf8)) as? [String: Any])
    let command = try #require(root["command"] as? [String: Any])
    let commands = try #require(command["subcommands"] as? [[String: Any]])
    var own = 0
    for command in commands where command["commandName"] as? String != "help" {
      let name = try #require(command["commandName"] as? String)
      let page = words(
        try String(contentsOfFile: scratch.file("man/pickctl-\(name).1"), encoding: .utf8))
      for said in discussions(of: command) {
        if said.contains("Exit status") { own += 1 }
        #expect(page.contains(words(said)), "pickctl \(name)")
      }
    }
    #expect(own > 0)
    // The table of all statuses is the root's own section, and not told twice.
    let first = try String(contentsOfFile: scratch.file("man/pickctl.1"), encoding: .utf8)
    #expect(first.contains(".SH EXIT STATUS") && !first.contains("Exit status:"))
  }

  /// What a command and those below it say at length.
  private func discussions(of command: [String: Any]) -> [String] {
    [command["discussion"] as? String].compactMap(\.self)
      + ((command["subcommands"] as? [[String: Any]]) ?? []).flatMap(discussions)
  }

  /// The words of a text, without what troff wants between and before them.
  private func words(_ text: String) -> String {
    text.split(separator: "\n")
      .filter { ![".br", ".PP"].contains($0) }
      .joined(separator: " ")
      .replacing("\\-", with: "-").replacing("\\e", with: "\\").replacing("\\&", with: "")
      .split(separator: " ").joined(separator: " ")
  }
}
