import PickModel
import Testing

/// The table of docs/watching.md, row by row.
@Suite("the standing of a title")
struct TitleStandingTests {
  private typealias Story = WatchingStory

  @Test("an untouched title is not begun, a part left in the middle is gone on with")
  func simple() {
    #expect(Story.series(3).offer == "not begun")
    #expect(Story.series(3).play(102, to: 1000).offer == "continue 102")
    #expect(Story.film().play(1, to: 1000).offer == "continue 1")
    #expect(Story.film().play(1).offer == "finished")
  }

  @Test("after a finished part comes the next, over the end of a season, and at the end nothing")
  func next() {
    #expect(Story.series(3).play(101).offer == "next 102")
    #expect(Story.series(2, 2).play(101).play(102).offer == "next 201")
    #expect(Story.series(2).play(101).play(102).offer == "finished")
    #expect(Story.series(4).play(102).play(103).play(101).offer == "next 104")
  }

  @Test(
    "extras do not move the standing, watched at the end, in the middle or alone",
    arguments: [
      "예고", "2회 예고편", "스페셜", "하이라이트", "미리보기", "메이킹 필름", "OST", "뮤직비디오", "MV", "Trailer 2",
      "작품 몰아보기",
    ])
  func extras(name: String) {
    let series = Story.series(3).with(900, name)
    #expect(series.play(101).play(900).offer == "next 102")
    #expect(series.play(101, to: 1000).play(900, to: 100).offer == "continue 101")
    #expect(series.play(900).offer == "not begun")
    #expect(series.mark(900).offer == "not begun")
    #expect(series.play(101).play(102).play(103).offer == "finished")
    let film = Story.film().with(900, "[\(name)] 작품")
    #expect(film.play(900).offer == "not begun")
    #expect(film.play(1, to: 1000).play(900).offer == "continue 1")
    #expect(film.play(1).play(900, to: 50).offer == "finished")
    #expect(film.standing().parts.main.map(\.id.rawValue) == [1])
  }

  @Test("a title whose own name has such a word has parts all the same")
  func namedLikeAnExtra() {
    var film = Story()
    film.part(2, nil, name: "하이라이트 예고편")
    film.part(1, nil, name: "하이라이트")
    #expect(film.standing().parts.main.map(\.id.rawValue) == [1])
    var alone = Story()
    alone.part(1, nil, name: "Trailer")
    #expect(alone.play(1).offer == "finished")
  }

  @Test("who saw the finale first, or marked it, is offered the first part not seen")
  func finaleFirst() {
    #expect(Story.series(16).play(116).offer == "next 101")
    #expect(Story.series(16).mark(116).offer == "next 101")
    #expect(Story.series(4).play(101).play(104).offer == "next 102")
    #expect(Story.series(2, 2).play(202).play(101).offer == "next 102")
  }

  @Test("who began in the middle goes on there, and finds what is left when the end is reached")
  func jumpIn() {
    #expect(Story.series(6).play(104).offer == "next 105")
    #expect(Story.series(6).play(104).play(105).play(106).offer == "next 101")
  }

  @Test("nobody is sent from a daily show's number 667 to its first one")
  func runningShow() {
    var show = Story()
    for number in 600...667 { show.part(Int64(number), EpisodeNumber(number: number)) }
    #expect(show.play(667).offer == "next 666")
    var tomorrow = show
    tomorrow.part(668, EpisodeNumber(number: 668))
    #expect(tomorrow.play(667).offer == "next 668")
    #expect(show.play(640).offer == "next 641")
  }

  @Test("behind the last episode nothing is waited for, until another one comes")
  func atEnd() {
    #expect(Story.series(3).play(101).play(102).play(103).standing().isAtEnd)
    #expect(Story.series(6).play(105).play(106).standing().isAtEnd)
    #expect(!Story.series(6).play(105).standing().isAtEnd)
    #expect(!Story.series(6).play(105).play(106, to: 900).standing().isAtEnd)
    #expect(!Story.series(6).standing().isAtEnd)
    #expect(Story.film().play(1).standing().isAtEnd)
    var more = Story.series(6).play(105).play(106)
    more.part(107, EpisodeNumber(number: 7))
    #expect(!more.standing().isAtEnd && more.offer == "next 107")
  }

  @Test("what is watched a second time goes on where it was left")
  func again() {
    let film = Story.film().play(1)
    #expect(film.play(1, to: 900).offer == "continue 1")
    #expect(film.play(1, to: 900).place(1) == "900")
    #expect(film.play(1, to: 900).play(1, seconds: 2700, to: 3600).offer == "finished")
    let series = Story.series(3).play(101).play(102).play(103)
    #expect(series.play(101).offer == "next 102")
    #expect(series.play(101).play(102, to: 500).offer == "continue 102")
    #expect(series.play(101).play(102, to: 500).place(102) == "500")
    #expect(series.play(102).offer == "next 103")
    #expect(series.play(103).offer == "finished")
    #expect(series.play(101).play(102).play(103).offer == "finished")
    #expect(Story.series(9).play(101).play(102).play(103).play(101).offer == "next 102")
    #expect(Story.series(9).play(101).play(102).play(103).play(102).offer == "next 104")
  }

  @Test("a known place beats the seconds watched")
  func halfTwice() {
    #expect(Story.film().play(1, to: 1800).play(1, seconds: 1800, to: 1800).place(1) == "1800")
    #expect(Story.film().play(1, seconds: 9000, to: 1200).place(1) == "1200")
    #expect(Story.film().play(1, to: 3000).play(1, seconds: 60, to: 200).place(1) == "200")
    #expect(Story.film().imported(1, seconds: 1800).imported(1, seconds: 1700).offer == "finished")
  }

