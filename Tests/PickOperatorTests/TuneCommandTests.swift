import ArgumentParser
import Foundation
import PickCommand
import PickRecommender
import PickStore
import PickStoreSQLite
import PickTestSupport
import Synchronization
import Testing

@testable import PickOperator

@Suite("pickctl tune")
struct TuneCommandTests {
  private let scratch: ScratchDirectory

  init() throws { scratch = try ScratchDirectory() }

  /// Twelve ratings each of thirty users: two tastes, some chance; the last fifth of each user may
  /// be turned around.
  private func ratings(isTestTurned: Bool = false) throws -> String {
    var random = PCG32(seed: 5)
    var lines = ["user,item,rating,timestamp"]
    for user in 0..<30 {
      var items = Array(0..<24)
      items.shuffle(using: &random)
      for (place, item) in items.prefix(12).enumerated() {
        let isLiked = (item % 2 == user % 2) != (random.below(8) == 0)
        // Of twelve ratings ⌈.8 × 12⌉ = 10 are the past.
        let isTurned = isTestTurned && place >= 10
        lines.append("u\(user),i\(item),\(isLiked != isTurned ? 5 : 1),\(1000 * user + place)")
      }
    }
    let path = scratch.file("ratings-\(isTestTurned).csv")
    try lines.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  private struct Found: Decodable {
    struct Line: Decodable {
      let number: Int
      let state: String
      let value: Double?
    }
    let best: Line?
    let params: [String: String]
    let importance: [String: Double]
    let trials: [Line]
    let metric: String
    let direction: String
    var values: [Double?] { trials.map(\.value) }
  }

  /// Runs the command as it is and gives back its output.
  private func output(
    _ arguments: [String], isInterrupted: @escaping @Sendable () -> Bool = { false }
  ) async throws -> (text: String, isDone: Bool) {
    let command = try TuneCommand.parse(arguments)
    var bytes: [UInt8] = []
    let sink = TextSink { bytes += $0 }
    let isDone = try await command.tune(
      into: sink, line: ProgressLine(isTerminal: false) { _ in }, isInterrupted: isInterrupted)
    try sink.end()
    return (String(decoding: bytes, as: UTF8.self), isDone)
  }

  private func found(
    _ arguments: [String], isInterrupted: @escaping @Sendable () -> Bool = { false }
  ) async throws -> Found {
    let text = try await output(arguments + ["--format", "json"], isInterrupted: isInterrupted).text
    return try JSONDecoder().decode(Found.self, from: Data(text.utf8))
  }

  @Test("it prints the best settings as --param takes them")
  func table() async throws {
    let arguments = [
      "--ratings", try ratings(), "--model", "ease", "--trials", "6", "--param", "neighbours=20",
      "--space", "regularization=1..100",
    ]
    let (text, isDone) = try await output(arguments)
    let found = try await found(arguments)
    #expect(isDone)
    #expect(text.contains("ease: best ndcg@10 on the inner split"))
    #expect(text.contains("\n--param neighbours=20\n"))
    let regularization = try #require(found.params["regularization"].flatMap(Double.init))
    #expect((1...100).contains(regularization))
    #expect(text.contains("\n--param regularization=\(regularization)\n"))
    #expect(found.best?.value == found.values.compactMap(\.self).max())
    #expect(found.importance == ["regularization": 1])
  }

  /// Those that have something to search.
  private static let searchable = Algorithm.all.filter { algorithm in
    (try? TunedSpace(of: algorithm, fixed: [], ranges: []).space.dimensions.isEmpty) == false
  }

  @Test(
    "every algorithm that ranks is tuned on a file, and on a database",
    arguments: searchable.filter(\.isRecommender).map(\.id.rawValue))
  func everyRanking(model: String) async throws {
    // Twenty days are too few for weeks of weeks.
    let database = [
      "--data", try await LearningWorld.demo(), "--at", "2026-11-20", "--task", "next-watch",
      "--split", "user-time",
    ]
    // A file has no texts for content to read.
    let sources = (model == "content" ? [] : [["--ratings", try ratings()]]) + [database]
    for source in sources {
      let found = try await found(source + ["--model", model, "--trials", "2"])
      #expect(found.trials.count == 2 && !found.params.isEmpty)
      #expect(found.best?.value.map { (0...1).contains($0) } == true)
    }
  }

  @Test(
    "every algorithm that predicts ratings is tuned on a file, and on a database",
    arguments: searchable.filter(\.isRatingPredictor).map(\.id.rawValue))
  func everyRating(model: String) async throws {
    let database = ["--data", try await LearningWorld.demo(), "--at", "2026-11-20"]
    for source in [["--ratings", try ratings()], database] {
      let found = try await found(
        source + ["--model", model, "--task", "rating", "--trials", "2", "--folds", "2"])
      #expect(found.trials.count == 2 && !found.params.isEmpty)
      #expect(found.best?.value.map { $0 > 0 } == true)
    }
  }

  @Test("errors of predicted ratings are made small")
  func rating() async throws {
    let found = try await found([
      "--ratings", try ratings(), "--model", "baseline-only", "--task", "rating", "--trials", "5",
    ])
    #expect(found.metric == "rmse")
    #expect(found.direction == "minimize")
    #expect(found.best?.value == found.values.compactMap(\.self).min())
  }

  @Test("what the split holds out changes nothing: it is never read", arguments: ["tpe", "random"])
  func testPart(sampler: String) async throws {
    func values(_ path: String) async throws -> [Double?] {
      try await found([
        "--ratings", path, "--model", "ease", "--trials", "14", "--sampler", sampler,
        "--metric", "ndcg@3",
      ]).values
    }
    let (given, turned) = (try ratings(), try ratings(isTestTurned: true))
    #expect(
      try String(contentsOfFile: given, encoding: .utf8)
        != String(contentsOfFile: turned, encoding: .utf8))
    #expect(try await values(given) == values(turned))
  }

