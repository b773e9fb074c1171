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
  static let continuePercent = 62
  /// How often a title is looked at and passed over, in hundredths.
  static let passPercent = 28
  /// How often a child watches an episode once more, in hundredths.
  static let rewatchPercent = 26

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
    if isChild, !memory.threads.isEmpty, generator.chance(Self.rewatchPercent) {
      watchAgain(memory.threads[generator.below(memory.threads.count)], member, &time)
    } else if generator.chance(Self.continuePercent),
      let thread = memory.threadToContinue(at: time, on: stage, using: &generator)
    {
      if generator.chance(20) { look(at: thread.title, &time) }
      goOn(thread, member, &memory, &time)
    } else {
      pick(member, &memory, &time)
    }
    freeFrom = time + 60
    if isChild { child = memory } else { adult = memory }
  }

  /// Chooses something not known yet, looking at a few titles on the way.
  private mutating func pick(
    _ member: Member, _ memory: inout MemberMemory, _ time: inout Int64
  ) {
    let daypart = Daypart(SeoulTime(Instant(secondsSince1970: time)))
    for _ in 0..<8 {
      guard let cell = member.cells[daypart.rawValue].draw(using: &generator),
        let title = stage.chooser.title(
          cell: cell, vein: member.veins[cell], at: time, using: &generator)
      else { continue }
      if generator.chance(Self.passPercent) {
        look(at: title, &time)
        continue
      }
      guard !memory.knows(title) else { continue }
      if generator.chance(80) { look(at: title, &time) }
      return begin(title, member, &memory, &time)
    }
  }

  /// A series that may be watched in any order begins with its latest episode.
  private mutating func begin(
    _ title: Int, _ member: Member, _ memory: inout MemberMemory, _ time: inout Int64
  ) {
    let plan = stage.plans[title]
    let available = stage.availableCount(of: title, at: time)
    guard available > 0 else { return }
    let startsLate = plan.isEpisodic && generator.chance(65)
    let first = startsLate ? max(0, available - 1 - generator.below(3)) : 0
    goOn(
      StoryThread(title: title, next: first, position: 0, lastAt: time), member, &memory, &time)
  }

  /// Watches on, part after part while the urge lasts.
  private mutating func goOn(
    _ thread: StoryThread, _ member: Member, _ memory: inout MemberMemory, _ time: inout Int64
  ) {
    var thread = thread
    var isMore = true
    while isMore, time < stage.end, thread.next < stage.availableCount(of: thread.title, at: time) {
      let ending = watch(&thread, member, &time)
      guard ending != .abandoned else { return memory.close(thread.title) }
      isMore = ending == .finished && generator.chance(member.bingePercent)
    }
    let plan = stage.plans[thread.title]
    let isOver = thread.next >= plan.assets.count && !plan.isAiring
    if isOver { memory.close(thread.title) } else { memory.remember(thread) }
  }

  /// Plays the next part and moves the thread on.
  private mutating func watch(
    _ thread: inout StoryThread, _ member: Member, _ time: inout Int64
  ) -> Playback.Ending {
    let plan = stage.plans[thread.title]
    let asset = plan.assets.lowerBound + thread.next
    let playback = Playback.play(
      running: stage.seconds[asset], from: thread.position, isFilm: plan.isFilm,
      isChild: member.isChild, isInVein: plan.vein == member.veins[plan.cell],
      using: &generator)
    record(asset, playback, &time)
    thread.lastAt = time
    thread.position = playback.ending == .finished ? 0 : playback.position
    if playback.ending == .finished { thread.next += 1 }
    return playback.ending
  }

  /// A child's favourite, once more.
  private mutating func watchAgain(_ thread: StoryThread, _ member: Member, _ time: inout Int64) {
    guard thread.next > 0, time < stage.plans[thread.title].until else { return }
    let asset = stage.plans[thread.title].assets.lowerBound + generator.below(thread.next)
    guard stage.added[asset] <= time else { return }
    let playback = Playback.play(
      running: stage.seconds[asset], from: 0, isFilm: false, isChild: true, isInVein: true,
      using: &generator)
    record(asset, playback, &time)
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
