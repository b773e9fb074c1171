import ArgumentParser
import Foundation
import PickDemo
import PickRecommender
import PickStore
import PickStoreMySQL
import PickTestRunning
import PickTestSupport
import Testing

@testable import PickOperator

/// The same world in a file and on a server: what is learned from either is the same.
@Suite("pickctl learns from MariaDB", .needs(.mariaDB), .fewAtOnce)
struct LearningOnServerTests {
  private let world: LearningWorld

  init() throws { world = try LearningWorld() }

  /// Runs `body` with the arguments that name the file and those that name the server.
  private func withBoth(_ body: ([String], [String]) async throws -> Void) async throws {
    let file = try await LearningWorld.demo()
    try await MariaDBServer.shared?.withDatabase { address in
      let location = DatabaseLocation.mysql(address)
      let opened = try await OpenStores.open(
        location, access: MariaDBServer.patientAccess, mode: .createIfMissing(.random()))
      _ = try await opened.stores.store(DemoWorld(LearningWorld.recipe).batch) { _, _ in }
      try opened.close()
      let at = ["--at", "2026-11-20"]
      try await body(["--data", file] + at, ["--data", "\(location)"] + at)
    }
  }

  @Test("recommendations", arguments: ["title", "episode"])
  func recommend(level: String) async throws {
    try await withBoth { file, server in
      for model in ["popularity", "ease", "next-episode", "blend", "svd"] {
        let rest = ["--model", model, "--level", level, "--k", "5"]
        let lists = try await Self.each(file, server) { source in
          let command = try RecommendCommand.parse(source + rest)
          return try await LearningWorld.written {
            try await command.recommend(into: $0, line: $1)
          }
        }
        #expect(lists.0 == lists.1 && lists.0.count > 200, "\(model)")
      }
    }
  }

  @Test("figures")
  func evaluate() async throws {
    try await withBoth { file, server in
      for task in [["--task", "next-watch"], ["--task", "rating"]] {
        let model = task[1] == "rating" ? "baseline-only,svd" : "ease,next-episode"
        let rest = task + ["--model", model, "--folds", "2", "--format", "json"]
        let reports = try await Self.each(file, server) { source in
          let command = try EvaluateCommand.parse(source + rest)
          let text = try await LearningWorld.written {
            try await command.evaluate(into: $0, line: $1)
          }
          return try JSONDecoder().decode([EvaluationReport].self, from: Data(text.utf8))
        }
        #expect(reports.0.map(\.metrics) == reports.1.map(\.metrics))
        #expect(reports.0.count == 2 && reports.0.allSatisfy { $0.users > 0 })
      }
    }
  }

  @Test("estimates")
  func predict() async throws {
    try await withBoth { file, server in
      let seen = try RecommendCommand.parse(
        file + ["--model", "popularity", "--include-seen", "--k", "3"])
      let rows = try await LearningWorld.written { try await seen.recommend(into: $0, line: $1) }
      let pairs = try world.write(rows, as: "pairs.csv")
      for model in ["baseline-only", "knn-baseline", "svdpp"] {
        let estimates = try await Self.each(file, server) { source in
          let command = try PredictCommand.parse(source + ["--model", model, "--pairs", pairs])
          return try await LearningWorld.written {
            try await command.predict(into: $0, line: $1)
          }
        }
        #expect(estimates.0 == estimates.1 && estimates.0.count > 200, "\(model)")
      }
    }
  }

  @Test("the best settings")
  func tune() async throws {
    try await withBoth { file, server in
      for rest in [
        ["--model", "ease", "--task", "next-watch", "--split", "user-time"],
        ["--model", "svd", "--task", "rating", "--folds", "2"],
      ] {
        let found = try await Self.each(file, server) { source in
          let command = try TuneCommand.parse(source + rest + ["--trials", "3"])
          return try await LearningWorld.written { output, line in
            _ = try await command.tune(into: output, line: line) { false }
          }
        }
        #expect(found.0 == found.1 && found.0.contains("--param"))
      }
    }
  }

  private static func each<Answer>(
    _ file: [String], _ server: [String], _ ask: ([String]) async throws -> Answer
  ) async throws -> (Answer, Answer) {
    (try await ask(file), try await ask(server))
  }
}
