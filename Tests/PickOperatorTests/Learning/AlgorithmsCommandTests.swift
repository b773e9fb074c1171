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

  @Test("JSON has the same list, and what it says can be set can be set")
  func json() async throws {
    struct Entry: Decodable {
      struct Parameter: Decodable { let name, domain: String }
      let id: String
      let tasks: [String]
      let parameters: [Parameter]
    }
    let entries = try JSONDecoder().decode(
      [Entry].self, from: Data(try await run("--format", "json").utf8))
    #expect(entries.map(\.id) == Algorithm.all.map(\.id.rawValue))
    for algorithm in Algorithm.all {
      let standard = Dictionary(
        uniqueKeysWithValues: algorithm.settings.map { ($0.name, $0.standard.description) })
      #expect(throws: Never.self) { try algorithm.values(standard) }
    }
  }
}
