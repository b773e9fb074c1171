import Foundation
import Testing
import Yams

@Suite("The workflows of continuous integration")
struct WorkflowTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private static let files = ["ci.yml", "release.yml"].map { ".github/workflows/\($0)" }

  private func read(_ file: String) throws -> [String: Any] {
    let text = try String(contentsOf: Self.root.appendingPathComponent(file), encoding: .utf8)
    return try #require(try Yams.load(yaml: text) as? [String: Any])
  }

  /// The steps of all jobs.
  private func steps(of file: String) throws -> [[String: Any]] {
    let jobs = try #require(try read(file)["jobs"] as? [String: [String: Any]])
    return jobs.values.flatMap { ($0["steps"] as? [[String: Any]]) ?? [] }
  }

  @Test("each is read, has a limit of time, and may write nothing it need not", arguments: files)
  func shape(file: String) throws {
    let workflow = try read(file)
    #expect((workflow["permissions"] as? [String: String]) == ["contents": "read"])
    let jobs = try #require(workflow["jobs"] as? [String: [String: Any]])
    #expect(!jobs.isEmpty && jobs.values.allSatisfy { $0["timeout-minutes"] is Int })
  }

  @Test("an action is named by its commit: a tag can be moved", arguments: files)
  func pinned(file: String) throws {
    let actions = try steps(of: file).compactMap { $0["uses"] as? String }
    #expect(!actions.isEmpty)
    for action in actions { #expect(action.wholeMatch(of: /[\w.-]+\/[\w.-]+@[0-9a-f]{40}/) != nil) }
  }

  @Test("a release runs every check, compares tag and version, and tries the package")
  func release() throws {
    let commands = try steps(of: ".github/workflows/release.yml").compactMap {
      $0["run"] as? String
    }
    for part in [
      "scripts/version --tag", ".ci/run", "scripts/package --publish", "scripts/package-test",
    ] {
      #expect(commands.contains { $0.contains(part) }, "\(part)")
    }
  }

  @Test("forms for issues are read, and each asks something")
  func forms() throws {
    for file in ["bug.yml", "proposal.yml"] {
      let form = try read(".github/ISSUE_TEMPLATE/\(file)")
      #expect((form["body"] as? [[String: Any]])?.isEmpty == false)
    }
  }
}
