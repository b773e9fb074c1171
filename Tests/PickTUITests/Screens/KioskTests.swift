import PickClient
import PickModel
import PickTestSupport
import Testing

@testable import PickTUI

@Suite("Kiosk")
struct KioskTests {
  private func lobby() -> Stage {
    var stage = Stage(
      kiosk: KioskOptions(credentials: SampleWorld.credentials, pin: "2580"))
    stage.send(.started(seed: 1))
    return stage
  }

  /// Where what a player played is withdrawn, from before it began.
  private func withdrawal(of player: PlayerModel, _ stage: Stage) -> Int? {
    guard let began = player.playback?.startedAt else { return nil }
    return stage.writes.lastIndex { write in
      guard case .withdraw(player.title, let since) = write else { return false }
      return since > Instant(millisecondsSince1970: 0) && since <= began
    }
  }

  /// Lets the lobby's clock pass, as its effects asked.
  private func pass(_ stage: inout Stage, seconds: Int64) {
    stage.send(.alarm(.kioskIdle(visit: stage.model.kiosk.visit)), after: seconds)
  }

  private func count(_ stage: inout Stage, seconds: Int) {
    for _ in 0..<seconds {
      stage.send(.alarm(.kioskCountdown(visit: stage.model.kiosk.visit)), after: 1)
    }
  }

  @Test("any key signs the lobby's viewer in")
  func begins() {
    var stage = lobby()
    #expect(stage.text.contains("아무 키나 누르세요"))
    stage.press(.character("a"))
    #expect(stage.text.contains("이어보기"))
  }

  @Test("buttons of the hero name no letters, whatever was drawn before, nor the other way round")
  func buttons() {
    for _ in 0..<2 {
      #expect(Stage.home().text.contains("+ 내 목록    i 추천 이유"))
      var stage = lobby()
      stage.press(.enter)
      #expect(stage.text.contains("내 목록    추천 이유"))
      #expect(!stage.text.contains("+ 내 목록"))
    }
  }

  @Test("the key of the language changes it on the first page, and begins no visit")
  func language() {
    var stage = lobby()
    stage.press(Key(.function(2)))
    #expect(stage.text.contains("Press any key · 아무 키나"))
    #expect(stage.model.session != .signedIn(SampleWorld.account.viewer))
    #expect(!stage.text.contains("Continue watching"))
  }

  @Test("arrows and Enter alone change the language of the first page, and Enter then begins")
  func languageByArrows() {
    var stage = lobby()
    #expect(stage.text.contains("Down English"))
    stage.press(.down)
    #expect(stage.text.contains("Enter English"))
    stage.press(.enter)
    #expect(stage.text.contains("Press any key · 아무 키나") && stage.text.contains("Down 한국어"))
    #expect(stage.model.session != .signedIn(SampleWorld.account.viewer))
    stage.press(.enter)
    #expect(stage.text.contains("Continue watching"))
  }

  @Test("Up and Back leave the language; any other key begins the visit from there, too")
  func leavesLanguage() {
    for key in [Key.up, .escape] {
      var stage = lobby()
      stage.press(.down, key)
      #expect(stage.text.contains("Down English"))
    }
    var stage = lobby()
    stage.press(.down, .right)
    #expect(stage.text.contains("이어보기"))
  }

  @Test("where Hangul cannot be shown there is no other language, and Down begins the visit")
  func noLanguage() {
    var stage = Stage(
      kiosk: KioskOptions(credentials: SampleWorld.credentials, pin: "2580"),
      capabilities: KeyPadTests.console)
    stage.send(.started(seed: 1))
    stage.press(.down)
    #expect(stage.model.session == .signedIn(SampleWorld.account.viewer))
  }

  @Test("a language chosen by a passer-by who went on is taken back after the idle time")
  func languageForgotten() {
    var stage = lobby()
    stage.press(.down, .enter)
    pass(&stage, seconds: 60)
    #expect(stage.text.contains("Press any key · 아무"))
    pass(&stage, seconds: 30)
    #expect(stage.text.contains("아무 키나 누르세요 · Press"))
  }

