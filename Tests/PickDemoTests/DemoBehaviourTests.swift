import PickModel
import PickTestSupport
import Testing

@testable import PickDemo
@testable import PickStore

/// The known structure of the demo world, as docs/demo-world.md describes it.
@Suite("Demo behaviour") struct DemoBehaviourTests {
  @Test("children's titles are watched after school and at weekends in the morning")
  func childrensHours() throws {
    let world = try #require(DemoFixture.world)
    var (children, others) = (Share(), Share())
    for event in world.batch.events {
      let isHour = [.weekdayAfternoon, .weekendMorning].contains(
        Daypart(SeoulTime(event.startedAt)))
      let isKids = DemoFixture.title(of: event, in: world).category == .kids
      if isKids { children.count(isHour) } else { others.count(isHour) }
    }
    #expect(children.value > 0.5)
    #expect(others.value < 0.2)
  }

  @Test("Friday night is the peak of the week")
  func fridayNight() throws {
    let world = try #require(DemoFixture.world)
    var perHour = [[Int]](repeating: [Int](repeating: 0, count: 24), count: 8)
    for event in world.batch.events {
      let wall = SeoulTime(event.startedAt)
      perHour[wall.weekday][wall.hour] += 1
    }
    func evening(_ weekday: Int) -> Int { perHour[weekday][20...23].reduce(0, +) }
    for weekday in [1, 2, 3, 4, 7] { #expect(evening(5) > evening(weekday)) }
    #expect(Double(evening(5)) > 1.5 * Double((1...4).map(evening).reduce(0, +)) / 4)
  }

  @Test("what is watched differs by the hour: thrillers late, cooking before noon")
  func rhythm() throws {
    let world = try #require(DemoFixture.world)
    var (late, morning) = ([String: Int](), [String: Int]())
    for event in world.batch.events {
      let genre = DemoFixture.title(of: event, in: world).genres[0].id
      switch SeoulTime(event.startedAt).hour {
      case 22..., ..<2: late[genre, default: 0] += 1
      case 6..<12: morning[genre, default: 0] += 1
      default: continue
      }
    }
    func part(_ genre: String, of counts: [String: Int]) -> Double {
      Double(counts[genre] ?? 0) / Double(max(1, counts.values.reduce(0, +)))
    }
    #expect(part("스릴러", of: late) > 2 * part("스릴러", of: morning))
    #expect(part("요리", of: morning) > 2 * part("요리", of: late))
  }

  @Test("popularity has a long tail: a tenth of the titles draws most views, most draw some")
  func tail() throws {
    let world = try #require(DemoFixture.world)
    var views = [Int](repeating: 0, count: world.batch.titles.count)
    for event in world.batch.events {
      views[Int(DemoFixture.title(of: event, in: world).id.rawValue) - 1] += 1
    }
    let sorted = views.sorted(by: >)
    let total = Double(views.reduce(0, +))
    let head = Double(sorted.prefix(sorted.count / 10).reduce(0, +)) / total
    #expect(head > 0.35 && head < 0.75)
    #expect(sorted.filter { $0 > 0 }.count > sorted.count * 8 / 10)
  }

  @Test("half the viewers watch little, a few watch a lot")
  func heaviness() throws {
    let world = try #require(DemoFixture.world)
    var perViewer: [Viewer.ID: Int] = [:]
    for event in world.batch.events { perViewer[event.viewer, default: 0] += 1 }
    let counts = perViewer.values.sorted()
    let mean = Double(counts.reduce(0, +)) / Double(world.recipe.viewers)
    #expect((14...32).contains(mean))
    #expect(Double(counts[counts.count / 2]) < mean * 0.5)
    #expect(counts[counts.count / 10] <= 3)
    #expect((counts.last ?? 0) > 8 * Int(mean))
    // All accounts but the newcomer and the kiosk have watched something.
    #expect(perViewer.count >= world.recipe.viewers - 2 - world.recipe.viewers / 50)
  }

  @Test("series are binged and gone on with in order")
  func binges() throws {
    let world = try #require(DemoFixture.world)
    var last: [Viewer.ID: (asset: Asset, end: Instant)] = [:]
    var (followUps, binges) = (0, 0)
    for event in world.batch.events {
      let asset = world.batch.assets[Int(event.asset.rawValue) - 1].asset
      if let (before, end) = last[event.viewer], before.title == asset.title,
        before.id.rawValue + 1 == asset.id.rawValue
      {
        followUps += 1
        if event.startedAt.seconds(since: end) < 300 { binges += 1 }
      }
      last[event.viewer] = (
        asset, event.startedAt.advanced(bySeconds: Int64(event.watchedSeconds))
      )
    }
    #expect(followUps > world.batch.events.count / 6)
    #expect(binges > world.batch.events.count / 8)
  }

  @Test("two of five films are watched to the end, one in five is closed at once")
  func filmEndings() throws {
    let world = try #require(DemoFixture.world)
    let endings = Endings(of: .film, in: world)
    #expect((0.06...0.18).contains(endings.share(below: 0.01)))
    #expect((0.15...0.3).contains(endings.share(below: 0.05)))
    #expect((0.45...0.65).contains(endings.share(below: 0.5)))
    #expect((0.55...0.75).contains(endings.share(below: 0.9)))
    #expect(endings.ratios.contains { $0 > 1 })
  }

  @Test("three of five episodes are watched to the end, one in eleven is closed at once")
  func episodeEndings() throws {
    let world = try #require(DemoFixture.world)
    let endings = Endings(of: .series, in: world)
    #expect((0.03...0.09).contains(endings.share(below: 0.01)))
    #expect((0.06...0.13).contains(endings.share(below: 0.05)))
    #expect((0.18...0.32).contains(endings.share(below: 0.5)))
    #expect((0.32...0.48).contains(endings.share(below: 0.9)))
  }

  @Test("what was watched is seldom watched again, and if so by children")
  func rewatches() throws {
    let world = try #require(DemoFixture.world)
    struct Seen: Hashable {
      let viewer: Viewer.ID
      let asset: Asset.ID
    }
    var finished: Set<Seen> = []
    var (children, others) = (Share(), Share())
    for event in world.batch.events {
      let seen = Seen(viewer: event.viewer, asset: event.asset)
      let isAgain = finished.contains(seen)
      let category = DemoFixture.title(of: event, in: world).category
      if category == .kids { children.count(isAgain) } else { others.count(isAgain) }
      if DemoFixture.ratio(of: event, in: world) > 0.9 { finished.insert(seen) }
    }
    #expect((0.005...0.05).contains(children.value), "\(children.value)")
    #expect(others.value < children.value / 2, "\(others.value)")
  }

  @Test("viewers jump: one step in five does not lead to the next episode")
  func steps() throws {
    let world = try #require(DemoFixture.world)
    var last: [Pair: Int64] = [:]
    var entered = Share()
    var (next, further, back) = (Share(), Share(), Share())
    for event in world.batch.events where event.viewer != DemoAccounts.viewer.viewer {
      let title = DemoFixture.title(of: event, in: world)
      guard title.kind == .series else { continue }
      let pair = Pair(viewer: event.viewer, title: title.id)
      let asset = event.asset.rawValue
      if let before = last[pair] {
        next.count(asset == before + 1)
        further.count(asset > before + 1)
        back.count(asset < before)
      } else {
        entered.count(asset == 1 || world.batch.assets[Int(asset) - 2].asset.title != title.id)
      }
      last[pair] = asset
    }
    #expect((0.72...0.88).contains(next.value))
    #expect((0.07...0.2).contains(further.value))
    #expect((0.02...0.1).contains(back.value))
    #expect((0.35...0.6).contains(entered.value))
  }

  @Test("everybody watches the same few new films")
  func charts() throws {
    let world = try #require(DemoFixture.world)
    var perFilm: [Title.ID: Int] = [:]
    for event in world.batch.events {
      let title = DemoFixture.title(of: event, in: world)
      if title.kind == .film { perFilm[title.id, default: 0] += 1 }
    }
    let counts = perFilm.values.sorted(by: >)
    let total = Double(counts.reduce(0, +))
    #expect((0.04...0.15).contains(Double(counts[0]) / total))
    #expect((0.22...0.5).contains(Double(counts.prefix(10).reduce(0, +)) / total))
  }

  @Test("films that came lately are watched more often than their number alone would make them")
  func newReleases() throws {
    let world = try #require(DemoFixture.world)
    let weekAgo = world.recipe.end.advanced(bySeconds: -7 * 86_400)
    let since = world.recipe.end.advanced(bySeconds: -28 * 86_400)
    let films = world.batch.titles.map(\.title).filter { $0.kind == .film }
    let newShare = Double(films.filter { $0.addedAt > since }.count) / Double(films.count)
    var views = Share()
    for event in world.batch.events where event.startedAt > weekAgo {
      let title = DemoFixture.title(of: event, in: world)
      if title.kind == .film { views.count(title.addedAt > since) }
    }
    #expect(views.value > 1.4 * newShare)
  }

  @Test("taste has structure: a film's viewers share other films more than chance would have it")
  func taste() throws {
    let world = try #require(DemoFixture.world)
    // A viewer leans to one vein of a genre, which no field of the catalogue shows.
    let plans = DemoCatalogue(world.recipe).plans
    var perViewer: [Viewer.ID: [Int: [Int]]] = [:]
    for event in world.batch.events {
      let plan = plans[Int(DemoFixture.title(of: event, in: world).id.rawValue) - 1]
      // New films are watched by members of any taste.
      let age = event.startedAt.secondsSince1970 - plan.from
      guard plan.isFilm, age > Chart.days * 86_400 else { continue }
      perViewer[event.viewer, default: [:]][
        plan.cell, default: [Int](repeating: 0, count: TitlePlan.veinCount)][plan.vein] += 1
    }
    var (dominant, total) = (0, 0)
    for counts in perViewer.values.flatMap(\.values) where counts.reduce(0, +) >= 5 {
      dominant += counts.max() ?? 0
      total += counts.reduce(0, +)
    }
    #expect(total > 100 && Double(dominant) / Double(total) > 0.6)
  }

  @Test("detail pages are opened before watching, and also without")
  func detailViews() throws {
    let world = try #require(DemoFixture.world)
    let watched = Set(
      world.batch.events.map {
        Pair(viewer: $0.viewer, title: DemoFixture.title(of: $0, in: world).id)
      })
    var share = Share()
    for view in world.batch.detailViews {
      share.count(watched.contains(Pair(viewer: view.viewer, title: view.title)))
    }
    #expect(share.value > 0.5 && share.value < 0.95)
  }
}

/// Who watched which title.
private struct Pair: Hashable {
  let viewer: Viewer.ID
  let title: Title.ID
}

/// How many of all.
struct Share {
  private var (hits, total) = (0, 0)

  mutating func count(_ isHit: Bool) {
    total += 1
    if isHit { hits += 1 }
  }

  var value: Double { total == 0 ? 0 : Double(hits) / Double(total) }
}

/// How far titles of one kind are watched.
private struct Endings {
  let ratios: [Double]

  init(of kind: Title.Kind, in world: DemoWorld) {
    ratios = world.batch.events
      .filter {
        DemoFixture.title(of: $0, in: world).kind == kind && $0.viewer != DemoAccounts.viewer.viewer
      }
      .map { DemoFixture.ratio(of: $0, in: world) }
  }

  func share(below limit: Double) -> Double {
    Double(ratios.filter { $0 < limit }.count) / Double(max(1, ratios.count))
  }
}
