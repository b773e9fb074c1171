import PickModel
import Testing

@Suite("the standing of a title, whatever happens")
struct StandingPropertyTests {
  private func story(_ random: inout SplitMix64, steps: Int) -> WatchingStory {
    var story = WatchingStory.series(
      1 + Int(random.next() % 4), 1 + Int(random.next() % 3),
      running: random.next() % 5 == 0 ? nil : 3600)
    story.part(900, nil, name: "예고")
    story.part(901, nil, name: "스페셜")
    let ids = story.assets.map(\.id.rawValue)
    for _ in 0..<steps { story = step(story, ids, &random) }
    return story
  }

  private func step(
    _ story: WatchingStory, _ ids: [Int64], _ random: inout SplitMix64
  ) -> WatchingStory {
    let id = ids[Int(random.next() % UInt64(ids.count))]
    let place = Int(random.next() % 3700)
    switch random.next() % 8 {
    case 0: return story.mark(id)
    case 1: return story.unmark(id)
    case 2: return story.play(id, seconds: Int(random.next() % 4), to: place)
    case 3: return story.imported(id, seconds: place)
    case 4: return story.rate(id)
    case 5: return story.play(id, to: place)
    default: return story.play(id)
    }
  }

  private func offered(_ standing: TitleStanding) -> Asset? {
    switch standing.next {
    case .unfinished(let asset), .next(let asset): asset
    case .notBegun, .finished: nil
    }
  }

  @Test("an extra is never offered, and nothing is over while an episode was never seen")
  func nothingIsLost() {
    var random = SplitMix64(seed: 41)
    var (finished, offers) = (0, 0)
    for _ in 0..<2000 {
      let standing = story(&random, steps: Int(random.next() % 14)).standing()
      if let offered = offered(standing) {
        offers += 1
        #expect(offered.episode != nil)
      }
      guard standing.next == .finished else { continue }
      finished += 1
      #expect(standing.parts.main.allSatisfy { standing.begun.contains($0.id) })
    }
    #expect(finished > 50 && offers > 500)
  }

  @Test("extras change nothing")
  func extras() {
    var random = SplitMix64(seed: 42)
    for _ in 0..<500 {
      let story = story(&random, steps: 6)
      let more = step(story, [900, 901], &random)
      #expect(more.standing().next == story.standing().next)
      #expect(more.standing().lastWatchedAt == story.standing().lastWatchedAt)
    }
  }

  @Test("`w` twice is the identity, on every part, from every state, and again and again")
  func twice() {
    var random = SplitMix64(seed: 43)
    for _ in 0..<800 {
      let story = story(&random, steps: Int(random.next() % 10))
      let before = story.standing()
      for asset in story.assets {
        let id = asset.id.rawValue
        let isWatched = before.progress[asset.id]?.isFinished == true
        let once = isWatched ? story.unmark(id) : story.mark(id)
        #expect((once.standing().progress[asset.id]?.isFinished == true) != isWatched)
        var twice = isWatched ? once.mark(id) : once.unmark(id)
        for _ in 0..<2 {
          let after = twice.standing()
          #expect(after.next == before.next)
          #expect(after.progress == before.progress)
          #expect(after.lastWatchedAt == before.lastWatchedAt)
          twice = isWatched ? twice.unmark(id).mark(id) : twice.mark(id).unmark(id)
        }
      }
    }
  }
}
