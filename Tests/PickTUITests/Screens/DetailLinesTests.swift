import PickClient
import PickModel
import PickTestSupport
import Testing

@testable import PickTUI

@Suite("Lines of a title's page")
struct DetailLinesTests {
  @Test("dates stand below each other, whatever the number of the episode")
  func dates() throws {
    let id = SampleWorld.title(1).id
    let parts = (7...12).map {
      Stage.part(Int64(7000 + $0), of: id, EpisodeNumber(number: $0))
    }
    var stage = Stage.home()
    stage.press(.down, .enter)
    stage.answers = false
    stage.press(.character("r"))
    stage.answerTitle(id, seasons: [TitlePage.Season(number: 1, episodes: parts)])
    stage.press(.down, .down)
    let lines = stage.text.split(separator: "\n").filter {
      $0.contains("회   ") || $0.contains("회  ")
    }
    let columns = lines.compactMap { line in
      line.firstRange(of: "2026-").map { DisplayWidth.of(String(line[..<$0.lowerBound])) }
    }
    #expect(columns.count >= 6 && Set(columns).count == 1)
  }

  @Test("facts are whole and said once, the least important left out")
  func facts() {
    var line = FactLine()
    for (fact, weight) in [("영화", 3), ("멜로", 5), ("2026", 2), ("15세", 4), ("영화", 1)] {
      line.add(fact, weight: weight)
    }
    line.add(nil, weight: 9)
    #expect(line.text(within: 80) == "영화 · 멜로 · 2026 · 15세")
    #expect(line.text(within: 20) == "영화 · 멜로 · 15세")
    #expect(line.text(within: 4) == "멜로")
    #expect(line.text(within: 0).isEmpty)
  }

  @Test("of five genres the last give way to the stars")
  func stars() {
    let sample = SampleWorld.page(of: SampleWorld.title(3).id)
    let names = ["드라마", "멜로/로맨스", "판타지", "모험", "가족"]
    let title = Title(
      id: sample.id, name: sample.title.name, kind: .film, category: .film,
      genres: names.map { Genre(LocalizedText($0)) }, year: 2020, ageRating: .all,
      availability: .always, addedAt: SampleWorld.now)
    let page = TitlePage(
      title: title, synopsis: sample.synopsis, cast: [], seasons: [], others: sample.others,
      next: sample.next, similar: [], reason: nil, isOnMyList: false, thumb: nil, isHidden: false,
      notes: TitleNotes(stars: TitleNotes.Stars(mean: 4.4, count: 317)))
    var stage = Stage.home()
    stage.press(.character("4"), .enter)
    stage.answers = false
    stage.press(.character("r"))
    stage.send(.answered(stage.model.lastRequest, .title(page.id), .success(.title(page))))
    #expect(stage.text.contains("별점 4.4/5 · 317명") && stage.text.contains("드라마"))
    #expect(!stage.text.contains("가족"))
  }

  @Test("a long reason goes on in the next line, and is not cut")
  func reason() {
    func named(_ name: String) -> TitleReference {
      TitleReference(id: Title.ID(5), name: LocalizedText(name))
    }
    let page = SampleWorld.page(of: SampleWorld.title(3).id)
    let long = TitlePage(
      title: page.title, synopsis: page.synopsis, cast: page.cast, seasons: [],
      others: page.others, next: page.next, similar: [],
      reason: .becauseWatched([
        named("할머니의 레시피와 아주 오래된 골목 이야기"), named("아무도 모르게 시작된 어느 겨울의 긴 여행"),
      ]), isOnMyList: false, thumb: nil, isHidden: false)
    var stage = Stage.home()
    stage.press(.character("4"), .enter)
    stage.answers = false
    stage.press(.character("r"))
    stage.send(.answered(stage.model.lastRequest, .title(page.id), .success(.title(long))))
    #expect(stage.text.contains("할머니의 레시피와 아주 오래된 골목 이야기"))
    #expect(stage.text.contains("보셨기 때문에"))
  }

  @Test("on the smallest screens the facts stay below the name, whatever has the focus")
  func factsStay() {
    for size in [Size(columns: 40, rows: 12), Size(columns: 34, rows: 10)] {
      var stage = Stage.home(on: Screen(size))
      stage.press(.character("4"), .enter)
      for _ in 0..<5 {
        let row = stage.frame.text(row: 3)
        #expect(row.contains("12세") && row.contains("2020"), "\(row)")
        stage.press(.down)
      }
    }
  }
}
