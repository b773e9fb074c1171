import PickModel

/// Lives one viewer's days and writes down what a set-top box would.
struct ViewerDiary {
  private let stage: Stage
  private let viewer: Viewer.ID
  private let household: Household
  private let sessions: [Session]
  private var generator: SeededGenerator
  private var adult = MemberMemory()
  private var child = MemberMemory()
  /// The box is in use until then; seconds since 1970.
  private var freeFrom: Int64 = 0
  private(set) var events: [WatchEvent] = []
  private(set) var detailViews: [DetailView] = []

  /// How often a member goes on with something rather than picks anew, in hundredths.
  private static let continuePercent = 68
  /// How often a title is looked at and passed over, in hundredths.
  private static let passPercent = 28
  /// How often a child watches an episode once more, in hundredths.
  private static let rewatchPercent = 4
  /// How often a talked-about title is chosen, in hundredths: of films, of all else.
  private static let chartPercent = (films: 45, others: 25)
  /// How often a part left in its second half is gone on with, in hundredths; else the next one is.
  private static let resumePercent = 6
  /// How often one more title follows in a session, in hundredths: after one that was closed early,
  /// and after any other.
  private static let anotherPercent = (early: 40, late: 10)

  /// Each viewer has a stream of numbers of one's own, so viewers do not depend on each other.
  init(viewer: Viewer.ID, stage: Stage, recipe: DemoRecipe) {
    self.viewer = viewer
    self.stage = stage
    generator = SeededGenerator(
      seed: recipe.seed, stream: 1_000_000 + UInt64(bitPattern: viewer.rawValue))
    household = Household(using: &generator)
    sessions = Session.all(of: household, on: stage, days: recipe.days, using: &generator)
  }

  mutating func write() {
    for session in sessions { live(session) }
  }

  private mutating func live(_ session: Session) {
    var time = max(session.start, freeFrom)
    guard time < stage.end else { return }
    let isChild = session.isChild && household.child != nil
    let member = (isChild ? household.child : nil) ?? household.adult
    var memory = isChild ? child : adult
    var isMore = true
    while isMore, time < stage.end {
      let ending = watchSomething(member, &memory, &time)
      let isEarly = ending == .skimmed || ending == .abandoned
      isMore = generator.chance(isEarly ? Self.anotherPercent.early : Self.anotherPercent.late)
    }
    freeFrom = time + 60
    if isChild { child = memory } else { adult = memory }
  }

  /// Something seen before once more, something begun, or something new; how its last part ended.
  private mutating func watchSomething(
    _ member: Member, _ memory: inout MemberMemory, _ time: inout Int64
  ) -> Playback.Ending? {
    if member.isChild, !memory.threads.isEmpty, generator.chance(Self.rewatchPercent) {
      return watchAgain(memory.threads[generator.below(memory.threads.count)], &time)
    }
    if generator.chance(Self.continuePercent),
      let thread = memory.threadToContinue(at: time, on: stage, using: &generator)
    {
      if generator.chance(20) { look(at: thread.title, &time) }
      return goOn(thread, member, &memory, &time)
    }
    return pick(member, &memory, &time)
  }

  /// Chooses something not known yet, looking at a few titles on the way.
  private mutating func pick(
    _ member: Member, _ memory: inout MemberMemory, _ time: inout Int64
  ) -> Playback.Ending? {
    let daypart = Daypart(SeoulTime(Instant(secondsSince1970: time)))
    for _ in 0..<8 {
      guard let cell = member.cells[daypart.rawValue].draw(using: &generator),
        let title = title(of: cell, vein: member.veins[cell], at: time)
      else { continue }
      if generator.chance(Self.passPercent) {
        look(at: title, &time)
        continue
      }
      guard !memory.knows(title) else { continue }
      if generator.chance(80) { look(at: title, &time) }
      return begin(title, member, &memory, &time)
    }
    return nil
  }

  /// A talked-about title, or else one after the member's own taste.
  private mutating func title(of cell: Int, vein: Int, at time: Int64) -> Int? {
    let category = CatalogueCell.all[cell].category
    let percent = category == .film ? Self.chartPercent.films : Self.chartPercent.others
    if generator.chance(percent),
      let title = stage.chart.title(category, day: stage.day(at: time), using: &generator)
    {
      return title
    }
    return stage.chooser.title(cell: cell, vein: vein, at: time, using: &generator)
  }

