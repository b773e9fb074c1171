import Testing

@testable import PickRecommender

@Suite struct TextTokensTests {
  @Test(
    "text is cut into terms two texts can share",
    arguments: [
      ("경찰서에서", ["경찰서에서", "경찰", "찰서", "서에", "에서"]),
      ("사랑", ["사랑"]),
      ("왕", ["왕"]),
      ("밤의 라디오", ["밤의", "라디오", "라디", "디오"]),
      ("The LAST Radio!", ["the", "last", "radio"]),
      ("시즌2", ["시즌"]),
      ("K-POP 스타 2023년", ["pop", "스타", "2023", "년"]),
      ("Café", ["café"]),
      ("a 1 …", []),
      ("", []),
    ])
  func tokens(text: String, expected: [String]) {
    #expect(TextTokens.tokens(of: text) == expected)
  }
}
