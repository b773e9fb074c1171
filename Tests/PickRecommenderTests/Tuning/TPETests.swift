import Testing

@testable import PickRecommender

@Suite struct TPETests {
  private static let spaces: [SearchSpace] = [
    mixed, numbers, narrow,
  ].compactMap { try? SearchSpace($0) }
  private static let mixed: [SearchSpace.Dimension] = [
    .init("rate", .real(1e-5...1e-1, isLogarithmic: true)),
    .init("share", .real(-2...3, isLogarithmic: false)),
    .init("factors", .integer(1...512, isLogarithmic: true)),
    .init("depth", .integer(-3...3, isLogarithmic: false)),
    .init("is-biased", .flag),
    .init("kind", .choice(["cosine", "msd", "pearson"])),
  ]
  private static let numbers: [SearchSpace.Dimension] = (0..<5).map {
    .init("x\($0)", .real(-5...10, isLogarithmic: false))
  }
  private static let narrow: [SearchSpace.Dimension] = [
    .init("only", .integer(7...7, isLogarithmic: true)),
    .init("fixed", .real(2...2, isLogarithmic: false)),
    .init("word", .choice(["a"])), .init("free", .real(0...1, isLogarithmic: false)),
  ]
  private static let samplers: [StudyPlan.Sampler] = [
    .random, .tpe(TPE()), .tpe(TPE(isMultivariate: false)),
  ]

  /// A cheerful function of any values.
  private func objective(_ trial: Trial) -> Double {
    trial.parameters.reduce(0) { sum, value in
      switch value {
      case .integer(let value): sum + abs(Double(value) - 2)
      case .real(let value): sum + (value - 0.3) * (value - 0.3)
      case .flag(let value): sum + (value ? 0 : 1)
      case .choice(let word): sum + Double(word.utf8.count)
      }
    }
  }

  private func study(_ space: SearchSpace, _ sampler: StudyPlan.Sampler, seed: UInt64) -> Study {
    Study(StudyPlan(space: space, direction: .minimize, seed: seed, sampler: sampler))
  }

  private func advance(_ study: inout Study, by count: Int) throws {
    for _ in 0..<count {
      let trial = study.ask()
      let outcome: Trial.Outcome =
        switch trial.number % 11 {
        case 3: .failed("it was its turn")
        case 7: .pruned
        default: .complete(objective(trial))
        }
      if outcome == .pruned { _ = try study.report(objective(trial), step: 1, of: trial.number) }
      try study.tell(trial.number, outcome)
    }
  }

  @Test("what is asked always lies in the space", arguments: spaces.indices, 0..<4)
  func inside(space: Int, seed: UInt64) throws {
    for sampler in Self.samplers {
      var study = study(Self.spaces[space], sampler, seed: seed)
      try advance(&study, by: 80)
      for trial in study.trials { #expect(study.plan.space.contains(trial.parameters)) }
    }
  }

  @Test("the same seed asks the same, another seed does not", arguments: samplers)
  func deterministic(sampler: StudyPlan.Sampler) throws {
    var studies = [5, 5, 6].map { study(Self.spaces[0], sampler, seed: $0) }
    for index in studies.indices { try advance(&studies[index], by: 40) }
    #expect(studies[0] == studies[1])
    #expect(studies[0].trials != studies[2].trials)
  }

  @Test("a stored study goes on as if it had never stopped", arguments: samplers)
  func resumed(sampler: StudyPlan.Sampler) throws {
    var whole = study(Self.spaces[0], sampler, seed: 9)
    try advance(&whole, by: 60)
    for stop in [0, 5, 25, 59] {
      var part = study(Self.spaces[0], sampler, seed: 9)
      try advance(&part, by: stop)
      var resumed = try Study(part.plan, trials: part.trials)
      try advance(&resumed, by: 60 - stop)
      #expect(resumed == whole)
    }
  }

  @Test("both ends of a whole number are asked as often as its middle")
  func ends() throws {
    var study = study(
      try SearchSpace([.init("n", .integer(1...5, isLogarithmic: false))]), .random, seed: 1)
    var counts = [Int](repeating: 0, count: 5)
    for _ in 0..<5000 {
      if case .integer(let value) = study.ask().parameters[0] { counts[value - 1] += 1 }
    }
    #expect(counts.allSatisfy { (880...1120).contains($0) })
  }

  @Test("a logarithmic range is asked as often below its geometric mean as above")
  func logarithms() throws {
    var study = study(
      try SearchSpace([.init("x", .real(1e-4...1, isLogarithmic: true))]), .random, seed: 1)
    let low = (0..<4000).count { _ in
      if case .real(let value) = study.ask().parameters[0] { value < 1e-2 } else { false }
    }
    #expect(abs(low - 2000) < 130)
  }

  @Test("a tenth of the finished trials, at most 25, are good ones; running ones never are")
  func split() throws {
    var study = study(Self.spaces[1], .random, seed: 2)
    for number in 0..<23 {
      let trial = study.ask()
      // 22 is left running; the least value comes late.
      if number < 22 { try study.tell(trial.number, .complete(Double(30 - number))) }
    }
    let (good, others) = TPE().split(study.trials, study.plan)
    #expect(good.numbers == [19, 20, 21])
    #expect(others.numbers == Array(0..<19) + [22])
    var maximized = study.plan
    maximized.direction = .maximize
    #expect(TPE().split(study.trials, maximized).good.numbers == [0, 1, 2])
  }

  @Test("of pruned trials those that came far, then those with the better last value, are better")
  func prunedOrder() throws {
    var study = study(Self.spaces[1], .random, seed: 2)
    let ends: [(step: Int, value: Double)] = [(1, 0), (3, 9), (3, 5), (2, 1)]
    for end in ends {
      let trial = study.ask()
      _ = try study.report(end.value, step: end.step, of: trial.number)
      try study.tell(trial.number, .pruned)
    }
    #expect(TPE().split(study.trials, study.plan).good.numbers == [2])
  }

  @Test("it finds the bottom of a bowl much closer than chance does")
  func bowl() throws {
    func best(_ sampler: StudyPlan.Sampler, seed: UInt64) throws -> Double {
      var study = study(Self.spaces[1], sampler, seed: seed)
      for _ in 0..<100 {
        let trial = study.ask()
        try study.tell(trial.number, .complete(objective(trial)))
      }
      return study.best?.value ?? .infinity
    }
    let random = try (0..<10).map { try best(.random, seed: $0) }.reduce(0, +)
    for isMultivariate in [false, true] {
      let found = try (0..<10).map { seed in
        try best(.tpe(TPE(isMultivariate: isMultivariate)), seed: seed)
      }.reduce(0, +)
      #expect(found < random / 3)
    }
  }
}
