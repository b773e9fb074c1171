import PickModel
import Testing

@testable import PickOperator

@Suite("ExplanationText")
struct ExplanationTextTests {
  private let title = TitleReference(id: Title.ID(1), name: LocalizedText("겨울\u{1B}[31m섬"))
  private let watched = TitleReference(id: Title.ID(2), name: LocalizedText("바람의 등대"))

  @Test("parts, the rest and the score stand under each other, and names bring no control codes")
  func text() throws {
    let explanation = Explanation(
      title: title, score: 1.25, rank: 3,
      parts: [
        .init(source: .watched(watched), contribution: 1.5),
        .init(source: .lookedAt(watched), contribution: 0.01),
        .init(source: .thumb(watched), contribution: -0.00005),
        .init(source: .popularity, contribution: -0.5),
      ], rest: 0.25005, excluded: nil)
    #expect(
      try ExplanationText(explanation).text(as: .text) == """
        겨울섬
        Rank 3 of all candidates
           +1.5000  watched 바람의 등대
           +0.0100  looked at 바람의 등대
           -0.0001  thumb for 바람의 등대
           -0.5000  popularity
           +0.2501  everything else
           +1.2500  score
        """)
  }

  @Test(
    "why a title is not offered is said instead of a rank",
    arguments: [
      (Explanation.Exclusion.watched, "begun or watched"), (.hidden, "hidden"),
      (.forgotten, "forgotten"), (.thumbDown, "thumb down"), (.unavailable, "not available"),
    ])
  func exclusions(exclusion: Explanation.Exclusion, words: String) throws {
    let explanation = Explanation(
      title: watched, score: 0, rank: nil, parts: [], rest: 0, excluded: exclusion)
    let text = try ExplanationText(explanation).text(as: .text)
    #expect(text.contains("\nNot recommended: \(words)\n"))
  }

  @Test("a program reads flat parts, and what does not apply is left out")
  func json() throws {
    let explanation = Explanation(
      title: watched, score: 1.5, rank: 3,
      parts: [
        .init(source: .watched(watched), contribution: 1),
        .init(source: .popularity, contribution: 0.5),
      ], rest: 0, excluded: nil)
    #expect(
      try ExplanationText(explanation).text(as: .json)
        == #"{"id":2,"parts":[{"contribution":1,"id":2,"source":"watched","title":"바람의 등대"},"#
        + #"{"contribution":0.5,"source":"popularity"}],"rank":3,"rest":0,"score":1.5,"#
        + #""title":"바람의 등대"}"#)
  }

  @Test(
    "a score that is no number, or beyond every number, is drawn",
    arguments: [Double.nan, .infinity, -.infinity, 1e37, -1e37, .greatestFiniteMagnitude])
  func strange(score: Double) throws {
    let explanation = Explanation(
      title: title, score: score, rank: nil,
      parts: [.init(source: .popularity, contribution: score)], rest: score, excluded: nil)
    let text = try ExplanationText(explanation).text(as: .text)
    #expect(text.contains("popularity"))
    if !score.isFinite { #expect(text.contains("\(score)")) }
  }
}
