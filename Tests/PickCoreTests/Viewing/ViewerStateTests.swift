import PickModel
import PickStore
import Testing

@testable import PickCore

@Suite("ViewerState")
struct ViewerStateTests {
  private func standing(_ world: World, _ title: Int64 = 1) -> TitleStanding.Next? {
    world.state[Title.ID(title)]?.standing.next
  }

  private func asset(_ world: World, _ id: Int64) throws -> Asset {
    try #require(world.assets.first { $0.id == Asset.ID(id) })
  }

  @Test("a part left in the middle is continued")
  func unfinished() throws {
    var world = World()
    world.series(1, episodes: [3])
    world.watch(102, 0.4)
    #expect(standing(world) == .unfinished(try asset(world, 102)))
  }

  @Test("a finished part is followed by the next one, over the end of a season")
  func nextOverSeasons() throws {
    var world = World()
    world.series(1, episodes: [2, 2])
    world.watch(101, hoursAgo: 2)
    world.watch(102)
    #expect(standing(world) == .next(try asset(world, 103)))
  }

  @Test("a part that was finished before is not offered as the next one")
  func skipsFinished() throws {
    var world = World()
    world.series(1, episodes: [4])
    world.watch(102, hoursAgo: 5)
    world.watch(103, hoursAgo: 4)
    world.watch(101, hoursAgo: 1)
    #expect(standing(world) == .next(try asset(world, 104)))
  }

  @Test("the last part of a series, and a film, leave nothing to continue")
  func finished() {
    var world = World()
    world.series(1, episodes: [2])
    world.film(2)
    world.watch(101, hoursAgo: 3)
    world.watch(102, hoursAgo: 2)
    world.watch(200)
    #expect(standing(world, 1) == .finished)
    #expect(standing(world, 2) == .finished)
  }

  @Test("events before a title was forgotten do not count, later ones do")
  func forgotten() throws {
    var world = World()
    world.series(1, episodes: [5])
    world.watch(103, hoursAgo: 10)
    world.choices.forgotten[Title.ID(1)] = World.now.advanced(bySeconds: -5 * World.hour)
    #expect(world.state[Title.ID(1)] == nil)
    #expect(world.state.isForgotten(Title.ID(1)))
    world.watch(101, hoursAgo: 2)
    #expect(standing(world) == .next(try asset(world, 102)))
    #expect(!world.state.isForgotten(Title.ID(1)))
  }

  @Test("titles come with the one watched last first")
  func order() {
    var world = World()
    for id: Int64 in 1...3 { world.film(id) }
    world.watch(200, 0.5, hoursAgo: 9)
    world.watch(100, 0.5, hoursAgo: 3)
    world.watch(300, 0.5, hoursAgo: 5)
    #expect(world.state.viewings.map(\.title.rawValue) == [1, 3, 2])
  }

  @Test("an event of an asset that left the catalogue is left out")
  func unknownAsset() {
    var world = World()
    world.watch(999)
    #expect(world.state.viewings.isEmpty)
  }

  @Test("what is taken over from an earlier reading is what would be worked out anew")
  func earlier() {
    var world = World()
    world.series(1, episodes: [3, 12])
    world.film(2)
    world.series(3, episodes: [20])
    var states: [ViewerState?] = [nil]
    func look() {
      let parts = WatchedTitles(world.assets)
      for earlier in states {
        let history = ViewingHistory(events: world.events, watched: parts)
        let anew = ViewerState(choices: world.choices, history: history)
        #expect(ViewerState(choices: world.choices, history: history, earlier: earlier) == anew)
        states.append(anew)
      }
    }
    look()
    world.watch(101, hoursAgo: 9)
    world.watch(200, 0.3, hoursAgo: 8)
    look()
    world.watch(200, hoursAgo: 7)
    look()
    world.choices.forgotten[Title.ID(1)] = World.now
    look()
    world.choices.forgotten = [:]
    world.newEpisode(321, number: 21, daysAgo: 1)
    world.watch(301, 0.01, hoursAgo: 1)
    look()
  }

  @Test("an earlier reading by another rule is not used")
  func otherRule() {
    var world = World()
    world.film(1)
    world.watch(100, 0.7)
    var early = WatchingRule()
    early.finishedPercent = 50
    early.creditsSeconds = WatchingRule.credits.upperBound
    let earlier = ViewerState(choices: world.choices, history: world.history, rule: early)
    #expect(earlier[Title.ID(1)]?.isFinished == true)
    let later = ViewerState(
      choices: world.choices, history: world.history, rule: .standard, earlier: earlier)
    #expect(later[Title.ID(1)]?.isFinished == false)
  }

  @Test("what a page may show and recommend is what no reason is named against")
  func eligibility() throws {
    var world = World()
    for id: Int64 in 1...5 { world.film(id) }
    world.series(6, episodes: [3])
    for id: Int64 in 7...9 { world.film(id) }
    world.choices.hidden = [Title.ID(1)]
    world.choices.thumbs = [Title.ID(2): .down, Title.ID(3): .up]
    world.watch(400)
    world.watch(500, 0.4)
    world.watch(601)
    world.watch(700, hoursAgo: 3)
    world.watch(800, hoursAgo: 3)
    world.choices.forgotten = [7, 8].reduce(into: [:]) { $0[Title.ID($1)] = World.now }
    world.watch(800, 0.5, hoursAgo: -1)
    let eligibility = Eligibility(viewer: world.state, instant: World.now)
    for title in world.titles {
      #expect(eligibility.mayShow(title) == (eligibility.exclusion(of: title) == nil))
      #expect(
        eligibility.mayRecommend(title) == (eligibility.recommendationExclusion(of: title) == nil))
    }
    #expect(world.titles.filter(eligibility.mayShow).map(\.id.rawValue) == [3, 5, 6, 8, 9])
    #expect(world.titles.filter(eligibility.mayRecommend).map(\.id.rawValue) == [3, 9])
  }
}
