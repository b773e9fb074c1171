import Foundation
import GRDB
import PickRecommender
import PickStore
import PickStoreSQLite
import PickTestSupport
import Testing

@Suite("StudyFile") struct StudyFileTests {
  private static func plan(seed: UInt64 = 3, high: Double = 1) throws -> StudyPlan {
    let space = try SearchSpace([
      .init("rate", .real(1e-4...high, isLogarithmic: true)),
      .init("factors", .integer(1...64, isLogarithmic: true)), .init("is-biased", .flag),
      .init("kind", .choice(["cosine", "msd"])),
    ])
    return StudyPlan(
      space: space, direction: .minimize, seed: seed, sampler: .tpe(TPE(startupTrials: 4)),
      pruner: .median(startupTrials: 3, warmupSteps: 0))
  }

  /// An objective with every kind of end.
  private static func measure(_ trial: Trial, _ report: (Double, Int) -> Bool) -> Trial.Outcome {
    guard case .real(let rate) = trial.parameters[0],
      case .integer(let factors) = trial.parameters[1]
    else { return .failed("no numbers") }
    let value = abs(rate - 0.01) + abs(Double(factors) - 8)
    if trial.number % 7 == 5 { return .failed("it was its turn") }
    return report(value, 1) ? .pruned : .complete(value)
  }

  @Test("a step before the first one is no step, and nothing is computed with it")
  func strangeStep() async throws {
    try await TemporaryDirectory.with { directory in
      let path = directory.file("study.sqlite")
      let plan = try Self.plan()
      var (file, study) = try StudyFile.open(path: path, plan: plan, task: "ease on ratings")
      try study.run(until: 6, keep: file.keep, objective: Self.measure)
      try file.close()
      let queue = try DatabaseQueue(path: path)
      try await queue.write { db in
        try db.execute(
          sql: "UPDATE report SET step = ? WHERE trial = (SELECT min(trial) FROM report)",
          arguments: [Int64.min])
      }
      try queue.close()
      #expect(throws: (any Error).self) {
        _ = try StudyFile.open(path: path, plan: plan, task: "ease on ratings")
      }
    }
  }

  @Test("a study stored trial by trial is read back as it was")
  func roundTrip() async throws {
    try await TemporaryDirectory.with { directory in
      let path = directory.file("study.sqlite")
      let plan = try Self.plan()
      var (file, study) = try StudyFile.open(path: path, plan: plan, task: "ease on ratings")
      #expect(study == Study(plan))
      try study.run(until: 20, keep: file.keep, objective: Self.measure)
      try file.close()
      let again = try StudyFile.open(path: path, plan: plan, task: "ease on ratings")
      #expect(again.study == study)
      try again.file.close()
    }
  }

  @Test("a study whose process ended in the middle of a trial goes on as if it had not")
  func interrupted() async throws {
    try await TemporaryDirectory.with { directory in
      let plan = try Self.plan()
      var whole = Study(plan)
      whole.run(until: 15, keep: { _ in }, objective: Self.measure)
      let path = directory.file("study.sqlite")
      // Trial 0 is killed, 3 and 9 are stopped.
      var killed = try StudyFile.open(path: path, plan: plan, task: "t")
      try killed.file.keep(killed.study.ask())
      try killed.file.close()
      for stop in [3, 9] {
        var (file, study) = try StudyFile.open(path: path, plan: plan, task: "t")
        try study.run(until: 15, keep: file.keep) { trial, report in
          trial.number == stop ? nil : Self.measure(trial, report)
        }
        try file.close()
      }
      var (file, study) = try StudyFile.open(path: path, plan: plan, task: "t")
      #expect(study.trials.last?.state == .running)
      #expect(study.trials.map(\.attempts) == [2] + Array(repeating: 1, count: 8) + [0])
      try study.run(until: 15, keep: file.keep, objective: Self.measure)
      #expect(study.trials.map(\.parameters) == whole.trials.map(\.parameters))
      #expect(study.trials.map(\.value) == whole.trials.map(\.value))
      try file.close()
    }
  }

  @Test("a study of another space, seed or task is refused with what differs")
  func refused() async throws {
    try await TemporaryDirectory.with { directory in
      let path = directory.file("study.sqlite")
      let plan = try Self.plan()
      try StudyFile.open(path: path, plan: plan, task: "t").file.close()
      #expect(throws: StudyFileError.differs(what: "task", stored: "t", given: "u")) {
        try StudyFile.open(path: path, plan: plan, task: "u")
      }
      #expect(throws: StudyFileError.differs(what: "seed", stored: "3", given: "4")) {
        try StudyFile.open(path: path, plan: Self.plan(seed: 4), task: "t")
      }
      let error = #expect(throws: StudyFileError.self) {
        try StudyFile.open(path: path, plan: Self.plan(high: 2), task: "t")
      }
      guard case .differs("space", let stored, let given) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(stored.contains("rate=0.0001...1.0:log factors=1...64:log"))
      #expect(given.contains("rate=0.0001...2.0:log"))
    }
  }

  @Test("one process at a time works on a study")
  func locked() async throws {
    try await TemporaryDirectory.with { directory in
      let path = directory.file("study.sqlite")
      let plan = try Self.plan()
      let first = try StudyFile.open(path: path, plan: plan, task: "t").file
      #expect(throws: StudyFileError.store(.busy)) {
        try StudyFile.open(path: path, plan: plan, task: "t")
      }
      try first.close()
      try StudyFile.open(path: path, plan: plan, task: "t").file.close()
    }
  }

  @Test("a file of something else is no study, and is left as it was")
  func text() async throws {
    try await TemporaryDirectory.with { directory in
      let path = directory.file("ratings.csv")
      let text = String(repeating: "user,item,rating\n", count: 100)
      try text.write(toFile: path, atomically: true, encoding: .utf8)
      #expect(throws: StudyFileError.store(.foreignDatabase)) {
        try StudyFile.open(path: path, plan: Self.plan(), task: "t")
      }
      #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
    }
  }

  @Test("a database of viewers is no study, nor is a study a database of viewers")
  func foreign() async throws {
    try await TemporaryDirectory.with { directory in
      let viewers = directory.file("pick.sqlite")
      try SQLiteDatabase.open(path: viewers, mode: .createIfMissing(.random())).close()
      #expect(throws: StudyFileError.store(.foreignDatabase)) {
        try StudyFile.open(path: viewers, plan: Self.plan(), task: "t")
      }
      let study = directory.file("study.sqlite")
      try StudyFile.open(path: study, plan: Self.plan(), task: "t").file.close()
      #expect(throws: StoreError.foreignDatabase) {
        try SQLiteDatabase.open(path: study, mode: .existing)
      }
    }
  }

  @Test("a plan whose members have no names is not read")
  func namelessPlan() async throws {
    try await TemporaryDirectory.with { directory in
      let path = directory.file("study.sqlite")
      let plan = try Self.plan()
      try StudyFile.open(path: path, plan: plan, task: "t").file.close()
      let queue = try DatabaseQueue(path: path)
      try await queue.write { db in
        try db.execute(sql: "UPDATE study SET plan = '{\"이름\":1,' || substr(plan, 2)")
      }
      try queue.close()
      #expect(throws: (any Error).self) {
        _ = try StudyFile.open(path: path, plan: plan, task: "t")
      }
    }
  }
}
