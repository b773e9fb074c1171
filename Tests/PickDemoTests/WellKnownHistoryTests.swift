import PickModel
import Testing

@testable import PickDemo
@testable import PickStore

@Suite("The well-known viewer") struct WellKnownHistoryTests {
  private struct Facts {
    let world: DemoWorld
    let events: [WatchEvent]

    init(_ world: DemoWorld, until: Instant) {
      self.world = world
      events = world.batch.events.filter {
        $0.viewer == DemoAccounts.viewer.viewer && $0.startedAt < until
      }
    }

    func asset(_ event: WatchEvent) -> Asset {
      world.batch.assets[Int(event.asset.rawValue) - 1].asset
    }

    /// Assets whose last playback stopped in the middle.
    func unfinished(_ kind: Title.Kind) -> Int {
      var last: [Asset.ID: Double] = [:]
      for event in events where DemoFixture.title(of: event, in: world).kind == kind {
        last[event.asset] = DemoFixture.ratio(of: event, in: world)
      }
      return last.values.filter { (0.05..<0.9).contains($0) }.count
    }

    /// Series with an episode that came after the viewer's last visit to them.
    func newEpisodes(at: Instant) -> Int {
      var lastVisit: [Title.ID: Instant] = [:]
      for event in events { lastVisit[asset(event).title] = event.startedAt }
      return lastVisit.filter { title, visit in
        world.batch.assets.contains {
          $0.asset.title == title && $0.asset.addedAt > visit && $0.asset.addedAt < at
        }
      }.count
    }
  }

  @Test("has something for every shelf of home, today and on the days before", arguments: 0...5)
  func everyShelf(daysBack: Int) throws {
    let world = try #require(DemoFixture.small)
    let at = world.recipe.end.advanced(bySeconds: -Int64(daysBack) * 86_400)
    let facts = Facts(world, until: at)
    #expect(facts.unfinished(.film) >= 1)
    #expect(facts.newEpisodes(at: at) >= 1)
    let romance = facts.events.filter {
      DemoFixture.title(of: $0, in: world).genres[0].id == "멜로/로맨스"
    }
    #expect(romance.count >= 4)
    if daysBack < 3 { #expect(facts.unfinished(.series) >= 1) }
  }

  @Test("finished a film last of all")
  func lastFilm() throws {
    let world = try #require(DemoFixture.small)
    let last = try #require(Facts(world, until: world.recipe.end).events.last)
    #expect(DemoFixture.title(of: last, in: world).kind == .film)
    #expect(DemoFixture.ratio(of: last, in: world) > 0.9)
  }

  @Test("listed titles not watched yet, and gave thumbs up and down")
  func choices() throws {
    let world = try #require(DemoFixture.small)
    let watched = Set(
      Facts(world, until: world.recipe.end).events.map {
        DemoFixture.title(of: $0, in: world).id
      })
    #expect(world.choices.myList.count == 6)
    #expect(world.choices.myList.allSatisfy { !watched.contains($0.title) })
    #expect(Set(world.choices.thumbs.map(\.thumb)) == [.up, .down])
  }

  @Test("the newcomer and the kiosk have no history", arguments: [1, 2])
  func none(index: Int) throws {
    let world = try #require(DemoFixture.small)
    let viewer = DemoAccounts.all[index].viewer
    #expect(!world.batch.events.contains { $0.viewer == viewer })
    #expect(!world.batch.detailViews.contains { $0.viewer == viewer })
  }
}
