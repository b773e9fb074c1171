import Testing

@testable import PickRecommender

@Suite("Events of one second, and events of no age")
struct TiesTests {
  /// Thirty users who rate pages of items at once: five ratings a second.
  private func rows(_ name: (Int64) -> Int64 = { $0 }) -> [InteractionLog.Row] {
    var random = PCG32(seed: 3)
    var rows: [InteractionLog.Row] = []
    for user in 0..<30 {
      for place in 0..<20 {
        let item = (user * 7 + place * (1 + user % 3)) % 60
        let rating = Double(1 + random.below(5))
        let second = Int64(1000 * user + place / 5)
        rows.append(
          InteractionLog.Row(
            user: Int64(user), item: name(Int64(item)), rating: rating, atSeconds: second))
      }
    }
    return rows
  }

  /// Who is asked about what, by the names of the first table.
  private func heldOut(
    _ rows: [InteractionLog.Row], _ name: (Int64) -> Int64 = { $0 },
    user: (Int64) -> Int64 = { $0 }
  ) throws -> Set<[Int64]> {
    let log = InteractionLog(rows: rows)
    let split = try #require(
      try SplitPlan(.userTime(testFraction: 0.35)).rankingSplits(of: log).first)
    // Every cut runs through a second, so that the order within one decides.
    #expect(split.ties?.cuts == 30)
    var found: Set<[Int64]> = []
    for (place, items) in split.heldOut.enumerated() {
      for item in items {
        found.insert([
          user(log.users.identifiers[place]), name(log.items.identifiers[item.position]),
        ])
      }
    }
    return found
  }

  @Test("renaming items and users and reordering rows changes nothing of a cut")
  func renamed() throws {
    let plain = try heldOut(rows())
    #expect(plain.count > 60)
    let turned = rows { 10_000 - $0 }
    #expect(try heldOut(turned) { 10_000 - $0 } == plain)
    let mixed = rows { ($0 * 37 + 11) % 1009 }
    var back: [Int64: Int64] = [:]
    for item in Int64(0)..<60 { back[(item * 37 + 11) % 1009] = item }
    #expect(try heldOut(mixed) { back[$0] ?? -1 } == plain)
    var shuffled = rows()
    var random = PCG32(seed: 9)
    shuffled.shuffle(using: &random)
    #expect(try heldOut(shuffled) == plain)
    let others = rows().map { row in
      var row = row
      row.user = 500 - row.user
      return row
    }
    #expect(try heldOut(others, user: { 500 - $0 }) == plain)
  }

  @Test("ties are counted, and so are the cuts that run through them")
  func counted() throws {
    let log = InteractionLog(rows: [
      .init(user: 1, item: 1, rating: 1, atSeconds: 10),
      .init(user: 1, item: 2, rating: 1, atSeconds: 20),
      .init(user: 1, item: 3, rating: 1, atSeconds: 20),
      .init(user: 1, item: 4, rating: 1, atSeconds: 20),
      .init(user: 2, item: 1, rating: 1, atSeconds: 5),
      .init(user: 2, item: 2, rating: 1, atSeconds: 5),
      .init(user: 2, item: 3, rating: 1, atSeconds: 6),
      .init(user: 2, item: 4, rating: 1, atSeconds: 7),
    ])
    let split = try #require(
      try SplitPlan(.userTime(testFraction: 0.5)).rankingSplits(of: log).first)
    #expect(split.ties == Ties(events: 5, cuts: 1))
    let report = try Evaluator().evaluate(Popularity(), as: "popularity", on: [split]).report
    #expect(report.ties == Ties(events: 5, cuts: 1))
  }

  private func log(_ times: [Int64]) -> InteractionLog {
    InteractionLog(
      rows: times.enumerated().map { place, time in
        .init(user: Int64(place % 7), item: Int64(place), rating: 1, atSeconds: time)
      })
  }

  @Test("a few events dated far from the rest are left out, on both sides")
  func far() {
    let day: Int64 = 86_400
    let usual: [Int64] = (0..<300).map { 1_600_000_000 + Int64($0) * day }
    #expect(log(usual).withoutFarRows().far.count == 0)
    let (near, found) = log(usual + [4_102_444_800, 0, 4_102_444_900]).withoutFarRows()
    #expect(found.count == 3 && near.events.count == 300)
    #expect(found.first == 0 && found.last == 4_102_444_900)
    #expect(found.rest == usual[0]...usual[299])
    #expect(log(usual + [.max, .min]).withoutFarRows().far.count == 2)
    let few: [Int64] = [1_600_000_001, 1_600_000_002, 1_600_000_003, 1_600_000_004, 4_102_444_800]
    #expect(log(few).withoutFarRows().far.count == 1)
  }

  @Test("a log that really is long, thin or without any date keeps all of its events")
  func kept() {
    let year: Int64 = 366 * 86_400
    let thin: [Int64] = (0..<40).map { 800_000_000 + Int64($0) * year / 2 }
    #expect(log(thin).withoutFarRows().far.count == 0)
    #expect(log(Array(repeating: 0, count: 50)).withoutFarRows().far.count == 0)
    #expect(log([]).withoutFarRows().far.count == 0)
    let two: [Int64] = (0..<200).map { place in
      (place < 100 ? 900_000_000 : 1_500_000_000) + Int64(place)
    }
    #expect(log(two).withoutFarRows().far.count == 0)
  }

  @Test("a limit of users speaks of users")
  func users() throws {
    let count = 32_769
    let ratings = try RatingSet(
      itemCount: 1, rowOffsets: Array(0...count), items: Array(repeating: 0, count: count),
      ratings: Array(repeating: 3, count: count))
    #expect(throws: FitError.tooManyUsers(count: count, limit: 32_768)) {
      _ = try KNNBasic().fit(ratings, context: FitContext())
    }
  }

  @Test("a study begins where it is told to, and only in its space")
  func start() throws {
    let space = try SearchSpace([.init("x", .real(0...1, isLogarithmic: false))])
    var study = Study(StudyPlan(space: space, direction: .maximize))
    try study.begin(at: [.real(0.25)])
    #expect(study.ask().parameters == [.real(0.25)])
    #expect(study.ask().parameters != [.real(0.25)])
    #expect(throws: StudyError.foreignTrial(number: 0)) { try study.begin(at: [.real(2)]) }
  }
}
