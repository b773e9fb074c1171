import PickTUI
import PickTestSupport
import Testing

extension Journeys {
  @Suite("What a viewer chooses")
  struct ChoiceJourneyTests {
    private let viewer: Viewer

    init() throws {
      viewer = try Viewer.signedIn(at: try Home.withDemo())
      try viewer.focus(onShelf: "당신을 위한 추천")
    }

    /// Where a card of the shelf is opened, and what its title is.
    private func openPick() throws -> String {
      try viewer.press(.enter, toSee: "더 보기")
      return viewer.title
    }

    @Test("plus puts a card on my list and takes it off again")
    func myList() throws {
      try viewer.press("+", toSee: "내 목록에 담았습니다")
      let title = try openPick()
      try viewer.see("내 목록에서 빼기")
      try viewer.press("8", toSee: "셋톱번호 ")
      try viewer.move(.down)
      try viewer.see("내 목록")
      try viewer.wait { $0.contains(String(title.prefix(6))) }
      viewer.press(.escape)
      try viewer.wait { _ in viewer.title == title }
      try viewer.press("+", toSee: "내 목록에서 뺐습니다")
      try viewer.see("내 목록에 담기")
    }

    @Test("a hidden title leaves home at once")
    func hide() throws {
      let title = try openPick()
      try viewer.press("x", toSee: "숨기기 취소")
      viewer.press(.escape)
      try viewer.see("당신을 위한 추천")
      try viewer.wait { _ in !viewer.shelf("당신을 위한 추천").contains(title) }
    }

    @Test("a title hidden by mistake is found, marked, on my page and in search, and comes back")
    func unhide() throws {
      let title = try openPick()
      viewer.press(.escape)
      try viewer.see("당신을 위한 추천")
      try viewer.press("x", toSee: "숨겼습니다 · z 되돌리기")
      try viewer.press("8", toSee: "셋톱번호 ")
      viewer.press(.down, .down)
      try viewer.see("숨긴 작품", String(title.prefix(6)))
      try viewer.press("/", toSee: "입력하세요")
      viewer.type(title)
      try viewer.see("  숨김")
      viewer.press(.down, .down)
      try viewer.press("x", toSee: "다시 보입니다")
      try viewer.wait { !$0.contains("  숨김") }
      try viewer.press("z", toSee: "숨겼습니다")
      try viewer.see("  숨김")
    }

    @Test("thumbs change what is picked, and are withdrawn by the same key")
    func thumbs() throws {
      let before = viewer.shelf("당신을 위한 추천")
      try viewer.press("d", toSee: "더는 추천하지 않습니다")
      try viewer.wait { _ in viewer.shelf("당신을 위한 추천") != before }
      _ = try openPick()
      try viewer.press("u", toSee: "좋아요를 눌렀습니다")
      try viewer.see("✓ 좋아요")
      try viewer.press("u", toSee: "평가를 취소했습니다")
      try viewer.see("좋아요", withoutAny: ["✓ 좋아요"])
    }

    @Test("w marks a film as watched, and it is not offered again")
    func markWatched() throws {
      let title = try openPick()
      try viewer.press("w", toSee: "본 것으로 표시했습니다")
      try viewer.see("시청 완료")
      viewer.press(.character("1"))
      try viewer.see("당신을 위한 추천")
      try viewer.wait { _ in !viewer.shelf("당신을 위한 추천").contains(title) }
    }

    @Test("forgetting asks first, and takes a title out of the history")
    func forget() throws {
      try viewer.press("8", toSee: "셋톱번호 ")
      viewer.press(.right, .enter)
      try viewer.see("비슷한 작품")
      let title = viewer.title
      for _ in 0..<5 { viewer.press(.right) }
      try viewer.waitForFocus(on: "더 보기")
      viewer.press(.enter, .end)
      try viewer.waitForFocus(on: "기록 지우기")
      try viewer.press(.enter, toSee: "기록을 지울까요?")
      try viewer.press(.escape, toSee: "기록 지우기")
      try viewer.press(.enter, toSee: "기록을 지울까요?")
      try viewer.press("y", toSee: "기록에서 지웠습니다")
      viewer.press(.escape)
      try viewer.see("셋톱번호 ")
      try viewer.wait { !$0.contains(title) }
    }
  }
}