  @Test("without a running time only a mark or a rating finishes")
  func unmeasured() {
    let film = Story.film(running: nil)
    #expect(film.play(1, to: 5).place(1) == "5")
    #expect(film.play(1, to: 5).offer == "continue 1")
    #expect(film.play(1, to: 90_000).offer == "continue 1")
    #expect(film.imported(1, seconds: 7200).offer == "continue 1")
    #expect(film.mark(1).offer == "finished")
    #expect(film.rate(1).offer == "finished")
    #expect(Story.series(2, running: nil).mark(101).offer == "next 102")
  }

  @Test("moments are kept as a place and as interest, and move nothing")
  func moments() {
    #expect(Story.film().play(1, to: 2).offer == "not begun")
    #expect(Story.film().play(1, to: 2).place(1) == "2")
    #expect(Story.film().play(1, to: 2).standing().evidence.count == 1)
    #expect(Story.film().play(1, to: 29).offer == "not begun")
    #expect(Story.film().play(1, to: 30).offer == "continue 1")
    #expect(Story.film(running: 100).play(1, to: 5).offer == "continue 1")
    #expect(Story.film(running: nil).play(1, to: 2).offer == "not begun")
    #expect(Story.series(3).play(101).play(103, to: 3).offer == "next 102")
    #expect(Story.film().play(1).play(1, to: 3).offer == "finished")
    let before = Story.film().play(1, to: 900).standing().lastWatchedAt
    let after = Story.film().play(1, to: 900).play(1, seconds: 2, to: 902)
    #expect(after.standing().lastWatchedAt == before && after.place(1) == "902")
  }

  @Test("a place that was only sought is kept")
  func sought() {
    #expect(Story.film().play(1, to: 900).play(1, seconds: 0, to: 1800).place(1) == "1800")
    #expect(Story.film().play(1, to: 900).play(1, seconds: 0, to: 0).place(1) == "0")
    #expect(Story.film().play(1, seconds: 0, to: 1800).place(1) == "1800")
    #expect(Story.film().play(1, seconds: 0, to: 0).place(1) == "nothing")
  }

  @Test(
    "finished is from nine tenths or the last eight minutes on, whichever comes later",
    arguments: [
      (10_800, 10_320), (10_801, 10_321), (3600, 3240), (4800, 4320), (300, 270), (1, 1), (7, 7),
    ])
  func finishLine(running: Int, line: Int) {
    #expect(WatchingRule.standard.finishLine(runningSeconds: running) == line)
    let film = Story.film(running: running)
    #expect(film.play(1, to: line).place(1) == "finished")
    #expect(film.play(1, seconds: 60, to: line - 1).place(1) != "finished")
  }

  @Test("163 of 180 minutes are not watched; a configuration says otherwise")
  func configured() {
    let film = Story.film(running: 180 * 60).play(1, to: 163 * 60)
    #expect(film.offer == "continue 1")
    var rule = WatchingRule.standard
    rule.creditsSeconds = 20 * 60
    #expect(film.standing(rule).next == .finished)
    rule.finishedPercent = 95
    #expect(film.standing(rule).next != .finished)
    for (percent, credits) in [(-5, -5), (0, .max), (1000, 0)] {
      (rule.finishedPercent, rule.creditsSeconds) = (percent, credits)
      for running in [Int.min, -1, 0, 1, 3600, .max] {
        #expect((0...max(0, running)).contains(rule.finishLine(runningSeconds: running)))
      }
    }
  }

  @Test("a mark is taken back: place and standing are what they were")
  func takenBack() {
    let left = Story.series(3).play(101).play(102, to: 700)
    #expect(left.mark(102).offer == "next 103")
    #expect(left.mark(102).unmark(102).standing().next == left.standing().next)
    #expect(left.mark(102).unmark(102).standing().progress == left.standing().progress)
    let film = Story.film().mark(1).unmark(1)
    #expect(film.offer == "not begun" && film.place(1) == "nothing")
    #expect(film.standing().evidence.isEmpty)
    #expect(film.mark(1).offer == "finished")
    #expect(Story.film().unmark(1).offer == "not begun")
  }

  @Test("an end that was leapt over is taken back to where playing had led")
  func leapt() {
    let film = Story.film().play(1, to: 1000)
    let leapt = film.play(1, seconds: 500, to: 3600)
    #expect(leapt.offer == "finished")
    #expect(leapt.unmark(1).offer == "continue 1")
    #expect(leapt.unmark(1).place(1) == "1500")
    #expect(leapt.unmark(1).mark(1).standing().progress == leapt.standing().progress)
    #expect(leapt.unmark(1).play(1, seconds: 0, to: 3590).place(1) == "finished")
    #expect(leapt.unmark(1).play(1, seconds: 0, to: 3000).place(1) == "3000")
    #expect(leapt.play(1, seconds: 0, to: 3000).unmark(1).place(1) == "3000")
  }

  @Test("numbers at the ends of what can be stored are survived")
  func extremes() {
    let film = Story.film(running: .max).imported(1, seconds: .max).imported(1, seconds: .max)
    #expect(film.offer == "finished")
    #expect(Story.film(running: .min).play(1, seconds: .min, to: .min).offer == "not begun")
    #expect(Story.film().play(1, seconds: .max, to: .max).offer == "finished")
  }
}

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
