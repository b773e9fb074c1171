import PickClient
import PickModel
import PickTestSupport
import Testing

@testable import PickTUI

@Suite("Detail")
struct DetailUpdateTests {
  /// A stage on the page of title 1, a series.
  private func series() -> Stage {
    var stage = Stage.home()
    stage.press(.down, .enter)
    return stage
  }

  @Test("however far the page is scrolled, the title's name is on the screen")
  func nameStays() {
    for size in [Size(columns: 40, rows: 12), Chrome.smallest] {
      var stage = Stage.home(on: Screen(size))
      stage.press(.down, .enter)
      for _ in 0..<6 {
        #expect(stage.text.contains("소나기 형사"))
        stage.press(.down)
      }
    }
  }

  @Test("opening a title is recorded once, however often it loads")
  func records() {
    var stage = series()
    stage.press(.character("r"))
    let views = stage.writes.filter { if case .detailView = $0 { true } else { false } }
    #expect(views.count == 1)
  }

  @Test("arrows reach buttons, seasons, episodes and similar titles, and the header")
  func reaches() {
    var stage = series()
    #expect(stage.detailPage?.focus == .actions && stage.detailPage?.button == .watch)
    stage.press(.down)
    #expect(stage.detailPage?.focus == .actions && stage.detailPage?.button == .myList)
    stage.press(.down)
    #expect(stage.detailPage?.focus == .seasons)
    stage.press(.up)
    #expect(stage.detailPage?.focus == .actions && stage.detailPage?.button == .myList)
    stage.press(.up)
    #expect(stage.detailPage?.button == .watch)
    stage.press(.down, .down, .right, .down)
    #expect(stage.detailPage?.focus == .parts)
    #expect(stage.detailPage?.focusedPart?.asset.episode == EpisodeNumber(season: 2, number: 1))
    stage.press(.end, .down)
    #expect(stage.detailPage?.focus == .similar)
    stage.press(.character("g"), .up)
    #expect(stage.model.headerFocus == .home)
  }

  @Test("the season that is shown stays in sight, however many there are")
  func manySeasons() {
    let id = SampleWorld.title(1).id
    let seasons = (1...14).map { number in
      TitlePage.Season(
        number: number,
        episodes: [
          Stage.part(5000 + Int64(number), of: id, EpisodeNumber(season: number, number: 1))
        ])
    }
    var stage = series()
    stage.answers = false
    stage.press(.character("r"))
    stage.answerTitle(id, seasons: seasons)
    stage.press(.down, .down)
    #expect(stage.text.contains("시즌 1 "))
    for number in 2...14 {
      stage.press(.right)
      #expect(stage.text.contains("시즌 \(number)"))
    }
    #expect(!stage.text.contains("시즌 1 "))
  }

  @Test(
    "an episode that was marked as watched keeps the focus when the next one is in another season")
  func lastOfSeason() {
    let id = SampleWorld.title(1).id
    func episode(_ season: Int, _ number: Int) -> TitlePage.Part {
      Stage.part(
        Int64(5000 + 10 * season + number), of: id, EpisodeNumber(season: season, number: number))
    }
    let seasons = (1...2).map { season in
      TitlePage.Season(number: season, episodes: [episode(season, 1), episode(season, 2)])
    }
    func come(_ stage: inout Stage, next: TitlePage.Part, after message: Message) {
      stage.answers = false
      stage.send(message)
      stage.answerTitle(id, seasons: seasons, next: next)
      stage.answers = true
    }
    var stage = series()
    come(&stage, next: episode(1, 2), after: .input(.key(.character("r"))))
    _ = stage.taken()
    stage.press(.down, .down, .down, .character("w"))
    come(&stage, next: episode(2, 1), after: .wrote(.markWatched(episode(1, 2).id), failure: nil))
    stage.press(.character("w"))
    let last = episode(1, 2).id
    let marks = stage.writes.filter { $0 == .markWatched(last) || $0 == .unmarkWatched(last) }
    #expect(marks == [.markWatched(last), .unmarkWatched(last)])
  }

  @Test("Enter on an episode plays it, from where it was left")
  func playsEpisode() throws {
    var stage = series()
    stage.press(.down, .down, .down, .enter)
    let player = try #require(stage.player)
    #expect(player.playback?.position == 1_500_000)
    #expect(player.playback?.part.asset.episode == EpisodeNumber(number: 3))
  }

  @Test("after playing on the focus stands on the episode to go on with, also in another season")
  func followsPlayed() {
    let id = SampleWorld.title(1).id
    func episode(_ season: Int, _ number: Int, at seconds: Int64? = nil, left: Bool = false)
      -> TitlePage.Part
    {
      let part = Stage.part(
        Int64(5000 + 10 * season + number), of: id, EpisodeNumber(season: season, number: number))
      let progress = seconds.map {
        WatchProgress(
          position: left ? 30 : 0, runningSeconds: 60, isFinished: !left,
          lastWatchedAt: SampleWorld.now.advanced(bySeconds: $0))
      }
      return TitlePage.Part(asset: part.asset, aliases: [], progress: progress)
    }
    func come(_ stage: inout Stage, _ parts: [TitlePage.Part], next: TitlePage.Part) {
      let seasons = (1...2).map { season in
        TitlePage.Season(
          number: season, episodes: parts.filter { $0.asset.episode?.season == season })
      }
      stage.answerTitle(id, seasons: seasons, next: next)
    }
    let before = [episode(1, 1), episode(1, 2), episode(2, 1), episode(2, 2)]
    var stage = series()
    stage.answers = false
    stage.press(.character("r"))
    come(&stage, before, next: before[0])
    stage.press(.down, .down, .down, .enter)
    #expect(stage.player != nil)
    stage.press(.escape)
    let after = [
      episode(1, 1, at: 1), episode(1, 2, at: 2), episode(2, 1, at: 3, left: true), episode(2, 2),
    ]
    come(&stage, after, next: after[2])
    #expect(stage.detailPage?.focusedPart?.id == after[2].id)
    #expect(stage.detailPage?.shownSeason?.number == 2)
    stage.press(.enter, .escape)
    let end = before.dropLast() + [episode(2, 2, at: 9)]
    come(&stage, Array(end), next: before[0])
    #expect(stage.detailPage?.focusedPart?.asset.episode == EpisodeNumber(season: 2, number: 2))
  }

