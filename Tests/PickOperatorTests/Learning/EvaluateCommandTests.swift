import ArgumentParser
import Foundation
import PickCommand
import PickRecommender
import PickTraining
import Testing

@testable import PickOperator

@Suite("pickctl evaluate")
struct EvaluateCommandTests {
  private let world: LearningWorld

  init() throws { world = try LearningWorld() }

  private func run(_ arguments: [String]) async throws -> [EvaluationReport] {
    let command = try EvaluateCommand.parse(arguments + ["--format", "json"])
    let text = try await LearningWorld.written { try await command.evaluate(into: $0, line: $1) }
    return try JSONDecoder().decode([EvaluationReport].self, from: Data(text.utf8))
  }

  @Test("all algorithms rank a ratings file; the first is what the others are held against")
  func ranking() async throws {
    let path = try world.write(LearningWorld.ratings, as: "r.csv")
    let reports = try await run(["--ratings", path, "--model", "all", "--k", "5"])
    // A file has no texts: content says on standard error that there is nothing to learn from.
    let able = Algorithm.all.filter { $0.isRecommender && $0.id != .content }
    #expect(reports.map(\.model) == able.map(\.id.rawValue))
    for report in reports {
      #expect(report.task == "ranking" && report.split == "user-time")
      #expect(report.users + report.skipped == 40)
      #expect(report.mean("ndcg@5").map { (0...1).contains($0) } == true)
      #expect((report.peakRSSBytes ?? 0) > 0)
    }
    #expect(reports.first?.comparisons.isEmpty == true)
    #expect(reports.dropFirst().allSatisfy { $0.comparisons.first?.baseline == reports[0].model })
  }

  @Test("all algorithms that can predict a ratings file's folds")
  func rating() async throws {
    let path = try world.write(LearningWorld.ratings, as: "r.csv")
    let reports = try await run([
      "--ratings", path, "--model", "all", "--task", "rating", "--folds", "3",
    ])
    #expect(reports.map(\.model) == Algorithm.all.filter(\.isRatingPredictor).map(\.id.rawValue))
    #expect(reports.allSatisfy { $0.splits.count == 3 && ($0.mean("rmse") ?? 0) > 0 })
  }

  @Test(
    "all algorithms are asked what is watched next in a database", arguments: ["title", "episode"])
  func nextWatch(level: String) async throws {
    let path = try await LearningWorld.demo()
    let reports = try await run([
      "--data", path, "--model", "all", "--task", "next-watch", "--level", level, "--folds", "2",
      "--at", "2026-11-20",
    ])
    #expect(reports.map(\.model) == Algorithm.all.filter(\.isRecommender).map(\.id.rawValue))
    #expect(reports.allSatisfy { $0.split == "weekly" && $0.mean("ndcg@10") != nil })
  }

  @Test(
    "all algorithms that can predict what was watched of a database",
    arguments: ["title", "episode"])
  func ratingOfDatabase(level: String) async throws {
    let reports = try await run([
      "--data", try await LearningWorld.demo(), "--model", "all", "--task", "rating", "--folds",
      "2", "--level", level, "--at", "2026-11-20",
    ])
    #expect(reports.map(\.model) == Algorithm.all.filter(\.isRatingPredictor).map(\.id.rawValue))
    #expect(reports.allSatisfy { ($0.mean("rmse").map { (0...1).contains($0) }) == true })
  }

  @Test("rankings by predicted rating learn from ratings as given, all others from weights")
  func weights() async throws {
    let path = try world.write(LearningWorld.ratings, as: "r.csv")
    let command = try EvaluateCommand.parse(["--ratings", path, "--model", "all"])
    _ = try await LearningWorld.written { _, line in
      let data = try await EvaluationData(command.learning, command.options, seed: 0, line: line)
      for algorithm in Algorithm.all {
        let weights = try data.rankingSplits(ofWeights: !algorithm.ranksByRating)[0].train
          .interactions.weights
        #expect((weights.max() == 5) == (algorithm.ranksByRating), "\(algorithm.id)")
      }
    }
    #expect(Algorithm.all.filter(\.ranksByRating).map(\.id.rawValue).contains("svd"))
    #expect(Algorithm[.blend]?.ranksByRating == false)
  }

