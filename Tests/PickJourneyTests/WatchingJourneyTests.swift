import PickTUI
import PickTestSupport
import Testing

extension Journeys {
  @Suite("Watching changes home")
  struct WatchingJourneyTests {
    @Test(
      "two episodes of a series put its next one first, and change what the model picks, at once")
    func twoEpisodes() throws {
      let home = try OriginalFiles.homeWithWorld()
      let viewer = try Viewer.signedIn(at: home, as: OriginalFiles.viewer)
      try viewer.see("당신을 위한 추천")
      let pickedBefore = viewer.shelf("당신을 위한 추천")
      #expect(viewer.shelf("이어보기").contains(OriginalFiles.cooks[0]))
      #expect(!pickedBefore.isEmpty)
      #expect(!OriginalFiles.detectives.contains(where: pickedBefore.contains))

      try viewer.open(title: "골목 탐정")
      try viewer.press(.space, toSee: "재생 중")
      try viewer.watchToTheEnd()
      try viewer.press(.enter, toSee: "2회")
      try viewer.see("재생 중")
      try viewer.watchToTheEnd()
      viewer.press(.escape)
      try viewer.see("시청 완료")
      viewer.press(.character("1"))

      try viewer.wait { _ in
        let card = viewer.firstCard(of: "이어보기")
        return card.contains("골목 탐정") && card.contains("3회")
      }
      try viewer.wait { _ in
        let picked = viewer.shelf("당신을 위한 추천")
        return picked != pickedBefore && OriginalFiles.detectives.contains(where: picked.contains)
      }
      try viewer.quit()
    }

    @Test("the end of an episode offers the next one; pause, seek and speed show")
    func player() throws {
      let home = try OriginalFiles.homeWithWorld()
      let viewer = try Viewer.signedIn(at: home, as: OriginalFiles.viewer)
      try viewer.open(title: "검은 항구")
      try viewer.press(.space, toSee: "재생 중")
      try viewer.press(.space, toSee: "일시정지")
      try viewer.press(.right, toSee: "0:1")
      try viewer.press(.home, toSee: "0:00")
      try viewer.press(.up, toSee: "2배속")
      try viewer.press(.up, toSee: "4배속")
      try viewer.press(.down, toSee: "2배속")
      viewer.press(.right, .right, .right)
      try viewer.see("끝까지 보셨습니다", "다음 회차: 2회")
    }
  }
}

extension Viewer {
  /// Lets the player run as fast as it can until it says that this was all.
  fileprivate func watchToTheEnd() throws {
    press(.up, .up, .up)
    try see("8배속")
    try see("끝까지 보셨습니다")
  }
}
