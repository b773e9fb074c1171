import ArgumentParser
import PickCommand
import PickImport
import PickRecommender
import Testing

@testable import PickOperator

@Suite("pickctl predict")
struct PredictCommandTests {
  private let world: LearningWorld

  init() throws { world = try LearningWorld() }

  private func run(_ arguments: [String]) async throws -> String {
    let command = try PredictCommand.parse(arguments)
    return try await LearningWorld.written { try await command.predict(into: $0, line: $1) }
  }

  @Test(
    "every algorithm that can predicts, strangers included, in the order of the pairs",
    arguments: Algorithm.all.filter(\.isRatingPredictor).map(\.id.rawValue))
  func estimates(model: String) async throws {
    let ratings = try world.write(LearningWorld.ratings, as: "r.csv")
    let pairs = try world.write(
      "item\tuser\n2\t40\n\"new, one\"\t1\n3\tnobody\nnothing\tnobody\n", as: "p.tsv")
    let text = try await run(["--ratings", ratings, "--pairs", pairs, "--model", model])
    let lines = text.split(separator: "\n")
    #expect(lines[0] == "user,item,estimate" && lines.count == 5)
    let starts = ["40,2,", "1,\"new, one\",", "nobody,3,", "nobody,nothing,"]
    for (line, start) in zip(lines.dropFirst(), starts) {
      #expect(line.hasPrefix(start))
      let estimate = try #require(Double(line.dropFirst(start.count)))
      #expect((2...5).contains(estimate))
    }
  }

  @Test(
    "every algorithm that can predicts what is watched of a database, strangers included",
    arguments: Algorithm.all.filter(\.isRatingPredictor).map(\.id.rawValue),
    ["title", "episode"])
  func database(model: String, level: String) async throws {
    let source = ["--data", try await LearningWorld.demo(), "--at", "2026-11-19", "--level", level]
    let seen = try RecommendCommand.parse(
      source + ["--model", "popularity", "--include-seen", "--k", "3"])
    let rows = try await LearningWorld.written { try await seen.recommend(into: $0, line: $1) }
      .split(separator: "\n").dropFirst()
    let starts = rows.map { $0.split(separator: ",").dropLast(2).joined(separator: ",") }
    #expect(starts.count > 10)
    let pairs = try world.write(
      (["user,item"] + starts + ["nobody,nothing"]).joined(separator: "\n"), as: "p.csv")
    let text = try await run(source + ["--pairs", pairs, "--model", model])
    let lines = text.split(separator: "\n")
    #expect(lines[0] == "user,item,estimate" && lines.count == starts.count + 2)
    for (line, start) in zip(lines.dropFirst(), starts + ["nobody,nothing"]) {
      #expect(line.hasPrefix(start + ","))
      let estimate = try #require(Double(line.dropFirst(start.count + 1)))
      #expect((0...1).contains(estimate))
    }
    #expect(try await run(source + ["--pairs", pairs, "--model", model]) == text)
  }

  @Test("a database's pairs go by the names recommend prints, episodes by any of theirs")
  func names() async throws {
    let path = try await world.sample()
    // 101 watched 3,000 of 3,600 seconds of two episodes, 102 of one and half of the film.
    let pairs = try world.write(
      "user,item\n1001,asset 22\n1001,라디오 2회\n1002,asset 11\n1002,asset 99\n101,asset 11\n",
      as: "p.csv")
    let arguments = ["--pairs", pairs, "--model", "baseline-only", "--data", path]
    let estimates = try await run(arguments + ["--level", "episode"]).split(separator: "\n")
      .dropFirst().map { String($0.split(separator: ",")[2]) }
    #expect(estimates[0] == estimates[1])
    #expect(estimates[2] < estimates[3] && estimates[3] < estimates[0])
    // Viewers go by the number of their account only: 101 is a stranger who would be liked more.
    #expect(estimates[2] < estimates[4])
    let titles = try world.write("user,item\n1001,late-radio\n1002,windy-hill\n", as: "t.csv")
    let ofTitles = try await run(
      ["--pairs", titles, "--model", "baseline-only", "--data", path])
    #expect(ofTitles.hasPrefix("user,item,estimate\n1001,late-radio,0."))
  }

  @Test("--at hides what came later; a database without any past has nothing to learn from")
  func at() async throws {
    let path = try await world.sample()
    let pairs = try world.write("user,item\n1002,windy-hill\n", as: "p.csv")
    let arguments = ["--data", path, "--pairs", pairs, "--model", "baseline-only"]
    let before = try await run(arguments + ["--at", "2026-11-20T22:31:30"])
    #expect(try await run(arguments) != before)
    await #expect(throws: FitError.emptyDataset) {
      _ = try await run(arguments + ["--at", "2026-01-01"])
    }
  }

  @Test("who only ranks is refused with 64, and those who predict are named")
  func refusal() async throws {
    let ratings = try world.write(LearningWorld.ratings, as: "r.csv")
    let failure = await #expect(throws: Failure.self) {
      _ = try await run(["--ratings", ratings, "--pairs", ratings, "--model", "ease"])
    }
    #expect(failure?.status == .usage)
    #expect(failure?.sentence.contains("svd") == true)
  }

  @Test("a bad row ends with 65, its file, line and reason")
  func badRow() async throws {
    let bad = try world.write("user,item,rating\n1,1,5\n1,2,much\n", as: "bad.csv")
    let error = await #expect(throws: ImportError.self) {
      _ = try await run(["--ratings", bad, "--pairs", bad, "--model", "svd"])
    }
    let failure = Failure(explaining: try #require(error))
    #expect(failure.status == .badData)
    #expect(failure.sentence == "\(bad):3: rating cannot be read.")
  }
}