  @Test("footers name no key a remote control lacks")
  func remoteControl() {
    func isRemote(_ frame: Frame) -> Bool {
      let footer = frame.text(row: frame.size.rows - 1)
      let named = footer.split(separator: " ").filter {
        $0.allSatisfy(\.isASCII) && $0.first?.isNumber != true && !$0.contains(":")
          && !["AM", "PM"].contains($0)
      }
      let known: Set<Substring> = [
        "Enter", "Esc", "Left/Right", "Up/Down", "Left", "Right", "Up", "Down",
      ]
      return named.allSatisfy(known.contains)
    }
    var stage = lobby()
    stage.press(.enter)
    #expect(isRemote(stage.frame) && stage.text.contains("Enter 재생"))
    for keys in [
      [Key.down], [.enter], [.escape, .character("4")], [.enter, .enter],
      [.escape, .character("7")], [.character("8")],
    ] as [[Key]] {
      for key in keys { stage.press(key) }
      #expect(isRemote(stage.frame), "\(stage.frame.text(row: stage.frame.size.rows - 1))")
    }
  }

  @Test("the player's Enter pauses, and is named; a choice made offers no key of a keyboard")
  func playerKeys() {
    var stage = lobby()
    stage.press(.enter, .space)
    #expect(stage.text.contains("Enter 멈춤/재생") && !stage.text.contains("Space"))
    stage.press(.enter)
    #expect(stage.player?.playback?.isPaused == true)
    stage.press(.escape, .down, .character("x"))
    #expect(stage.text.contains("숨겼습니다") && !stage.text.contains("z 되돌리기"))
  }

  @Test("after ninety seconds without a key it counts down fifteen and starts over, signed out")
  func resets() {
    var stage = lobby()
    stage.press(.enter, .character("4"))
    pass(&stage, seconds: 90)
    #expect(stage.text.contains("15초 뒤에 처음 화면으로 돌아갑니다"))
    count(&stage, seconds: 14)
    #expect(stage.text.contains("1초 뒤에"))
    count(&stage, seconds: 1)
    #expect(stage.text.contains("아무 키나 누르세요"))
    #expect(stage.writes.contains(.signOut(everywhere: false)))
    #expect(stage.model.session == .signedOut)
    #expect(stage.model.choices.isEmpty)
  }

  @Test("a box that asks for the PIN over the first page goes away by itself, and with Backspace")
  func forgottenPin() {
    var stage = lobby()
    stage.press(.character("q"))
    #expect(stage.model.overlay != nil)
    pass(&stage, seconds: 60)
    #expect(stage.model.overlay != nil)
    pass(&stage, seconds: 30)
    #expect(stage.model.overlay == nil)
    stage.press(.character("q"), .enter)
    _ = stage.taken()
    // Enter on nothing typed presses neither the box away nor what lies below it.
    stage.press(.enter, .enter)
    #expect(stage.model.overlay != nil)
    #expect(!stage.taken().contains { if case .report = $0 { true } else { false } })
    stage.press(.character("1"), .backspace)
    #expect(stage.model.overlay != nil)
    stage.press(.backspace)
    #expect(stage.model.overlay == nil)
  }

  @Test(
    "a part without a running time, which never ends, does not keep the lobby from starting over")
  func endlessPart() {
    for (running, isCounting) in [(3600, false), (nil, true)] as [(Int?, Bool)] {
      var stage = lobby()
      stage.press(.enter)
      let id = SampleWorld.title(1).id
      let part = Stage.part(7000, of: id, runningSeconds: running)
      _ = stage.model.perform([.play(id, part.id)])
      stage.answerTitle(id, others: [part], next: part)
      pass(&stage, seconds: 90)
      #expect((stage.model.kiosk.secondsLeft != nil) == isCounting)
    }
  }

