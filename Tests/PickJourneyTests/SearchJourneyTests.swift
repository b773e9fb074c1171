import PickTUI
import PickTestSupport
import Testing

extension Journeys {
  @Suite("Searching while typing")
  struct SearchJourneyTests {
    private let home: Home

    init() throws { home = try OriginalFiles.homeWithWorld() }

    private func searcher() throws -> Viewer {
      let viewer = try Viewer.signedIn(at: home, as: OriginalFiles.viewer)
      viewer.press(.character("/"))
      try viewer.see("찾고 싶은 작품을 입력하세요")
      return viewer
    }

    @Test(
      "syllables, initials, mixtures and rare syllables find their title",
      arguments: [
        ("골목", "골목 탐정"), ("ㄱㅁㅌㅈ", "골목 탐정"), ("골ㅁ", "골목 탐정"), ("뷁", "뷁 형사"),
        ("ㅅㅇㅅㅅㄷ", "심야 수사대"), ("빵", "새벽 빵집"),
      ])
    func finds(query: String, title: String) throws {
      let viewer = try searcher()
      viewer.type(query)
      try viewer.see("1건", title)
      viewer.press(.down, .down)
      try viewer.waitForFocus(on: title)
      viewer.press(.enter)
      try viewer.wait { _ in viewer.title == title }
      viewer.press(.escape)
      try viewer.waitForFocus(on: title)
      #expect(viewer.text.contains(query))
    }

    @Test("nothing found is said, with advice; from an empty field Esc leaves to the page before")
    func nothing() throws {
      let viewer = try searcher()
      viewer.type("없는작품")
      try viewer.see("검색 결과 0건", "초성")
      viewer.press(.control("u"))
      try viewer.see("찾고 싶은 작품을 입력하세요")
      viewer.press(.escape)
      try viewer.see("이어보기")
    }

    @Test("Latin is found without case, also by its English name")
    func latin() throws {
      let viewer = try Viewer.signedIn(at: try Home.withDemo())
      try viewer.press(Key(.function(2)), toSee: "Continue watching")
      viewer.press(.character("/"))
      for query in ["THE", "the"] {
        viewer.press(.control("u"))
        viewer.type(query)
        try viewer.see("results")
        #expect(!viewer.text.contains(" 0 results"))
      }
    }

    @Test("hot keys are letters while something is typed")
    func typing() throws {
      let viewer = try searcher()
      viewer.type("q1?")
      try viewer.see("q1?", "검색 결과 0건")
    }
  }
}
