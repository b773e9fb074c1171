import ArgumentParser
import Foundation
import PickModel
import PickRecommender
import Testing

@testable import PickOperator

@Suite("pickctl algorithms")
struct AlgorithmsCommandTests {
  private func run(_ arguments: String...) async throws -> String {
    let command = try AlgorithmsCommand.parse(arguments)
    return try await LearningWorld.written { output, _ in try command.list(into: output) }
  }

  @Test("the table names every algorithm, its tasks and its settings")
  func table() async throws {
    let text = try await run()
    for algorithm in Algorithm.all {
      let tasks = algorithm.tasks.map(\.rawValue).joined(separator: ", ")
      #expect(text.contains("\(algorithm.id.rawValue) "))
      #expect(text.contains("\(tasks)\n    \(algorithm.summary)\n"))
      for setting in algorithm.settings { #expect(text.contains("    \(setting.name) ")) }
    }
    #expect(text.split(separator: "\n").allSatisfy { DisplayText.isSafe(String($0)) })
  }

  @Test("JSON has the same list, and every default in it can be set")
  func json() async throws {
    struct Entry: Decodable {
      struct Parameter: Decodable {
        let name, domain: String
        let `default`: ReportedParameter
      }
      let id: String
      let tasks: [String]
      let parameters: [Parameter]
    }
    let entries = try JSONDecoder().decode(
      [Entry].self, from: Data(try await run("--format", "json").utf8))
    #expect(entries.map(\.id) == Algorithm.all.map(\.id.rawValue))
    for (entry, algorithm) in zip(entries, Algorithm.all) {
      #expect(entry.tasks == algorithm.tasks.map(\.rawValue))
      #expect(entry.parameters.map(\.name) == algorithm.settings.map(\.name))
      #expect(entry.parameters.map(\.domain) == algorithm.settings.map(\.domain.description))
      let defaults = Dictionary(
        uniqueKeysWithValues: entry.parameters.map { ($0.name, $0.default.value.description) })
      #expect(throws: Never.self) { try algorithm.values(defaults) }
    }
  }
}
