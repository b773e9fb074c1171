import PickClient
import PickModel
import PickTestSupport
import Testing

@testable import PickTUI

@Suite("Player")
struct PlayerUpdateTests {
  /// A stage that plays the film 3, from the start; 6300 s long.
  private func film(_ number: Int = 3) -> Stage {
    var stage = Stage.home()
    stage.answers = true
    _ = stage.model.perform([.play(SampleWorld.title(number).id, nil)])
    let request = stage.model.lastRequest
    stage.send(
      .answered(
        request, .title(SampleWorld.title(number).id),
        .success(.title(SampleWorld.page(of: SampleWorld.title(number).id)))))
    _ = stage.taken()
    return stage
  }

  private func tick(_ stage: inout Stage, seconds: Int) {
    guard let player = stage.player else {
      Issue.record("another page is shown")
      return
    }
    for _ in 0..<seconds { stage.send(.alarm(.playback(run: player.run)), after: 1) }
  }

  @Test("the clock runs, and the position is saved every ten seconds")
  func saves() {
    var stage = film()
    tick(&stage, seconds: 25)
    #expect(stage.player?.playback?.position == 25_000)
    let positions = stage.writes.compactMap {
      if case .savePlayback(let playback) = $0 { playback.position } else { nil }
    }
    #expect(positions == [10, 20])
  }

  @Test("the keys are named for three seconds after a key, and while the clock stands")
  func namesKeys() {
    var stage = film()
    #expect(stage.text.contains("그만 보기"))
    tick(&stage, seconds: 4)
    #expect(!stage.text.contains("그만 보기"))
    #expect(stage.text.contains("0:04 · 105분 남음 · 끝 PM"))
    stage.press(.right)
    #expect(stage.text.contains("그만 보기"))
    stage.press(.space)
    stage.send(.alarm(.clock), after: 60)
    #expect(stage.text.contains("그만 보기"))
  }

  @Test("all saves of a playback and its end carry one identity")
  func identity() {
    var stage = film()
    tick(&stage, seconds: 25)
    stage.press(.escape)
    let ids = stage.writes.compactMap { write -> EventID? in
      switch write {
      case .savePlayback(let playback), .recordPlayback(let playback): playback.id
      default: nil
      }
    }
    #expect(ids.count == 3)
    #expect(Set(ids).count == 1)
  }

  @Test("pause stops the clock; seeking and speed change it; sought seconds are not watched")
  func controls() {
    var stage = film()
    tick(&stage, seconds: 3)
    stage.press(.space)
    tick(&stage, seconds: 5)
    #expect(stage.player?.playback?.position == 3000)
    stage.press(.space, .up, .up)
    tick(&stage, seconds: 2)
    #expect(stage.player?.playback?.speed == 4)
    #expect(stage.player?.playback?.position == 11_000)
    stage.press(.right, .right, .left)
    #expect(stage.player?.playback?.position == 21_000)
    #expect(stage.player?.playback?.watched == 11_000)
  }

  @Test("a jump of the wall clock counts as five seconds at most")
  func clockJump() throws {
    var stage = film()
    let player = try #require(stage.player)
    stage.send(.alarm(.playback(run: player.run)), after: 31_536_000)
    #expect(stage.player?.playback?.position == 5000)
    stage.send(.alarm(.playback(run: player.run)), after: -31_536_000)
    #expect(stage.player?.playback?.position == 5000)
  }

  @Test("at the end of an episode Enter plays the next one")
  func nextEpisode() {
    var stage = Stage.home()
    stage.press(.down, .enter, .down, .down, .down, .enter)
    for _ in 0..<4 { stage.press(.pageDown) }
    #expect(stage.text.contains("다음 회차: 4회"))
    let records = stage.writes.filter { if case .recordPlayback = $0 { true } else { false } }
    #expect(records.count == 1)
    stage.press(.enter)
    #expect(stage.player?.playback?.part.asset.episode == EpisodeNumber(number: 4))
    stage.press(.escape)
    #expect(stage.text.contains("출연 한소나"))
  }

  @Test("a film without a running time counts up and can be stopped")
  func unknownLength() {
    var stage = film(7)
    tick(&stage, seconds: 12)
    #expect(stage.text.contains("재생 시간 정보 없음"))
    #expect(stage.text.contains("0:12"))
    stage.press(.escape)
    #expect(stage.writes.contains { if case .recordPlayback = $0 { true } else { false } })
  }

  @Test("nothing watched is nothing recorded")
  func nothingWatched() {
    var stage = film()
    stage.press(.escape)
    #expect(stage.writes.isEmpty)
  }

  @Test("a place that was only sought is kept")
  func sought() {
    var stage = film()
    stage.press(.space, .right, .right, .escape)
    let places = stage.writes.compactMap { write -> Int? in
      if case .recordPlayback(let playback) = write { playback.position } else { nil }
    }
    #expect(places == [20])
  }

