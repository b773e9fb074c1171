import PickModel

/// What one member remembers: titles begun and titles done with.
struct MemberMemory: Sendable {
  private(set) var threads: [StoryThread] = []
  private var known: Set<Int> = []

  /// Older threads are forgotten first.
  static let threadLimit = 12

  func knows(_ title: Int) -> Bool { known.contains(title) }

  /// Keeps a title in mind with the part that comes next.
  mutating func remember(_ thread: StoryThread) {
    known.insert(thread.title)
    threads.removeAll { $0.title == thread.title }
    threads.append(thread)
    if threads.count > Self.threadLimit { threads.removeFirst() }
  }

  /// Is done with a title, liked or not.
  mutating func close(_ title: Int) {
    known.insert(title)
    threads.removeAll { $0.title == title }
  }

  /// A thread that can be gone on with now, the ones that call louder more often.
  ///
  /// At an hour its genre is not watched at, a thread mostly waits.
  func threadToContinue(
    at time: Int64, on stage: Stage, using generator: inout SeededGenerator
  ) -> StoryThread? {
    guard !threads.isEmpty else { return nil }
    let daypart = Daypart(SeoulTime(Instant(secondsSince1970: time))).rawValue
    let factors = threads.map { Rhythm.factorsByCell[stage.plans[$0.title].cell][daypart] }
    let choice = WeightedChoice(
      threads.indices.map { index in
        let thread = threads[index]
        let plan = stage.plans[thread.title]
        guard time < plan.until, thread.next < stage.availableCount(of: thread.title, at: time)
        else { return 0 }
        return thread.pull(at: time) * factors[index]
      })
    guard let index = choice.draw(using: &generator) else { return nil }
    return generator.unit() < max(0.2, factors[index]) ? threads[index] : nil
  }
}
