import Foundation
import PickModel
import PickTUI
import PickTestSupport
import Testing

extension Journeys {
  @Suite("A server that goes away")
  struct AwayJourneyTests {
    private let server: Server
    private let home: Home

    init() throws {
      server = try Server()
      home = try Home()
    }

    @Test("browsing goes on, playing is remembered, and arrives once when the server is back")
    func away() async throws {
      let start = Instant(millisecondsSince1970: Int64(Date().timeIntervalSince1970 * 1000))
      let viewer = try Viewer.signedIn(at: home, server.arguments)
      try viewer.focus(onShelf: "당신을 위한 추천")
      try viewer.press(.enter, toSee: "더 보기")
      let title = viewer.title
      viewer.press(.escape)
      try viewer.see("당신을 위한 추천")

      server.kill()
      try viewer.press(.enter, toSee: "더 보기")
      #expect(viewer.title == title)
      try viewer.see("오프라인")
      try viewer.press(.space, toSee: "재생 중")
      viewer.press(.up, .up, .up)
      try viewer.see("8배속")
      try viewer.see("0:1")
      viewer.press(.escape)
      try viewer.see("오프라인", "대기")
      try viewer.press("1", toSee: "이어보기")
      try viewer.move(.down)
      try viewer.move(.right)

      try server.start()
      try viewer.wait("the badge to go") { !$0.text.contains("오프라인") }
      let stored = try await waitForPlaybacks(since: start)
      #expect(stored.count == 1)
      try viewer.quit()
      #expect(try await server.playbacks(since: start).count == 1)
    }

    @Test("the last home is there without a server, and nothing of it after signing out")
    func lastHome() throws {
      let first = try Viewer.signedIn(at: home, server.arguments)
      try first.see("이어보기")
      try first.quit()
      server.kill()
      let second = try Viewer(at: home, server.arguments)
      try second.see("이어보기", "오프라인")
      second.press(.up, .up)
      for _ in 0..<9 { second.press(.right) }
      try second.waitForFocus(on: "로그아웃")
      try second.press(.enter, toSee: "로그아웃할까요?")
      second.press(.left)
      try second.press(.enter, toSee: "셋톱번호")
      second.press(.control("c"))
      _ = try second.terminal.waitForEnd()
      let third = try Viewer(at: home, server.arguments)
      try third.see("셋톱번호", withoutAny: ["이어보기"])
    }

    private func waitForPlaybacks(since start: Instant) async throws -> [WatchEvent] {
      for _ in 0..<2000 {
        let stored = try await server.playbacks(since: start)
        if !stored.isEmpty { return stored }
        poll(nil, 0, 10)
      }
      return []
    }
  }
}
