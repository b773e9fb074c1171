import Foundation
import PickTUI
import PickTestRunning
import PickTestSupport
import Testing

extension Journeys {
  @Suite("The guard at every door")
  struct GuardJourneyTests {
    private let home: Home

    init() throws { home = try Home.withDemo() }

    @Test(
      "an expired access token is refreshed, and nobody notices",
      .needs(.faketime))
    func accessExpires() throws {
      let clock = try FakeClock(in: home)
      let viewer = try Viewer.signedIn(at: home, adding: try clock.variables())
      let file = try #require(home.sessionFile)
      let before = try String(contentsOfFile: file, encoding: .utf8)
      try clock.turn(by: "+40m")
      viewer.press(.character("4"))
      try viewer.see("SF/판타지", withoutAny: ["이어보기"])
      try viewer.press("8", toSee: "셋톱번호 ")
      #expect(try String(contentsOfFile: file, encoding: .utf8) != before)
      try clock.turn(by: "+6d")
      try viewer.press("1", toSee: "이어보기")
      try viewer.quit()
    }

    @Test(
      "after a week away the viewer signs in again, and is where they wanted to go",
      .needs(.faketime))
    func refreshExpires() throws {
      let clock = try FakeClock(in: home)
      let viewer = try Viewer.signedIn(at: home, adding: try clock.variables())
      let place = try viewer.walkToAFilm()
      try clock.turn(by: "+8d")
      viewer.press(.enter)
      try viewer.see("로그인이 만료되었습니다. 다시 로그인해 주세요")
      try viewer.returns(to: place)
    }

    @Test(
      "two terminals refresh at the same time, and both stay signed in",
      .needs(.faketime))
    func twoRefresh() throws {
      let clock = try FakeClock(in: home)
      let variables = try clock.variables()
      let first = try Viewer.signedIn(at: home, adding: variables)
      let second = try Viewer(at: home, adding: variables)
      try second.see("이어보기")
      for minutes in [40, 80, 120] {
        try clock.turn(by: "+\(minutes)m")
        first.press(.character("4"))
        second.press(.character("4"))
        try first.see("SF/판타지", withoutAny: ["이어보기"])
        try second.see("SF/판타지", withoutAny: ["이어보기"])
        try first.press("1", toSee: "이어보기")
        try second.press("1", toSee: "이어보기")
      }
    }

    @Test("signed out everywhere by another device, the viewer is told at the next step")
    func revokedElsewhere() throws {
      let viewer = try Viewer.signedIn(at: home)
      let place = try viewer.walkToAFilm()
      let other = try Viewer.signedIn(at: try Home(), ["--data", home.demo])
      try other.choose("모든 기기에서 로그아웃", showing: "로그아웃했습니다")
      // The screen shows the end at once; quitting waits until the service has ended the sessions.
      try other.quitSignedOut()
      viewer.press(.enter)
      try viewer.see("다른 곳에서 로그아웃되었습니다. 다시 로그인해 주세요")
      try waitHere(for: "the session file to go") { home.sessionFile == nil }
      try viewer.returns(to: place)
    }

    @Test("signed out in another terminal of the same person, both are")
    func signedOutBeside() throws {
      let viewer = try Viewer.signedIn(at: home)
      let place = try viewer.walkToAFilm()
      let other = try Viewer(at: home)
      try other.see("이어보기")
      try other.choose("로그아웃", showing: "로그아웃했습니다")
      // The screen shows the end at once; the file goes when the service has ended the session.
      try waitHere(for: "the session file to go") { home.sessionFile == nil }
      viewer.press(.enter)
      try viewer.see("다른 곳에서 로그아웃되었습니다")
      try viewer.returns(to: place)
    }

