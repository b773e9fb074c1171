import PickClient
import PickModel
import PickTestSupport
import Testing

@testable import PickTUI

@Suite("The next episode")
struct NextEpisodeTests {
  /// A stage where the third episode of a series has just ended.
  static func ended(on screen: Screen = .usual) -> Stage {
    var stage = Stage.home(on: screen)
    stage.press(.down, .enter, .down, .down, .down, .enter)
    for _ in 0..<4 { stage.press(.pageDown) }
    return stage
  }

  /// A stage where an episode ended that was the third to play by itself.
  static func playedOnThrice(on screen: Screen = .usual) -> Stage {
    var stage = ended(on: screen)
    for _ in 0..<3 {
      pass(&stage, seconds: 10)
      watch(&stage)
    }
    return stage
  }

  /// Lets seconds of the countdown pass.
  static func pass(_ stage: inout Stage, seconds: Int) {
    for _ in 0..<seconds {
      guard let player = stage.player, let left = player.countdown?.secondsLeft else { return }
      stage.send(.alarm(.nextEpisode(run: player.run, secondsLeft: left)), after: 1)
    }
  }

  /// Lets the shown episode run to its end without a key.
  private static func watch(_ stage: inout Stage) {
    for _ in 0..<3600 {
      guard let player = stage.player, player.playback?.isEnded == false else { return }
      stage.send(.alarm(.playback(run: player.run)), after: 5)
    }
  }

  private func number(_ stage: Stage) -> Int? { stage.player?.playback?.part.asset.episode?.number }

  @Test("it plays ten seconds after the end, and the seconds are counted down")
  func playsOn() {
    var stage = Self.ended()
    #expect(stage.text.contains("10초 후 재생 · 아무 키나 누르면 멈춤"))
    Self.pass(&stage, seconds: 9)
    #expect(stage.text.contains("1초 후 재생"))
    #expect(number(stage) == 3)
    Self.pass(&stage, seconds: 1)
    #expect(number(stage) == 4)
  }

  @Test(
    "any key stops it and does nothing else, also one that means something everywhere",
    arguments: [Key.character("?"), .down, .character("q"), .character("8"), .character("ㅁ")])
  func stops(key: Key) {
    var stage = Self.ended()
    stage.press(key)
    #expect(stage.player?.countdown == nil && stage.model.overlay == nil)
    #expect(stage.text.contains("Enter 다음 회차 재생"))
    #expect(stage.player?.playback?.isEnded == true)
    stage.press(.enter)
    #expect(number(stage) == 4)
  }

  @Test("Enter and Space play at once, Back leaves, an arrow to the left goes on before the end")
  func otherKeys() {
    for key in [Key.enter, .space] {
      var stage = Self.ended()
      stage.press(key)
      #expect(number(stage) == 4)
    }
    var stage = Self.ended()
    stage.press(.escape)
    #expect(stage.player == nil && stage.detailPage != nil)
    stage = Self.ended()
    stage.press(.left)
    #expect(stage.player?.countdown == nil && stage.player?.playback?.isEnded == false)
  }

  @Test("a dialog over the player gets its key, which stops the countdown, too")
  func dialog() {
    var stage = Self.ended()
    stage.model.overlay = .quit(isQuitFocused: true)
    stage.press(.down)
    #expect(stage.player?.countdown == nil)
    #expect(stage.model.overlay == .quit(isQuitFocused: false))
  }

  @Test("an alarm of an earlier countdown does not hurry the present one")
  func oldAlarm() throws {
    var stage = Self.ended()
    Self.pass(&stage, seconds: 3)
    let player = try #require(stage.player)
    stage.press(.left, .right)
    stage.send(.alarm(.nextEpisode(run: player.run, secondsLeft: 7)), after: 1)
    #expect(stage.player?.countdown?.secondsLeft == 10)
  }

  @Test("after three that played by themselves it asks, and a key goes on")
  func asks() {
    var stage = Self.playedOnThrice()
    #expect(number(stage) == 6)
    #expect(stage.player?.countdown == nil)
    #expect(stage.text.contains("아직 보고 계신가요?"))
    stage.press(.enter)
    #expect(stage.player?.playback?.part.asset.episode == EpisodeNumber(season: 2, number: 1))
    #expect(stage.player?.playedOn == 0)
  }

