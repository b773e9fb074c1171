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
  func threadToContinue(
    at time: Int64, on stage: Stage, using generator: inout SeededGenerator
  ) -> StoryThread? {
    let choice = WeightedChoice(
      threads.map { thread in
        let plan = stage.plans[thread.title]
        guard time < plan.until, thread.next < stage.availableCount(of: thread.title, at: time)
        else { return 0 }
        return thread.pull(at: time)
      })
    return choice.draw(using: &generator).map { threads[$0] }
  }
}