    /// A viewer whose session file went while the focus was on a film, and who was told so.
    private func withoutFile() throws -> (viewer: Viewer, place: Place) {
      let viewer = try Viewer.signedIn(at: home)
      let place = try viewer.walkToAFilm()
      try FileManager.default.removeItem(atPath: try #require(home.sessionFile))
      viewer.press(.enter)
      try viewer.see("다른 곳에서 로그아웃되었습니다")
      return (viewer, place)
    }

    @Test("a session file that is gone means signed out")
    func fileRemoved() throws {
      let (viewer, place) = try withoutFile()
      try viewer.returns(to: place)
    }

    @Test("another viewer who signs in afterwards begins at their own home")
    func anotherViewer() throws {
      let (viewer, _) = try withoutFile()
      try viewer.signIn(as: Home.newcomer)
      #expect(!viewer.text.contains("이어보기"))
    }

    @Test("a changed password ends the sessions of other devices, not one's own")
    func passwordChanged() throws {
      let viewer = try Viewer.signedIn(at: home)
      let other = try Viewer.signedIn(at: try Home(), ["--data", home.demo])
      try other.changePassword(to: "a new password")
      try other.press("1", toSee: "이어보기")
      viewer.press(.character("4"))
      try viewer.see("다른 곳에서 로그아웃되었습니다")
      viewer.typeNumberAndTab()
      viewer.type("a new password")
      viewer.press(.enter)
      try viewer.see("SF/판타지", withoutAny: ["이어보기", "셋톱번호"])
    }
  }
}

/// A page that was left because the session ended, and what lies below it.
private struct Place {
  let card: String
}

extension Viewer {
  /// Walks to the second film of the third genre, so that there is a place to lose.
  fileprivate func walkToAFilm() throws -> Place {
    press(.character("4"))
    try see("SF/판타지", withoutAny: ["이어보기"])
    for key in [Key.down, .down, .right] { try move(key) }
    return Place(card: focus)
  }

  /// Signs in again: the film's page opens, and Back leads to the card it was opened from.
  fileprivate func returns(to place: Place) throws {
    try signInAgain()
    try see("비슷한 작품")
    press(.escape)
    try waitForFocus(on: place.card)
    #expect(text.contains("SF/판타지"))
  }

  private func signInAgain() throws {
    typeNumberAndTab()
    type(Home.password)
    press(.enter)
  }

  /// Fills the number in, whatever stands in the field.
  fileprivate func typeNumberAndTab() {
    press(.control("u"))
    type(Home.viewer)
    press(.tab)
  }

  /// Chooses an entry of My page.
  func choose(_ entry: String, showing text: String) throws {
    try press("8", toSee: "셋톱번호 ")
    for _ in 0..<12 where focus != entry { try move(.down) }
    if entry.contains("로그아웃") {
      try press(.enter, toSee: "로그아웃할까요?")
      press(.left)
    }
    try press(.enter, toSee: text)
  }

  /// Changes the password on My page.
  func changePassword(from old: String = Home.password, to new: String) throws {
    try choose("비밀번호 변경", showing: "새 비밀번호 확인")
    for text in [old, new, new] {
      type(text)
      press(.enter)
    }
    try see("비밀번호를 바꾸었습니다")
    try leavePasswordForm()
  }

  /// Leaves the fields, so that letters are hot keys again.
  func leavePasswordForm() throws {
    press(.escape)
    try waitForFocus(on: "비밀번호 변경")
  }
}

extension Journeys {
  @Suite("A session file that may not be trusted")
  struct SessionFileTests {
    /// What is wrong with the file.
    enum Fault: CaseIterable {
      case corrupt, openToOthers, symbolicLink, empty
    }

    @Test(
      "leads to the sign-in page and is set aside; a link is never followed",
      arguments: Fault.allCases)
    func untrusted(fault: Fault) throws {
      let home = try Home.withDemo()
      try Viewer.signedIn(at: home).quit()
      let file = try #require(home.sessionFile)
      let elsewhere = home.path + "/elsewhere"
      let files = FileManager.default
      switch fault {
      case .corrupt:
        var bytes = try Data(contentsOf: URL(fileURLWithPath: file))
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: URL(fileURLWithPath: file))
      case .openToOthers:
        try files.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file)
      case .symbolicLink:
        try files.moveItem(atPath: file, toPath: elsewhere)
        try files.createSymbolicLink(atPath: file, withDestinationPath: elsewhere)
      case .empty: try Data().write(to: URL(fileURLWithPath: file))
      }
      let viewer = try Viewer(at: home)
      try viewer.see("셋톱번호")
      #expect(try files.contentsOfDirectory(atPath: home.state).contains { $0.hasSuffix(".bad") })
      try viewer.signIn()
      let mode = try files.attributesOfItem(atPath: file)
      #expect(mode[.posixPermissions] as? Int == 0o600)
      #expect(mode[.type] as? FileAttributeType == .typeRegular)
      if fault == .symbolicLink { #expect(files.fileExists(atPath: elsewhere)) }
    }
  }
}
