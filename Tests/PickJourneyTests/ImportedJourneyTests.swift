import Foundation
import PickTUI
import PickTestRunning
import PickTestSupport
import Testing

extension Journeys {
  @Suite("A viewer's evening on imported data")
  struct ImportedJourneyTests {
    @Test("the original's files in CP949: sign in, browse, read, watch")
    func original() throws {
      let home = try OriginalFiles.homeWithWorld()
      let viewer = try Viewer.signedIn(at: home, as: OriginalFiles.viewer)
      try viewer.see("이어보기", "국수 한 그릇", "당신을 위한 추천")
      viewer.press(.character("3"))
      try viewer.see("수사", "뷁 형사", withoutAny: ["이어보기"])
      try viewer.open(title: "뷁 형사")
      #expect(viewer.text.contains("뷁 형사의 \"이야기\", 둘째 줄"))
      try viewer.press(.space, toSee: "재생 중")
      viewer.press(.escape)
      try viewer.see("더 보기")
      try viewer.quit()
    }

    @Test("what the demo world exports is a month of the same files")
    func exported() throws {
      let home = try Home()
      let inbox = home.path + "/inbox"
      try home.pickctl(
        "demo", "export", "--months", "1", "--inbox", inbox, "--viewers", "40", "--titles", "130",
        "--until", "2026-11-03")
      let month = inbox + "/2026-10"
      try home.pickctl(
        "import", "hellopick", "--assets", month + "/assets.csv", "--views", month + "/views.csv",
        "--clicks", month + "/clicks.csv")
      try home.pickctl("train")
      try home.pickctl(
        "account", "set-password", "--account", Home.viewer, input: Home.password + "\n")
      let viewer = try Viewer.signedIn(at: home)
      viewer.press(.character("4"))
      try viewer.see("영화")
      try viewer.quit()
    }

    @Test("MovieLens' files: an imported person signs in, is recommended films, and plays one")
    func movieLens() throws {
      let home = try Home()
      try home.write(Self.movies, to: "ml/movies.csv")
      try home.write(Self.ratings, to: "ml/ratings.csv")
      try Self.evening(at: home, importing: home.path + "/ml")
    }

    @Test(
      "the real MovieLens set, where PICK_MOVIELENS says", .needs(.movieLens))
    func realMovieLens() throws {
      let set = try #require(Need.movieLens.found)
      try Self.evening(at: try Home(), importing: set)
    }

    private static func evening(at home: Home, importing set: String) throws {
      try home.pickctl("import", "movielens", set)
      try home.pickctl("account", "set-password", "--account", "1", input: Home.password + "\n")
      try home.pickctl("train")
      let viewer = try Viewer.signedIn(at: home, as: "1")
      try viewer.focus(onShelf: "당신을 위한 추천")
      try viewer.press("i", toSee: "수치 보기")
      try viewer.press(.enter, toSee: "추천 점수")
      viewer.press(.escape)
      try viewer.see("당신을 위한 추천", withoutAny: ["추천 점수"])
      try viewer.press(.enter, toSee: "더 보기")
      let title = viewer.title
      try viewer.press(.space, toSee: "재생 시간 정보 없음")
      try viewer.see("0:01")
      viewer.press(.escape)
      try viewer.see("더 보기")
      viewer.press(.character("1"))
      try viewer.wait { _ in !viewer.shelf("당신을 위한 추천").contains(title) }
      try viewer.quit()
    }

    private static var movies: String {
      "movieId,title,genres\n"
        + (1...24).map {
          "\($0),\"Film \($0), The (19\(70 + $0))\",\($0 % 2 == 0 ? "Drama" : "Comedy|Crime")\n"
        }
        .joined()
    }

    /// Thirty people; those with even numbers like films with even numbers.
    private static var ratings: String {
      var text = "userId,movieId,rating,timestamp\n"
      for person in 1...30 {
        for film in 1...24 where film % 2 == person % 2 && (film / 2 + person) % 4 != 0 {
          text += "\(person),\(film),4.5,\(1_600_000_000 + person * 1000 + film)\n"
        }
      }
      return text
    }
  }
}
