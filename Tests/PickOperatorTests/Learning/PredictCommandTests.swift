import ArgumentParser
import PickCore
import PickRecommender
import Testing

@testable import PickOperator

@Suite("pickctl predict")
struct PredictCommandTests {
  private let world: LearningWorld

  init() throws { world = try LearningWorld() }

  private func run(_ arguments: [String]) async throws -> String {
    let command = try PredictCommand.parse(arguments)
    return try await LearningWorld.written { try command.predict(into: $0, line: $1) }
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