  @Test(
    "every split cuts a ratings file",
    arguments: [
      ["--split", "random", "--folds", "2"], ["--split", "user-time", "--test-fraction", "0.3"],
      ["--split", "global-time"],
    ])
  func splits(split: [String]) async throws {
    let path = try world.write(LearningWorld.ratings, as: "r.csv")
    let report = try #require(
      try await run(["--ratings", path, "--model", "ease", "--positive-min", "5"] + split).first)
    #expect(report.split == split[1])
    #expect(report.users > 0)
  }

  @Test("what train lets serve is measured beside the algorithms, on every week anew")
  func served() async throws {
    let reports = try await run([
      "--data", try await LearningWorld.demo(), "--model", "popularity,served", "--split",
      "weekly", "--folds", "2", "--at", "2026-11-20",
    ])
    #expect(reports.map(\.model) == ["popularity", "served"])
    #expect(reports[1].splits.count == 2 && reports[1].mean("ndcg@10").map { $0 > 0 } == true)
    #expect(reports[1].comparisons.first?.baseline == "popularity")
    for arguments in [
      ["--task", "next-watch"], ["--level", "episode"], ["--param", "regularization=3"],
    ] {
      let failure = await #expect(throws: Failure.self) {
        _ = try await run(
          ["--data", try await LearningWorld.demo(), "--model", "served"] + arguments)
      }
      #expect(failure?.status == .usage)
    }
  }

  @Test("--page home says what front pages of the last weeks were worth, list by list")
  func home() async throws {
    let source = [
      "--data", try await LearningWorld.demo(), "--at", "2026-11-20", "--page", "home", "--folds",
      "2",
    ]
    func written(_ arguments: [String]) async throws -> String {
      let command = try EvaluateCommand.parse(source + arguments)
      return try await LearningWorld.written {
        try await command.evaluateHome(into: $0, line: $1)
      }
    }
    let table = try await written([])
    #expect(table.contains("home, watched within a day: "))
    #expect(table.contains("home, watched within a week: "))
    #expect(table.contains("\npicked ") && table.contains("\ncontinue "))
    let json = try await written(["--format", "json"])
    let report = try JSONDecoder().decode(PageReport.self, from: Data(json.utf8))
    #expect(report.instants.count == 2 && report.figures.count == 2)
    for refused in [
      ["--model", "ease"], ["--split", "random"], ["--level", "episode"], ["--param", "a=1"],
      ["--positive-min", "0.5"],
    ] {
      #expect(throws: (any Error).self) { try EvaluateCommand.parse(source + refused) }
    }
    #expect(throws: (any Error).self) { try EvaluateCommand.parse(["--data", "x"]) }
  }

  @Test("the table has a line for each model and says how far apart they are")
  func table() async throws {
    let path = try world.write(LearningWorld.ratings, as: "r.csv")
    let command = try EvaluateCommand.parse([
      "--ratings", path, "--model", "ease,item-knn-cosine", "--param", "regularization=5",
    ])
    let text = try await LearningWorld.written { try await command.evaluate(into: $0, line: $1) }
    let lines = text.split(separator: "\n")
    try #require(lines.count >= 6)
    #expect(lines[0].hasPrefix("ranking, split user-time: "))
    #expect(lines[1].contains("events share their second with another of the same user"))
    #expect(lines[2].hasPrefix("model") && lines[2].contains("ndcg@10"))
    #expect(lines[3].hasPrefix("ease ") && lines[4].hasPrefix("item-knn-cosine "))
    #expect(lines[5].hasPrefix("item-knn-cosine − ease, ndcg@10: "))
  }

  @Test("what cannot be asked is refused with 64, a file without times where time cuts with 65")
  func refusals() async throws {
    let untimed = try world.write("user,item,rating\n1,1,5\n", as: "u.csv")
    let missing = await #expect(throws: (any Error).self) {
      _ = try await run(["--ratings", untimed, "--model", "ease"])
    }
    #expect(Failure(explaining: try #require(missing)).status == .badData)
    for arguments in [
      ["--model", "ease", "--task", "rating"], ["--model", "ease,svd", "--param", "nothing=1"],
      ["--model", ","],
    ] {
      let failure = await #expect(throws: Failure.self) {
        _ = try await run(["--ratings", untimed] + arguments)
      }
      #expect(failure?.status == .usage)
    }
    #expect(throws: (any Error).self) {
      try EvaluateCommand.parse(["--model", "ease", "--task", "next-watch", "--split", "random"])
    }
  }

  @Test("of several algorithms one that cannot be measured costs the others nothing")
  func partly() async throws {
    let path = try world.write(LearningWorld.ratings, as: "r.csv")
    let command = try EvaluateCommand.parse([
      "--ratings", path, "--model", "ease,content", "--format", "json",
    ])
    var failure: Failure?
    let text = try await LearningWorld.written { output, line in
      do { try await command.evaluate(into: output, line: line) } catch let error as Failure {
        failure = error
      }
    }
    #expect(failure?.status == .badData)
    let reports = try JSONDecoder().decode([EvaluationReport].self, from: Data(text.utf8))
    #expect(reports.map(\.model) == ["ease"])
  }
}