  @Test("a key during an episode says that the viewer is there")
  func isThere() {
    var stage = Self.ended()
    Self.pass(&stage, seconds: 10)
    #expect(stage.player?.playedOn == 1)
    stage.press(.right)
    #expect(stage.player?.playedOn == 0)
  }

  @Test("a film has none, and in a lobby none plays by itself")
  func none() throws {
    var stage = Stage.home()
    stage.press(.character("4"), .space)
    for _ in 0..<11 { stage.press(.pageDown) }
    #expect(stage.player?.playback?.isEnded == true && stage.player?.countdown == nil)

    var lobby = Stage(kiosk: KioskOptions(credentials: SampleWorld.credentials, pin: "2580"))
    lobby.send(.started(seed: 1))
    lobby.press(.enter, .down, .enter, .down, .down, .down, .enter)
    for _ in 0..<4 { lobby.press(.pageDown) }
    #expect(lobby.player?.playback?.isEnded == true && lobby.player?.countdown == nil)
    #expect(lobby.text.contains("Enter 다음 회차 재생"))
  }

  @Test("the end of the session stops it")
  func sessionEnds() {
    var stage = Self.ended()
    stage.send(.wrote(.setThumb(nil, SampleWorld.title(1).id), failure: .sessionEnded(.revoked)))
    stage.signIn()
    #expect(stage.player?.countdown == nil)
  }
}

@Suite("How far an arrow seeks")
struct SeekPaceTests {
  /// What presses move by that come so many milliseconds apart.
  private func steps(_ count: Int, apart milliseconds: Int64, isForward: Bool = true) -> [Int] {
    var pace = SeekPace()
    return (0..<count).map { press in
      pace.step(
        isForward: isForward,
        at: SampleWorld.now.advanced(byMilliseconds: Int64(press) * milliseconds))
    }
  }

  @Test("a held arrow seeks by 10 seconds, after half a second by 30, then by 60 and 120")
  func held() {
    let steps = steps(200, apart: 33)
    #expect(Set(steps.prefix(16)) == [10])
    #expect(steps[16] == 30 && steps[45] == 30 && steps[46] == 60 && steps[90] == 60)
    #expect(steps[91] == 120 && steps[199] == 120)
    #expect(self.steps(70, apart: 50, isForward: false).last == -120)
  }

  @Test(
    "a person who taps, however fast, always moves by the ten seconds the keys are named with",
    arguments: [100, 150, 200, 250, 300, 400] as [Int64])
  func tapped(milliseconds: Int64) {
    #expect(Set(steps(60, apart: milliseconds)) == [10])
  }

  @Test("taps that a slow line delivers at once are no held key")
  func delivered() {
    #expect(Set(steps(12, apart: 0)) == [10])
  }

  @Test("a pause, the other arrow and a clock that was set back begin anew")
  func beginsAnew() {
    var pace = SeekPace()
    var now = SampleWorld.now
    func press(_ isForward: Bool, after milliseconds: Int64) -> Int {
      now = now.advanced(byMilliseconds: milliseconds)
      return pace.step(isForward: isForward, at: now)
    }
    func hold(_ isForward: Bool) -> Int? {
      (0..<20).map { _ in press(isForward, after: 40) }.last
    }
    #expect(hold(true) == 30)
    #expect(press(true, after: 1000) == 10)
    #expect(hold(true) == 30)
    #expect(press(false, after: 40) == -10)
    #expect(hold(false) == -30)
    #expect(press(false, after: -60_000) == -10)
  }

  @Test("another key between two presses begins anew")
  func otherKey() {
    var pace = SeekPace()
    var now = SampleWorld.now
    for _ in 0..<20 {
      now = now.advanced(byMilliseconds: 40)
      _ = pace.step(isForward: true, at: now)
    }
    pace.restart()
    #expect(pace.step(isForward: true, at: now.advanced(byMilliseconds: 40)) == 10)
  }

  @Test("five taps of an arrow move the player by fifty seconds")
  func player() {
    var stage = Stage.home()
    stage.press(.character("4"), .space)
    for _ in 0..<5 { stage.press(.right) }
    #expect(stage.player?.playback?.position == 50_000)
  }
}
