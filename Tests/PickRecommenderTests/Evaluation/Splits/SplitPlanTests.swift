import Glibc
import Testing

@testable import PickRecommender

@Suite struct SplitPlanTests {
  /// Rows (user, item, time), all rated 5 unless said otherwise.
  private func log(_ rows: [(Int64, Int64, Int64)], ratings: [Double]? = nil) -> InteractionLog {
    InteractionLog(
      rows: rows.enumerated().map { index, row in
        InteractionLog.Row(
          user: row.0, item: row.1, rating: ratings?[index] ?? 5, atSeconds: row.2)
      })
  }

  private func items(_ positions: Int...) -> Set<ItemIndex> { Set(positions.map { ItemIndex($0) }) }

  @Test("a rating that is no number is refused, not a crash", arguments: [Double.nan, .infinity])
  func notFinite(rating: Double) {
    let log = log([(0, 0, 1), (0, 1, 2), (1, 0, 3)], ratings: [rating, 4, 5])
    #expect(throws: DatasetError.invalidWeight(row: 0)) { try log.ratings() }
  }

  @Test("user-time follows time, ties the item, and rounds the past up")
  func userTime() throws {
    let log = log([(0, 0, 9), (0, 1, 1), (0, 2, 5), (0, 3, 5), (0, 4, 2), (1, 4, 0), (1, 3, 7)])
    let split = try #require(
      try SplitPlan(.userTime(testFraction: 0.5)).rankingSplits(of: log).first)
    // User 0 by time: 1, 4, 3 and 2 (a tie, in the order their events give), 0; the first ⌈2.5⌉ are the past. User 1: 4, then 3.
    #expect(split.train.interactions.columns == [1, 3, 4, 4])
    #expect(split.train.times == [1, 5, 2, 0])
    // 2 and 0 are held out of user 0, but have no viewers in the past; 3 is of user 1.
    #expect(split.heldOut == [[], [ItemIndex(3)]])
    #expect(split.instants == [5, 0])
  }

  @Test("every user keeps as many events as ⌈.8 n⌉ says, whatever .8 is in binary")
  func rounding() {
    for count in 0...10_000 {
      let exact = (4 * count + 4) / 5
      #expect(SplitPlan.pastCount(of: count, testFraction: 0.2) == exact)
      #expect(Int(ceil(0.8 * Double(count))) == exact)
    }
    #expect(SplitPlan.pastCount(of: 10, testFraction: 0.3) == 7)
    #expect(SplitPlan.pastCount(of: 1, testFraction: 0.99) == 1)
  }

  @Test("windows begin where they are told and last so many days, each after its own past")
  func windows() throws {
    let day: Int64 = 86_400
    let log = log([(0, 0, 0), (0, 1, 2 * day), (0, 2, 3 * day - 1), (0, 3, 3 * day), (1, 1, day)])
    let splits = try SplitPlan(.windows(from: [2 * day, day], days: 1), catalogue: .all)
      .rankingSplits(of: log)
    #expect(splits.map(\.label) == ["windows 172800", "windows 86400"])
    #expect(splits[0].heldOut == [items(1, 2), []])
    #expect(splits[0].train.interactions.columns == [0, 1])
    #expect(splits[1].heldOut == [[], items(1)])
    #expect(throws: SplitError.invalidMethod) {
      try SplitPlan(.windows(from: [], days: 7)).rankingSplits(of: log)
    }
    #expect(throws: SplitError.invalidMethod) {
      try SplitPlan(.windows(from: [0], days: 0)).rankingSplits(of: log)
    }
    #expect(throws: SplitError.nothingToSplit) {
      try SplitPlan(.windows(from: [.max, .min], days: 100_000)).rankingSplits(of: log)
    }
  }

  @Test("who has too short a past is not asked")
  func leastPast() throws {
    let log = log([(0, 0, 0), (0, 1, 1), (0, 2, 9), (1, 0, 0), (1, 2, 9), (2, 1, 9)])
    for (least, asked) in [(0, 3), (1, 2), (2, 1), (3, 0)] {
      let plan = SplitPlan(.globalTime(testFraction: 0.5), catalogue: .all, leastPast: least)
      let split = try #require(try plan.rankingSplits(of: log).first)
      #expect(split.heldOut.count { !$0.isEmpty } == asked)
    }
  }

  @Test("liked is what reaches the threshold as it was given, not as it is weighed")
  func positives() throws {
    let rows = [(0, 1, 1, 5.0), (0, 2, 2, 3.5), (0, 3, 3, 4), (1, 2, 1, 1), (1, 3, 2, 1)].map {
      InteractionLog.Row(
        user: Int64($0.0), item: Int64($0.1), rating: $0.3, weight: 9, atSeconds: Int64($0.2))
    }
    let plan = SplitPlan(.userTime(testFraction: 0.6), positiveMinimum: 4)
    let split = try #require(
      try plan.rankingSplits(of: InteractionLog(rows: rows + rows2)).first)
    #expect(split.heldOut == [items(2), [], []])
    #expect(split.train.interactions.weights.allSatisfy { $0 == 9 })
  }

  /// A user who makes items 2 and 3 known.
  private let rows2 = [(2, 2), (2, 3), (2, 2)].enumerated().map {
    InteractionLog.Row(
      user: 2, item: Int64($0.element.1), rating: 5, weight: 9, atSeconds: Int64($0.offset))
  }

  @Test("folds are disjoint, together they are everything, and sizes differ by one at most")
  func folds() throws {
    var generator = PCG32(seed: 11)
    for seed in 0..<20 as Range<UInt64> {
      let rows = (0..<Int.random(in: 20...60, using: &generator)).map {
        (Int64.random(in: 0..<8, using: &generator), Int64($0), Int64(0))
      }
      let log = log(rows)
      let cuts = try SplitPlan(.random(folds: 4), seed: seed).cuts(of: log)
      #expect(cuts.count == 4)
      for event in log.events.indices {
        #expect(cuts.count { $0.isHeldOut[event] } == 1)
        #expect(cuts.allSatisfy { $0.isPast[event] != $0.isHeldOut[event] })
      }
      let sizes = cuts.map { $0.isHeldOut.count { $0 } }
      #expect(sizes == sizes.sorted(by: >) && sizes[0] - sizes[3] <= 1)
    }
  }

  @Test("folds are those of the seed")
  func seeds() throws {
    let log = log((0..<50).map { (0, $0, 0) })
    func heldOut(_ seed: UInt64) throws -> [[Bool]] {
      try SplitPlan(.random(folds: 5), seed: seed).cuts(of: log).map(\.isHeldOut)
    }
    #expect(try heldOut(3) == heldOut(3))
    #expect(try heldOut(3) != heldOut(4))
  }

  @Test("one instant for all: events at it or later are held out for all users")
  func globalTime() throws {
    let log = log([(0, 0, 1), (0, 1, 8), (1, 1, 2), (1, 0, 7), (2, 1, 7), (2, 0, 3), (3, 0, 9)])
    let plan = SplitPlan(.globalTime(testFraction: 0.5))
    let split = try #require(try plan.rankingSplits(of: log).first)
    // Times 1 2 3 7 7 8 9: the first ⌈3.5⌉ would end between two sevens, so both are asked.
    #expect(split.train.times == [1, 2, 3] && split.instants == [7, 7, 7, 7])
    // User 3 has no past and is measured as a new user.
    #expect(split.heldOut == [items(1), items(0), items(1), items(0)])
  }

  @Test("each window is a week and learns from everything before it")
  func weekly() throws {
    let week: Int64 = 7 * 86_400
    let log = log([(0, 0, 0), (1, 1, week), (0, 1, 2 * week), (1, 0, 3 * week)])
    let splits = try SplitPlan(.weekly(windows: 3)).rankingSplits(of: log)
    // The last event is the last second of the last window.
    #expect(splits.map { $0.instants[0] } == [1, week + 1, 2 * week + 1])
    #expect(splits.map { $0.train.interactions.nonzeroCount } == [1, 2, 3])
    #expect(splits.map(\.heldOut) == [[[], []], [items(1), []], [[], items(0)]])
  }

  @Test("a title may be continued next, an episode may not be watched next again")
  func nextWatch() throws {
    let rows = [(0, 0, 1), (0, 1, 2), (0, 0, 3), (0, 1, 4), (1, 0, 1), (1, 1, 2)].map {
      InteractionLog.Row(
        user: Int64($0.0), item: Int64($0.1), rating: 1, atSeconds: Int64($0.2))
    }
    let plan = SplitPlan(.userTime(testFraction: 0.5), task: .nextWatch)
    let titles = try #require(
      try plan.rankingSplits(of: InteractionLog(rows: rows)).first)
    #expect(titles.heldOut == [items(0, 1), items(1)] && titles.candidates.includesSeen)
    let places = (0..<2).map { ItemPlace(title: 0, ordinal: $0) }
    let episodes = InteractionLog(rows: rows, places: places)
    let split = try #require(try plan.rankingSplits(of: episodes).first)
    #expect(split.heldOut == [[], items(1)] && !split.candidates.includesSeen)
  }

  @Test("the whole catalogue holds titles without viewers; the known one does not")
  func catalogue() throws {
    let log = log([(0, 0, 1), (0, 1, 2)])
    func heldOut(_ catalogue: SplitPlan.Catalogue) throws -> [Set<ItemIndex>] {
      try SplitPlan(.userTime(testFraction: 0.5), catalogue: catalogue)
        .rankingSplits(of: log)[0].heldOut
    }
    #expect(try heldOut(.known) == [[]])
    #expect(try heldOut(.all) == [items(1)])
  }

  @Test("in every cut by time the past is before what is asked, and nothing is both")
  func ordered() throws {
    var random = PCG32(seed: 21)
    for _ in 0..<20 {
      // Few instants, so that many events tie.
      let log = log(
        (0..<200).map { _ in
          (Int64(random.below(9)), Int64(random.below(20)), Int64(random.below(30)) * 86_400)
        })
      let methods: [SplitPlan.Method] = [
        .userTime(testFraction: 0.3), .globalTime(testFraction: 0.3), .weekly(windows: 3),
      ]
      for method in methods {
        for cut in try SplitPlan(method).cuts(of: log) {
          let events = log.events.indices
          #expect(events.allSatisfy { !(cut.isPast[$0] && cut.isHeldOut[$0]) })
          if case .weekly = method {
          } else {
            #expect(events.allSatisfy { cut.isPast[$0] || cut.isHeldOut[$0] })
          }
          for user in 0..<log.users.count {
            let past = log.events(of: user).filter { cut.isPast[$0] }.map { log.events[$0] }
            let asked = log.events(of: user).filter { cut.isHeldOut[$0] }.map { log.events[$0] }
            let last = past.map(\.atSeconds).max() ?? .min
            let first = asked.map(\.atSeconds).min() ?? .max
            #expect(cut.instant == nil ? last <= first : last < first)
            if let instant = cut.instant { #expect(last < instant && instant <= first) }
          }
        }
      }
    }
  }

  @Test("what makes no split is said")
  func errors() {
    let log = log([(0, 0, 1), (0, 1, 2)])
    #expect(throws: SplitError.unordered) {
      try SplitPlan(.random(folds: 2), task: .nextWatch).rankingSplits(of: log)
    }
    #expect(throws: SplitError.invalidMethod) {
      try SplitPlan(.random(folds: 1)).rankingSplits(of: log)
    }
    #expect(throws: SplitError.invalidMethod) {
      try SplitPlan(.userTime(testFraction: 1)).ratingSplits(of: log)
    }
    #expect(throws: SplitError.nothingToSplit) {
      try SplitPlan(.weekly(windows: 3)).rankingSplits(of: self.log([(0, 0, 5)]))
    }
  }

  @Test("an inner split is cut from the past alone")
  func inner() throws {
    var generator = PCG32(seed: 5)
    let rows = (0..<400).map { _ in
      (
        Int64.random(in: 0..<10, using: &generator), Int64.random(in: 0..<30, using: &generator),
        Int64.random(in: 0..<(90 * 86_400), using: &generator)
      )
    }
    let log = log(rows)
    let methods: [SplitPlan.Method] = [
      .random(folds: 5), .userTime(testFraction: 0.2), .globalTime(testFraction: 0.2),
      .weekly(windows: 2),
    ]
    for method in methods {
      for split in try SplitPlan(method).rankingSplits(of: log) {
        let inner = try split.inner()
        for user in 0..<log.users.count {
          let past = split.train.history(of: UserIndex(user)).entries
          let innerPast = inner.train.history(of: UserIndex(user)).entries
          #expect(Set(innerPast.map(\.item)).isSubset(of: past.map(\.item)))
          #expect(inner.heldOut[user].isSubset(of: past.map(\.item)))
          #expect(inner.heldOut[user].isDisjoint(with: split.heldOut[user]))
          #expect(inner.heldOut[user].isDisjoint(with: innerPast.map(\.item)))
        }
      }
    }
  }

  @Test("ratings to predict are those of the other folds, strangers included")
  func ratings() throws {
    let rows = (0..<30).map { (Int64($0 % 4), Int64($0), Int64($0)) }
    let log = log(rows, ratings: (0..<30).map { Double($0 % 5) + 1 })
    let splits = try SplitPlan(.random(folds: 3), seed: 1).ratingSplits(of: log)
    #expect(splits.map { $0.train.count + $0.heldOut.count } == [30, 30, 30])
    #expect(Set(splits.flatMap { $0.heldOut.map(\.item) }).count == 30)
    #expect(splits.allSatisfy { $0.train.scale == 1...5 })
    let inner = try splits[0].inner()
    let outer = Set(splits[0].heldOut.map(\.item))
    #expect(outer.isDisjoint(with: inner.heldOut.map(\.item)))
    #expect(outer.isDisjoint(with: inner.train.items.map { ItemIndex($0) }))
  }

  @Test("ratings split elsewhere can be split again, by chance")
  func elsewhere() throws {
    let train = try RatingSet(
      itemCount: 6, rowOffsets: [0, 3, 5], items: [0, 3, 1, 2, 4], ratings: [1, 2, 3, 4, 5])
    let split = try RatingSplit(
      train: train, heldOut: [RatingSplit.Case(user: UserIndex(0), item: ItemIndex(5), rating: 3)])
    let inner = try split.inner()
    #expect(inner.train.count == 4 && inner.heldOut.count == 1)
    #expect(inner.train.scale == 1...5)
  }

  @Test("what is fitted to serve is everything before an instant")
  func before() throws {
    let log = log([(0, 0, 1), (0, 1, 2), (1, 1, 3)])
    #expect(try log.dataset(before: 3).times == [1, 2])
    #expect(try log.dataset().times == [1, 2, 3])
    #expect(try log.ratings(before: 2).count == 1 && log.ratings().count == 3)
  }

  @Test("a rating model sees ratings in the order they were given")
  func order() throws {
    let log = log([(0, 9, 3), (0, 2, 1), (0, 5, 2), (1, 1, 0)], ratings: [1, 2, 3, 4])
    let past = try log.ratings(keeping: { _ in true }, scale: 1...5)
    #expect(past.items == [3, 1, 2, 0] && past.ratings == [1, 2, 3, 4])
  }
}