  @Test("forgetting asks first, and No is focused")
  func forgets() {
    var stage = series()
    #expect(!stage.text.contains("기록 지우기"))
    for _ in 0..<5 { stage.press(.right) }
    stage.press(.enter, .end, .enter)
    #expect(stage.text.contains("기록을 지울까요?"))
    stage.press(.enter)
    #expect(stage.writes.allSatisfy { if case .forget = $0 { false } else { true } })
    stage.press(.enter, .character("y"))
    #expect(stage.writes.contains(.forget(SampleWorld.title(1).id)))
  }

  @Test("a number that is typed leads to the episode, and two digits are one number")
  func numbers() {
    let id = SampleWorld.title(1).id
    let episodes = (1...16).map {
      Stage.part(5000 + Int64($0), of: id, EpisodeNumber(number: $0))
    }
    var stage = series()
    stage.answers = false
    stage.press(.character("r"))
    stage.answerTitle(id, seasons: [TitlePage.Season(number: 1, episodes: episodes)])
    stage.press(.down, .down, .character("5"))
    #expect(stage.detailPage?.focusedPart?.asset.episode?.number == 5)
    stage.send(.input(.key(.character("1"))), after: 5)
    #expect(stage.detailPage?.focusedPart?.asset.episode?.number == 1)
    stage.press(.character("4"))
    #expect(stage.detailPage?.focusedPart?.asset.episode?.number == 14)
    // Elsewhere on the page digits open pages, as everywhere.
    stage.press(.character("g"), .character("1"))
    #expect(stage.detailPage == nil)
  }

  @Test("on large screens seasons, episodes and the focused one stand beside each other")
  func panes() {
    var stage = Stage.home(on: Screen(Size(columns: 120, rows: 40)))
    stage.press(.down, .enter, .down, .down)
    #expect(stage.detailPage?.focus == .parts)
    let row = (0..<40).first { stage.frame.text(row: $0).contains("1회") && $0 > 12 }
    #expect(row.map { stage.frame.text(row: $0).contains("시즌 1") } == true)
    stage.press(.left, .down)
    #expect(stage.detailPage?.focus == .seasons)
    #expect(stage.detailPage?.shownSeason?.number == 2)
    stage.press(.right)
    #expect(stage.detailPage?.focus == .parts)
    stage.press(.up)
    #expect(stage.detailPage?.focus == .actions)
  }

  @Test("a list that goes on says how far")
  func goesOn() {
    let id = SampleWorld.title(1).id
    let episodes = (1...40).map {
      Stage.part(5000 + Int64($0), of: id, EpisodeNumber(number: $0))
    }
    var stage = series()
    stage.answers = false
    stage.press(.character("r"))
    stage.answerTitle(id, seasons: [TitlePage.Season(number: 1, episodes: episodes)])
    stage.press(.down, .down)
    #expect(stage.text.contains("개 더"))
    stage.press(.end)
    #expect(!stage.text.contains("개 더"))
  }

  @Test("the list button says what it does next, at once")
  func listButton() {
    var stage = series()
    #expect(stage.text.contains("내 목록에 담기"))
    stage.press(.right, .enter)
    #expect(stage.text.contains("내 목록에서 빼기"))
  }

  @Test("Back through similar titles returns page by page, each with its focus")
  func goesBack() {
    var stage = series()
    stage.press(.character("G"), .right, .enter)
    #expect(stage.detailPage?.id == SampleWorld.title(14).id)
    stage.press(.escape)
    #expect(stage.detailPage?.id == SampleWorld.title(1).id)
    #expect(stage.detailPage?.focus == .similar)
    stage.press(.escape)
    #expect(stage.focusedTitle == SampleWorld.title(1).id)
  }

  @Test("a title that is gone says so, with a way out")
  func gone() {
    var stage = Stage.home()
    stage.failures[.title(SampleWorld.title(1).id)] = .notFound
    stage.press(.down, .enter)
    #expect(stage.text.contains("더 이상 없는 작품입니다"))
    stage.press(.escape)
    #expect(stage.model.pages.top.traits.entry == .home)
  }

  @Test("w on a watched episode takes that back, and w again marks it")
  func takesWatchedBack() {
    var stage = series()
    stage.press(.down, .down, .down, .up)
    #expect(stage.detailPage?.focusedPart?.asset.episode == EpisodeNumber(number: 2))
    let asset = SampleWorld.asset(of: SampleWorld.title(1).id, episode: 22)
    _ = stage.taken()
    stage.press(.character("w"), .character("w"))
    #expect(stage.writes == [.unmarkWatched(asset), .markWatched(asset)])
  }
}
