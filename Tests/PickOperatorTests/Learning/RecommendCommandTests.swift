import ArgumentParser
import Foundation
import PickCommand
import PickModel
import PickRecommender
import PickTestSupport
import Testing

@testable import PickOperator

@Suite("pickctl recommend")
struct RecommendCommandTests {
  private let world: LearningWorld

  init() throws { world = try LearningWorld() }

  private func run(_ arguments: [String]) async throws -> [[Substring]] {
    let command = try RecommendCommand.parse(arguments)
    let text = try await LearningWorld.written { try await command.recommend(into: $0, line: $1) }
    return text.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
  }

  static let rankers = Algorithm.all.filter(\.isRecommender).map(\.id.rawValue)

  @Test(
    "every algorithm but content, which reads texts, recommends what was not seen of a file",
    arguments: rankers.filter { $0 != "content" })
  func ratings(model: String) async throws {
    let path = try world.write(LearningWorld.ratings, as: "r.csv")
    let seen = Set(
      LearningWorld.ratings.split(separator: "\n").map {
        $0.split(separator: ",").prefix(2).joined(separator: ",")
      })
    let rows = try await run(["--ratings", path, "--model", model, "--k", "3"])
    #expect(rows[0].joined(separator: ",") == "user,item,rank,score")
    #expect(Set(rows.dropFirst().map { $0[0] }).count == 40)
    #expect(rows.dropFirst().allSatisfy { !seen.contains("\($0[0]),\($0[1])") })
    #expect(
      rows.dropFirst().allSatisfy { (1...3).contains(Int($0[2]) ?? 0) && Double($0[3]) != nil })
    let again = try await run(["--ratings", path, "--model", model, "--k", "3"])
    #expect(rows == again)
  }

  @Test(
    "--positive-min: what is rated lower is not learned from, but was seen",
    arguments: ["item-knn-cosine", "ease", "slim"])
  func positiveMinimum(model: String) async throws {
    let path = try world.write(LearningWorld.ratings, as: "r.csv")
    let lines = LearningWorld.ratings.split(separator: "\n")
    let liked = lines.filter { $0.split(separator: ",")[2] != "2" }.joined(separator: "\n")
    let alone = try world.write(liked, as: "liked.csv")
    let seen = Set(lines.map { $0.split(separator: ",").prefix(2) })
    let arguments = ["--model", model, "--k", "14"]
    let found = try await run(["--ratings", path, "--positive-min", "4"] + arguments)
    let expected = try await run(["--ratings", alone] + arguments)
      .filter { !seen.contains($0.prefix(2)) || $0[0] == "user" }
    #expect(found.map { [$0[0], $0[1], $0[3]] } == expected.map { [$0[0], $0[1], $0[3]] })
    #expect(try await run(["--ratings", path] + arguments) != found)
    #expect(found.count > 40)
  }

  @Test("a rating whose date is a slip changes nothing", arguments: ["popularity", "blend"])
  func slippedDate(model: String) async throws {
    let path = try world.write(LearningWorld.ratings, as: "r.csv")
    let slipped = try world.write(LearningWorld.ratings + "1,6,5,4102444800\n", as: "s.csv")
    let arguments = ["--model", model, "--include-seen", "--user", "2"]
    #expect(
      try await run(["--ratings", slipped] + arguments)
        == (try await run(["--ratings", path] + arguments)))
  }

  @Test("--positive-min of a database is a weight")
  func positiveWeight() async throws {
    let source = [
      "--data", try await LearningWorld.demo(), "--at", "2026-11-19", "--model", "ease",
    ]
    let all = try await run(source)
    #expect(try await run(source + ["--positive-min", "0"]) == all)
    #expect(try await run(source + ["--positive-min", "1.1"]) != all)
    await #expect(throws: FitError.emptyDataset) {
      _ = try await run(source + ["--positive-min", "1000"])
    }
  }

  @Test(
    "rankings by predicted rating learn from ratings as given, the others, blend too, from weights",
    arguments: ["svd", "ease", "blend"])
  func emphasis(model: String) async throws {
    let path = try world.write(LearningWorld.ratings, as: "r.csv")
    let arguments = ["--ratings", path, "--model", model, "--include-seen", "--k", "14"]
    let usual = try await run(arguments)
    #expect(try await (run(arguments + ["--emphasis", "0"]) == usual) == (model == "svd"))
    #expect(try await (run(arguments + ["--positive-min", "4"]) == usual) == (model == "svd"))
  }

  @Test("every algorithm recommends from a database, titles and episodes", arguments: rankers)
  func database(model: String) async throws {
    let path = try await LearningWorld.demo()
    for level in ["title", "episode"] {
      let rows = try await run(
        [
          "--data", path, "--model", model, "--k", "2", "--level", level,
        ] + ["--at", "2026-11-19"])
      #expect(rows[0].joined(separator: ",") == "user,item,rank,score")
      #expect(rows.count > 1)
      #expect(rows.dropFirst().allSatisfy { $0.count >= 4 })
    }
  }

  @Test("without a model blend is fitted")
  func usual() async throws {
    let path = try world.write(LearningWorld.ratings, as: "r.csv")
    let rows = try await run(["--ratings", path, "--k", "2", "--user", "7"])
    let named = try await run(["--ratings", path, "--k", "2", "--user", "7", "--model", "blend"])
    #expect(rows == named && rows.count == 3)
  }

  @Test("names are those of the files: accounts, imported keys, first names of assets, aliases")
  func names() async throws {
    let path = try await world.sample()
    let titles = try await run([
      "--data", path, "--model", "ease", "--include-seen", "--user", "1001",
    ])
    #expect(titles.dropFirst().allSatisfy { $0[0] == "1001" })
    #expect(Set(titles.dropFirst().map { $0[1] }) == ["late-radio", "windy-hill"])
    let episodes = try await run([
      "--data", path, "--model", "item-knn-cosine", "--level", "episode", "--aliases",
      "--user", "1002",
    ])
    #expect(episodes[0].last == "aliases")
    #expect(episodes.dropFirst().contains { $0[1] == "asset 22" && $0[4] == "라디오 2회" })
  }

  @Test("--at hides what came later")
  func at() async throws {
    let path = try await world.sample()
    let before = try await run([
      "--data", path, "--model", "ease", "--at", "2026-11-20T22:31:30", "--include-seen",
    ])
    // Only viewer 101 had watched anything by then.
    #expect(Set(before.dropFirst().map { $0[0] }) == ["1001"])
    await #expect(throws: FitError.emptyDataset) {
      _ = try await run(["--data", path, "--model", "ease", "--at", "2026-01-01"])
    }
  }

  @Test("JSON says the same, and no name steers a terminal")
  func json() async throws {
    let text = "user,item,rating\nu\u{1B}[31m,\"a,b\",5\nv,\"a,b\",5\nv,c,5\n"
    let path = try world.write(text, as: "hostile.csv")
    for format in ["csv", "json"] {
      let command = try RecommendCommand.parse([
        "--ratings", path, "--model", "item-knn-cosine", "--include-seen", "--format", format,
      ])
      let written = try await LearningWorld.written {
        try await command.recommend(into: $0, line: $1)
      }
      #expect(written.split(separator: "\n").allSatisfy { DisplayText.isSafe(String($0)) })
      if format == "csv" {
        #expect(written.contains("u,\"a,b\","))
      } else {
        struct Row: Decodable { let user, item: String, rank: Int, score: Double }
        let rows = try JSONDecoder().decode([Row].self, from: Data(written.utf8))
        #expect(rows.contains { $0.user == "u\u{1B}[31m" && $0.item == "a,b" && $0.rank > 0 })
      }
    }
  }

  @Test(
    "a wrong command line ends with 64",
    arguments: [
      ["--ratings", "a", "--data", "b"], ["--ratings", "a", "--at", "2026-01-01"],
      ["--ratings", "a", "--level", "episode"], ["--k", "0"], ["--param", "a=1"],
      ["--model", "ease", "--param", "x"], ["--at", "yesterday"],
      ["--ratings", "a", "--emphasis", "nan"], ["--data", "a", "--emphasis", "0"],
      ["--separator", "tab"], ["--columns", "user=1,item=2"], ["--values", "yes"],
      ["--aliases"], ["--ratings", "a", "--aliases"],
      ["--ratings", "a", "--models", "m"], ["--model", "ease", "--models", "m"],
    ])
  func refusals(arguments: [String]) throws {
    let error = try #require(
      #expect(throws: (any Error).self) { try RecommendCommand.parse(arguments) })
    #expect(RecommendCommand.exitCode(for: error).rawValue == 64)
  }

  @Test("an unknown algorithm or setting ends with 64, an unknown user or an empty file with 65")
  func failures() async throws {
    let path = try world.write(LearningWorld.ratings, as: "r.csv")
    let empty = try world.write("user,item,rating\n", as: "e.csv")
    let cases: [([String], PickCommand.ExitStatus)] = [
      (["--ratings", path, "--model", "magic"], .usage),
      (["--ratings", path, "--model", "ease", "--param", "magic=1"], .usage),
      (["--ratings", path, "--model", "ease", "--param", "regularization=x"], .usage),
      (["--ratings", path, "--model", "ease", "--user", "99"], .badData),
      (["--ratings", empty, "--model", "ease"], .badData),
    ]
    for (arguments, status) in cases {
      let failure = await #expect(throws: Failure.self) { _ = try await run(arguments) }
      #expect(failure?.status == status)
    }
  }
}