  @Test("a seek over the end is taken back by seeking back, and goes on as another playback")
  func leaptOver() {
    var stage = film()
    tick(&stage, seconds: 3)
    for _ in 0..<11 { stage.press(.pageDown) }
    #expect(stage.player?.playback?.isRecorded == true)
    let ended = stage.player?.playback
    stage.press(.left)
    #expect(
      stage.player?.playback?.isEnded == false && stage.player?.playback?.position == 6_290_000)
    #expect(stage.player?.playback?.id != ended?.id)
    #expect(stage.writes.contains(.unmarkWatched(SampleWorld.asset(of: SampleWorld.title(3).id))))
    stage.press(.escape)
    guard case .recordPlayback(let last)? = stage.writes.last else {
      Issue.record("nothing was recorded")
      return
    }
    #expect(last.position == 6290 && last.id != ended?.id)
  }

  @Test("what plays after the end was taken back begins after that, or it would not count")
  func takenBack() {
    var stage = film()
    for _ in 0..<11 { stage.press(.pageDown) }
    stage.press(.left)
    let asset = SampleWorld.asset(of: SampleWorld.title(3).id)
    stage.send(.wrote(.unmarkWatched(asset), failure: nil), after: 1)
    let takenBackAt = stage.model.now
    tick(&stage, seconds: 20)
    stage.press(.escape)
    guard case .recordPlayback(let last)? = stage.writes.last else {
      Issue.record("nothing was recorded")
      return
    }
    #expect(last.startedAt > takenBackAt && last.watchedSeconds >= 10)
  }

  @Test("a tick of an earlier playback changes nothing")
  func oldTick() {
    var stage = film()
    stage.send(.alarm(.playback(run: -1)), after: 1)
    #expect(stage.player?.playback?.position == 0)
  }

  @Test("when the session ends during playback it pauses, and goes on after sign-in")
  func sessionEnds() {
    var stage = film()
    tick(&stage, seconds: 4)
    stage.send(
      .wrote(
        .savePlayback(
          stage.player?.playback?.snapshot
            ?? .init(
              id: EventID(high: 0, low: 0), asset: .init(1), startedAt: stage.model.now,
              watchedSeconds: 0, position: 0)), failure: .sessionEnded(.revoked)))
    #expect(stage.text.contains("다른 곳에서 로그아웃되었습니다"))
    stage.signIn()
    #expect(stage.player?.playback?.isPaused == true)
    #expect(stage.player?.playback?.position == 4000)
  }

  /// A stage that plays an episode of the series 1, whose page ends with a trailer.
  private func series(playing number: Int, season: Int = 1, seen: Set<Int> = []) -> Stage {
    let page = SampleWorld.page(of: SampleWorld.title(1).id)
    let id = page.title.id
    let watched = WatchProgress(
      position: 0, runningSeconds: 3600, isFinished: true, lastWatchedAt: SampleWorld.now)
    let seasons = page.seasons.map { shown in
      TitlePage.Season(
        number: shown.number,
        episodes: shown.episodes.map { part in
          let isSeen = shown.number == 1 && seen.contains(part.asset.episode?.number ?? 0)
          return TitlePage.Part(asset: part.asset, aliases: [], progress: isSeen ? watched : nil)
        })
    }
    let trailer = TitlePage.Part(
      asset: Asset(
        id: Asset.ID(199), title: id, episode: nil, name: "예고편", runningSeconds: 60,
        addedAt: SampleWorld.now), aliases: [], progress: nil)
    let whole = TitlePage(
      title: page.title, synopsis: page.synopsis, cast: page.cast, seasons: seasons,
      others: [trailer], next: page.next, similar: [], reason: nil, isOnMyList: false, thumb: nil,
      isHidden: false)
    var stage = Stage.home()
    let asset = SampleWorld.asset(of: id, episode: season * 20 + number)
    _ = stage.model.perform([.play(id, asset)])
    stage.send(.answered(stage.model.lastRequest, .title(id), .success(.title(whole))))
    return stage
  }

  private func following(_ stage: Stage) throws -> EpisodeNumber? {
    let player = try #require(stage.player)
    #expect(player.following?.id != Asset.ID(199))
    return player.following?.asset.episode
  }

  @Test("after a season comes the next one, and after the last episode nothing, no trailer either")
  func lastEpisode() throws {
    let last = series(playing: 6, season: 2)
    #expect(last.player?.playback?.part.asset.episode == EpisodeNumber(season: 2, number: 6))
    #expect(try following(last) == nil)
    #expect(try following(series(playing: 6)) == EpisodeNumber(season: 2, number: 1))
  }

  @Test("an episode that was seen is passed over, but not while one is seen again")
  func passesOver() throws {
    #expect(try following(series(playing: 3, seen: [1, 2, 4])) == EpisodeNumber(number: 5))
    #expect(try following(series(playing: 3, seen: [1, 2, 3, 4])) == EpisodeNumber(number: 4))
  }
}