  @Test("a study goes on where it stopped, as if it had not")
  func resumed() async throws {
    let arguments = [
      "--ratings", try ratings(), "--model", "ease", "--seed", "4", "--no-multivariate",
    ]
    let whole = try await found(arguments + ["--trials", "14"])
    let study = ["--study", scratch.file("study.sqlite")]
    let part = try await found(arguments + study + ["--trials", "5"])
    #expect(part.trials.count == 5)
    // Ctrl-C is pressed in the middle of the eighth trial.
    let asked = Atomic(0)
    let stopped = try await output(arguments + study + ["--trials", "14"]) {
      asked.add(1, ordering: .relaxed).newValue > 12
    }
    #expect(!stopped.isDone)
    let resumed = try await found(arguments + study + ["--trials", "14"])
    #expect(resumed.values == whole.values)
    #expect(resumed.trials.map(\.state) == whole.trials.map(\.state))
  }

  @Test("a study of another task is refused with what differs")
  func anotherTask() async throws {
    let study = ["--study", scratch.file("study.sqlite"), "--trials", "1"]
    let base = ["--ratings", try ratings(), "--model", "ease"]
    _ = try await output(base + study)
    let error = await #expect(throws: StudyFileError.self) {
      try await output(base + study + ["--metric", "recall@5"])
    }
    let failure = Failure(explaining: try #require(error))
    #expect(failure.status == .usage)
    #expect(failure.sentence.contains("another task"))
    #expect(failure.sentence.contains("ndcg@10"))
    #expect(failure.sentence.contains("recall@5"))
    await #expect(throws: StudyFileError.self) {
      try await output(base + study + ["--space", "regularization=1..2"])
    }
  }

  @Test("rounds give a pruner something to judge")
  func pruned() async throws {
    let found = try await found([
      "--ratings", try ratings(), "--model", "ease", "--trials", "25", "--rounds", "2",
      "--pruner", "median", "--sampler", "random", "--space", "regularization=0.1..100000",
    ])
    #expect(found.trials.contains { $0.state == "pruned" })
    #expect(found.trials.contains { $0.state == "complete" })
  }

  @Test("time that is up stops the search")
  func timeout() async throws {
    let (text, isDone) = try await output([
      "--ratings", try ratings(), "--model", "ease", "--timeout", "1e-9", "--trials", "100",
    ])
    #expect(isDone)
    #expect(text == "No trial came to a value (0 complete, 0 pruned, 0 failed).\n")
  }

  @Test(
    "what cannot be searched is said before anything is read",
    arguments: [
      (["--model", "easy"], "no algorithm easy"),
      (["--model", "ease", "--space", "neighbours=9..5"], "neighbours of ease is"),
      (["--model", "ease", "--space", "alpha=1..2"], "no parameter alpha"),
      (["--model", "ease", "--space", "neighbours"], "name=low..high"),
      (
        ["--model", "ease", "--space", "neighbours=1..5", "--space", "neighbours=7..9"],
        "two ranges for neighbours"
      ),
      (["--model", "ease", "--param", "neighbours=x"], "neighbours of ease is"),
      (
        ["--model", "ease", "--param", "neighbours=9", "--space", "neighbours=1..5"],
        "fixed by --param"
      ), (["--model", "ease", "--metric", "rmse"], "Rankings are tuned by one of ndcg"),
      (["--model", "baseline-only", "--task", "rating", "--metric", "ndcg"], "by rmse or mae"),
      (["--model", "ease", "--task", "rating"], "does not predict ratings"),
      (["--model", "ease", "--space", "regularization=0..9:log"], "regularization of ease is"),
    ])
  func refused(arguments: [String], reason: String) async throws {
    let error = await #expect(throws: Failure.self) {
      try await output(["--ratings", scratch.file("missing.csv")] + arguments)
    }
    #expect(error?.status == .usage)
    #expect(error?.sentence.contains(reason) == true, "\(error?.sentence ?? "")")
  }

  @Test("a time no clock counts to is refused", arguments: ["0", "-1", "nan", "inf", "1e30"])
  func endless(timeout: String) {
    let error = #expect(throws: (any Error).self) {
      try TuneCommand.parse(["--model", "ease", "--timeout=\(timeout)"])
    }
    #expect(error.map { TuneCommand.exitCode(for: $0).rawValue } == 64)
  }

  @Test("of a damaged study nobody is told to restore the viewers' database")
  func damaged() {
    let failure = Failure(explaining: StudyFileError.store(.corrupt(reason: "a page")))
    #expect(failure.status == .badData)
    #expect(failure.sentence.contains("--study") && !failure.sentence.contains("restore"))
  }

  @Test("ranges: logarithmic as the setting is unless somebody says; lists are words")
  func ranges() throws {
    let ease = try Algorithm.named("ease")
    func domain(_ range: String) throws -> ParameterDomain? {
      let name = range.prefix { $0 != "=" }
      return try TunedSpace(of: ease, fixed: [], ranges: [range]).space.dimensions
        .first { $0.name == name }?.domain
    }
    #expect(
      try domain("regularization=1..100") == .real(1...100, isLogarithmic: true))
    #expect(
      try domain("regularization=1..100:linear") == .real(1...100, isLogarithmic: false))
    #expect(
      try domain("maximum-items=100..200:log") == .integer(100...200, isLogarithmic: true))
    #expect(try domain("neighbours=50,100,200") == .choice(["50", "100", "200"]))
    let usual = try TunedSpace(of: ease, fixed: ["neighbours"], ranges: []).space
    #expect(usual.dimensions.map(\.name) == ["regularization"])
  }
}