  private mutating func begin(
    _ title: Int, _ member: Member, _ memory: inout MemberMemory, _ time: inout Int64
  ) -> Playback.Ending? {
    let plan = stage.plans[title]
    let available = stage.availableCount(of: title, at: time)
    guard available > 0, time < plan.until else { return nil }
    let first = EpisodeStep.entry(
      count: available, isEpisodic: plan.isEpisodic, using: &generator)
    return goOn(
      StoryThread(title: title, next: first, position: 0, lastAt: time), member, &memory, &time)
  }

  /// Watches on, part after part while the urge lasts; how the last part ended.
  private mutating func goOn(
    _ thread: StoryThread, _ member: Member, _ memory: inout MemberMemory, _ time: inout Int64
  ) -> Playback.Ending? {
    var thread = thread
    var last: Playback.Ending?
    var isMore = true
    let plan = stage.plans[thread.title]
    while isMore, time < min(stage.end, plan.until),
      thread.next < stage.availableCount(of: thread.title, at: time)
    {
      let ending = watch(&thread, member, &time)
      last = ending
      isMore = generator.chance(member.onwardPercent(after: ending))
    }
    let isOver = thread.next >= plan.assets.count && !plan.isAiring
    let isDropped = (last == .skimmed || last == .abandoned) && generator.chance(50)
    if isOver || isDropped { memory.close(thread.title) } else { memory.remember(thread) }
    return last
  }

  /// Plays the next part and moves the thread on.
  private mutating func watch(
    _ thread: inout StoryThread, _ member: Member, _ time: inout Int64
  ) -> Playback.Ending {
    let plan = stage.plans[thread.title]
    let asset = plan.assets.lowerBound + thread.next
    let playback = Playback.play(
      running: stage.seconds[asset], from: thread.position, isFilm: plan.isFilm,
      isInVein: plan.vein == member.veins[plan.cell], using: &generator)
    record(asset, playback, &time)
    thread.lastAt = time
    if playback.ending == .paused, generator.chance(Self.resumePercent) {
      thread.position = playback.position
    } else {
      thread.position = 0
      thread.opened.insert(thread.next)
      thread.next = EpisodeStep.next(
        after: thread.next, playback.ending,
        count: stage.availableCount(of: thread.title, at: time), isEpisodic: plan.isEpisodic,
        using: &generator)
      while thread.opened.contains(thread.next) { thread.next += 1 }
    }
    return playback.ending
  }

  /// A child's favourite, once more.
  private mutating func watchAgain(
    _ thread: StoryThread, _ time: inout Int64
  ) -> Playback.Ending? {
    let opened = thread.opened.sorted()
    guard !opened.isEmpty, time < stage.plans[thread.title].until else { return nil }
    let part = opened[generator.below(opened.count)]
    let asset = stage.plans[thread.title].assets.lowerBound + part
    let playback = Playback.play(
      running: stage.seconds[asset], from: 0, isFilm: false, isInVein: true, using: &generator)
    record(asset, playback, &time)
    return playback.ending
  }

  private mutating func record(_ asset: Int, _ playback: Playback, _ time: inout Int64) {
    let start = Instant(secondsSince1970: time)
    events.append(
      WatchEvent(
        id: EventID(at: start, using: &generator), viewer: viewer,
        asset: Asset.ID(Int64(asset + 1)), startedAt: start, watchedSeconds: playback.watched,
        endPosition: playback.position, source: .demo))
    time += Int64(playback.watched) + Int64(generator.within(5...150))
  }

  private mutating func look(at title: Int, _ time: inout Int64) {
    guard time < stage.end else { return }
    let instant = Instant(secondsSince1970: time)
    detailViews.append(
      DetailView(
        id: EventID(at: instant, using: &generator), viewer: viewer,
        title: Title.ID(Int64(title + 1)), at: instant))
    time += Int64(generator.within(8...70))
  }
}

/// The memory of one member: titles begun and titles done with.
private struct MemberMemory: Sendable {
  private(set) var threads: [StoryThread] = []
  private var known: Set<Int> = []

  /// Older threads are forgotten first.
  private static let threadLimit = 12

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

/// A title a member is in the middle of.
private struct StoryThread: Equatable, Sendable {
  let title: Int
  /// The part to watch next, counted from the title's first.
  var next: Int
  /// The parts that were opened.
  var opened: Set<Int> = []
  /// The position to continue at, in seconds.
  var position: Int
  /// When it was watched last; seconds since 1970.
  var lastAt: Int64

  /// The weight of continuing it at `time`: it fades by days and is higher for an unfinished part.
  func pull(at time: Int64) -> Double {
    let days = Double(max(0, time - lastAt)) / 86_400
    let fading = 1 / (1 + days / 4)
    return fading * fading * (position > 0 ? 1.6 : 1)
  }
}
