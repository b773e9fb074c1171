import ArgumentParser
import Foundation
import PickCommand
import PickModel
import PickRecommender
import Testing

@testable import PickOperator

@Suite("A table on a screen")
struct TextTableTests {
  private let table = TextTable(
    ["model", "ndcg@10", "recall@10", "MB"],
    [["popularity", "0.1", "0.2 [0.1, 0.3]", "41"], ["ease", "0.3", "0.4 [0.3, 0.5]", "42"]])

  private func screen(_ columns: Int?) -> Screen { Screen(columns: columns, hasColours: false) }

  @Test("is one part where it fits, and in a file")
  func whole() {
    let lines = [
      "model       ndcg@10  recall@10       MB",
      "popularity  0.1      0.2 [0.1, 0.3]  41",
      "ease        0.3      0.4 [0.3, 0.5]  42",
    ]
    #expect(table.lines(on: screen(nil)) == lines)
    #expect(table.lines(on: screen(39)) == lines)
  }

  @Test("folds what does not fit below, each part with the first column")
  func folded() {
    #expect(
      table.lines(on: screen(30)) == [
        "model       ndcg@10", "popularity  0.1", "ease        0.3", "",
        "model       recall@10       MB", "popularity  0.2 [0.1, 0.3]  41",
        "ease        0.4 [0.3, 0.5]  42",
      ])
  }

  @Test("is never wider than the screen, whatever is in it", arguments: [1, 10, 39, 40, 80, 200])
  func widths(columns: Int) {
    let names = ["바람의 언덕", "a\u{1B}[2Jb", String(repeating: "긴", count: 90), ""]
    let wide = TextTable(
      ["제목", "two", "three"], names.map { [$0, $0, String($0.reversed())] })
    for line in wide.lines(on: screen(columns)) {
      #expect(DisplayWidth.of(line) <= max(columns, 5))
      #expect(DisplayText.isSafe(line))
    }
  }

  @Test("shows the columns that were asked for, in that order")
  func chosen() throws {
    let chosen = try table.choosing(["MB", "Model"]).lines(on: screen(nil))
    #expect(chosen == ["MB  model", "41  popularity", "42  ease"])
    let failure = #expect(throws: Failure.self) { try table.choosing(["recal"]) }
    #expect(failure?.status == .usage)
    #expect(failure?.sentence.contains("Did you mean recall@10?") == true)
  }

  @Test("has a heading in bold where there are colours, and no escape elsewhere")
  func colours() {
    let lines = table.lines(on: Screen(columns: 80, hasColours: true))
    #expect(lines[0].hasPrefix("\u{1B}[1mmodel") && lines[0].hasSuffix("\u{1B}[0m"))
    #expect(lines.dropFirst().allSatisfy { DisplayText.isSafe($0) })
    #expect(!Screen.allowsColours(["TERM": "xterm", "NO_COLOR": "1"]))
    #expect(!Screen.allowsColours(["TERM": "dumb"]) && !Screen.allowsColours([:]))
    #expect(Screen.allowsColours(["TERM": "xterm", "NO_COLOR": ""]))
  }

  @Test("an evaluation fits 80 columns, and shows the columns named")
  func evaluation() async throws {
    let world = try LearningWorld()
    let path = try world.write(LearningWorld.ratings, as: "r.csv")
    let arguments = ["--ratings", path, "--model", "popularity,ease", "--k", "5"]
    let command = try EvaluateCommand.parse(arguments + ["--format", "json"])
    let json = try await LearningWorld.written { try await command.evaluate(into: $0, line: $1) }
    let reports = try JSONDecoder().decode([EvaluationReport].self, from: Data(json.utf8))
    let text = try EvaluationText(reports).text(on: screen(80))
    let lines = text.split(separator: "\n")
    #expect(lines.allSatisfy { DisplayWidth.of(String($0)) <= 80 })
    #expect(lines.count { $0.hasPrefix("popularity ") } > 1)
    let shown = try EvaluateCommand.parse(arguments + ["--columns", "model,ndcg@5"])
    let chosen = try EvaluationText(reports)
      .text(columns: shown.learning.shownColumns, on: screen(nil))
    #expect(chosen.contains("\nmodel       ndcg@5\n"))
    #expect(throws: (any Error).self) {
      try RecommendCommand.parse(["--ratings", path, "--columns", "ndcg@5"])
    }
  }

  @Test("a column no evaluation has is refused before anything is read, and says what there is")
  func unknownColumn() async throws {
    for (task, column, near) in [
      ("ranking", "ndgc@10", "Did you mean ndcg@10?"),
      ("rating", "ndcg@10", "There are: model, rmse"),
    ] {
      // The file is missing: reading it would be another failure.
      let command = try EvaluateCommand.parse([
        "--ratings", "/nonexistent/r.csv", "--model", "slope-one", "--task", task, "--columns",
        "model,\(column)",
      ])
      let failure = await #expect(throws: Failure.self) {
        _ = try await LearningWorld.written { try await command.evaluate(into: $0, line: $1) }
      }
      #expect(failure?.status == .usage && failure?.sentence.contains(near) == true)
    }
  }

  @Test("the list of algorithms fits the screen", arguments: [40, 80, 120])
  func algorithms(columns: Int) async throws {
    let command = try AlgorithmsCommand.parse([])
    let text = try await LearningWorld.written { output, _ in
      try command.list(into: output, on: screen(columns))
    }
    let lines = text.split(separator: "\n").map(String.init)
    #expect(lines.allSatisfy { DisplayWidth.of($0) <= columns })
    let words = Set(text.split { $0.isWhitespace })
    for algorithm in Algorithm.all {
      #expect(Set(algorithm.summary.split { $0.isWhitespace }).isSubset(of: words))
    }
  }
}