  @Test("a clock that is set back during a visit makes it no longer than it would be")
  func clockSetBack() {
    var stage = lobby()
    stage.press(.enter, .character("4"))
    _ = stage.taken()
    stage.send(.alarm(.kioskIdle(visit: stage.model.kiosk.visit)), after: -3600)
    #expect(
      stage.taken().contains(
        .wake(.kioskIdle(visit: stage.model.kiosk.visit), afterMilliseconds: 90_000)))
  }

  @Test("what a visitor chose is taken back before the session ends, and nothing else is")
  func choicesTakenBack() throws {
    var stage = lobby()
    stage.press(.enter, .character("+"), .right, .character("u"), .character("u"))
    let added = stage.taken().compactMap { effect -> Title.ID? in
      if case .write(.setOnMyList(true, let title)) = effect { title } else { nil }
    }
    let title = try #require(added.first)
    pass(&stage, seconds: 90)
    count(&stage, seconds: 15)
    let choices = stage.writes.filter { $0 != .signOut(everywhere: false) }
    #expect(choices == [.setOnMyList(false, title)])
    #expect(stage.writes.last == .signOut(everywhere: false))
  }

  @Test("what a visit opened and played is forgotten at its end, after the playback is recorded")
  func history() throws {
    var stage = lobby()
    stage.press(.enter, .space)
    guard case .player(let player) = stage.model.pages.top else {
      Issue.record("nothing plays")
      return
    }
    stage.send(.alarm(.playback(run: player.run)), after: 5)
    stage.press(.escape)
    pass(&stage, seconds: 90)
    count(&stage, seconds: 15)
    let recorded = try #require(
      stage.writes.lastIndex { if case .recordPlayback = $0 { true } else { false } })
    let withdrawn = try #require(withdrawal(of: player, stage))
    #expect(recorded < withdrawn)
    #expect(stage.writes.last == .signOut(everywhere: false))
    #expect(stage.model.kiosk.opened.isEmpty)
  }

  @Test("a visitor is not told that a session is not kept: a lobby keeps none")
  func unsaved() {
    var stage = Stage(
      kiosk: KioskOptions(credentials: SampleWorld.credentials, pin: "2580"), isRemote: true)
    stage.cautions = SessionCautions(isUnsaved: true)
    stage.send(.started(seed: 1))
    stage.press(.enter)
    #expect(stage.model.cautions.isUnsaved)
    #expect(!stage.text.contains("로그인을 저장하지 못했습니다"))
  }

  @Test("the visit ends with the program, too: the PIN leaves nothing for the next start")
  func historyAtTheEnd() throws {
    var stage = lobby()
    stage.press(.enter, .space)
    guard case .player(let player) = stage.model.pages.top else {
      Issue.record("nothing plays")
      return
    }
    stage.send(.alarm(.playback(run: player.run)), after: 5)
    stage.press(.escape, .character("q"))
    stage.type("2580")
    stage.press(.enter)
    #expect(withdrawal(of: player, stage) != nil)
    #expect(stage.writes.last == .signOut(everywhere: false))
    #expect(stage.taken().last == .quit(.quit))
  }

  @Test("the next visitor finds the language and theme the lobby began with")
  func resetsSettings() {
    var stage = lobby()
    stage.press(.enter, .character("L"), .character("t"))
    pass(&stage, seconds: 90)
    count(&stage, seconds: 15)
    #expect(stage.text.contains("아무 키나"))
    #expect(stage.effects.contains(.useTheme("dark")))
  }

  @Test("a key during the countdown ends it and does nothing else")
  func stays() {
    var stage = lobby()
    stage.press(.enter)
    pass(&stage, seconds: 90)
    stage.press(.character("4"))
    #expect(stage.model.pages.top.traits.entry == .home)
    count(&stage, seconds: 15)
    #expect(stage.text.contains("이어보기"))
  }

  @Test("a key restarts the ninety seconds")
  func restarts() {
    var stage = lobby()
    stage.press(.enter)
    _ = stage.taken()
    stage.send(.input(.key(.down)), after: 60)
    pass(&stage, seconds: 30)
    #expect(!stage.text.contains("처음 화면으로"))
    #expect(
      stage.taken().contains(
        .wake(.kioskIdle(visit: stage.model.kiosk.visit), afterMilliseconds: 60_000)))
  }

  @Test("a film goes on without a key, until it is asked whether it is still watched")
  func playback() {
    var stage = lobby()
    stage.press(.enter, .space)
    pass(&stage, seconds: 90)
    #expect(!stage.text.contains("처음 화면으로"))
    pass(&stage, seconds: 1109)
    #expect(!stage.text.contains("아직 보고 계세요?"))
    #expect(
      stage.taken().last
        == .wake(.kioskIdle(visit: stage.model.kiosk.visit), afterMilliseconds: 1000))
    pass(&stage, seconds: 1)
    #expect(stage.text.contains("아직 보고 계세요? 15초 뒤에"))
    stage.press(.space)
    #expect(stage.model.kiosk.secondsLeft == nil && stage.player?.playback?.isPaused == false)
    pass(&stage, seconds: 1200)
    count(&stage, seconds: 15)
    #expect(stage.text.contains("아무 키나"))
    #expect(stage.writes.last == .signOut(everywhere: false))
  }

  @Test("after the end of a film the idle time is the usual one again")
  func filmEnds() throws {
    var stage = lobby()
    stage.press(.enter, .space)
    let player = try #require(stage.player)
    stage.press(.end, .pageDown, .pageDown, .pageDown, .pageDown, .pageDown, .pageDown, .pageDown)
    stage.send(.alarm(.playback(run: player.run)), after: 5)
    #expect(stage.player?.playback?.isEnded == true)
    pass(&stage, seconds: 90)
    #expect(stage.text.contains("처음 화면으로"))
  }

  @Test("leaving keys and signals are ignored; only the PIN ends it")
  func leaves() {
    var stage = lobby()
    stage.press(.enter)
    _ = stage.taken()
    stage.send(.input(.ended(.interrupted)))
    stage.send(.input(.ended(.quit)))
    stage.press(.character("q"))
    stage.type("1111")
    stage.press(.enter)
    #expect(stage.text.contains("관리자 번호가 맞지 않습니다"))
    #expect(!stage.taken().contains(.quit(.quit)))
    stage.type("2580")
    stage.press(.enter)
    #expect(stage.taken().contains(.quit(.quit)))
  }

  @Test(
    "the box for the PIN says what it is for, and Back leaves it",
    arguments: [Key.backspace, .escape, .tab])
  func leavesPin(key: Key) {
    var stage = lobby()
    stage.press(.enter, .escape)
    #expect(stage.text.contains("관리자 번호"))
    #expect(stage.text.contains("직원용 · 뒤로(Esc) 키로 닫기"))
    stage.press(key)
    #expect(stage.model.overlay == nil)
    #expect(stage.model.pages.top.traits.entry == .home)
    #expect(!stage.effects.contains { if case .report = $0 { true } else { false } })
  }

  @Test("after wrong PINs a growing pause is shown, and what is typed in it is not looked at")
  func pause() {
    var stage = lobby()
    stage.press(.enter, .character("q"))
    for (number, seconds) in [(1, 0), (2, 2), (3, 4), (4, 8), (5, 16)] as [(Int, Int64)] {
      _ = stage.taken()
      stage.type("1111")
      stage.press(.enter)
      #expect(stage.taken().contains(.report(.wrongPin(inARow: number))))
      guard seconds > 0 else { continue }
      #expect(stage.text.contains("\(seconds)초 뒤에 확인할 수 있습니다"))
      stage.type("2580")
      stage.press(.enter)
      #expect(!stage.taken().contains(.quit(.quit)))
      stage.send(.alarm(.pinPause), after: seconds - 1)
      #expect(stage.text.contains("1초 뒤에 확인할 수 있습니다"))
      #expect(stage.taken().contains(.wake(.pinPause, afterMilliseconds: 1000)))
      stage.send(.alarm(.pinPause), after: 1)
      #expect(!stage.text.contains("확인할 수 있습니다"))
      // What was typed is kept, and nothing is said of a PIN that was not looked at.
      #expect(stage.text.contains("****") && !stage.text.contains("맞지 않습니다"))
      stage.press(.escape, .character("q"))
    }
    stage.type("2580")
    stage.press(.enter)
    #expect(stage.taken().contains(.quit(.quit)))
  }

  @Test(
    "Back during the pause leads to the page below, whatever was typed",
    arguments: [Key.escape, .backspace])
  func backInPause(key: Key) {
    var stage = lobby()
    stage.press(.enter, .character("q"))
    for _ in 0..<2 {
      stage.type("1111")
      stage.press(.enter)
    }
    #expect(stage.text.contains("2초 뒤에"))
    stage.type("25")
    stage.press(key)
    #expect(stage.model.overlay == nil)
    #expect(stage.model.pages.top.traits.entry == .home)
  }

  @Test("neither going back nor the lobby's starting over ends the pause")
  func pauseStays() {
    var stage = lobby()
    stage.press(.enter, .character("q"))
    for _ in 0..<4 {
      stage.send(.alarm(.pinPause), after: 300)
      stage.type("1111")
      stage.press(.enter)
    }
    #expect(stage.text.contains("8초 뒤에"))
    stage.press(.escape, .character("q"))
    #expect(stage.text.contains("8초 뒤에"))
    stage.press(.escape)
    stage.send(.alarm(.kioskIdle(visit: stage.model.kiosk.visit)), after: 0)
    _ = stage.model.resetKiosk()
    stage.press(.character("q"))
    #expect(stage.text.contains("8초 뒤에"))
    stage.type("2580")
    stage.press(.enter)
    #expect(!stage.taken().contains(.quit(.quit)))
  }

  @Test("the pause doubles to half a minute, and after twenty wrong PINs it is five minutes")
  func pauseGrows() {
    let now = SampleWorld.now
    var throttle = PinThrottle()
    var pauses: [Int] = []
    for _ in 0..<22 {
      throttle.fail(at: now)
      pauses.append(throttle.secondsLeft(at: now))
    }
    #expect(pauses == [0, 2, 4, 8, 16] + Array(repeating: 30, count: 15) + [300, 300])
    #expect(throttle.secondsLeft(at: now.advanced(bySeconds: 299)) == 1)
    #expect(throttle.secondsLeft(at: now.advanced(bySeconds: 300)) == 0)
    // A clock that was set back makes no pause longer.
    #expect(throttle.secondsLeft(at: now.advanced(bySeconds: -86_400)) == 300)
    throttle.fail(at: now.advanced(bySeconds: 86_400))
    #expect(throttle.failures == 1)
  }

  @Test("a day of guessing tries about three of a hundred PINs of four digits")
  func dayOfGuessing() {
    let begin = SampleWorld.now
    var throttle = PinThrottle()
    var (now, tries) = (begin, 0)
    while now.seconds(since: begin) < 86_400 {
      throttle.fail(at: now)
      tries += 1
      now = now.advanced(bySeconds: Int64(max(1, throttle.secondsLeft(at: now))))
    }
    #expect((300...310).contains(tries))
  }

  @Test(
    "a hang-up and a request to end still end it cleanly",
    arguments: [
      InputEvent.Ending.terminated, .hungUp,
    ])
  func ends(ending: InputEvent.Ending) {
    var stage = lobby()
    stage.press(.enter)
    _ = stage.taken()
    stage.send(.input(.ended(ending)))
    #expect(stage.taken().contains(.quit(.ended(ending))))
  }

  @Test("a lobby's My page has no password, no devices and no way to quit")
  func myPage() {
    var stage = lobby()
    stage.press(.enter, .character("8"))
    #expect(!stage.text.contains("비밀번호 변경"))
    #expect(!stage.text.contains("끝내기"))
  }
}
