import Testing

@testable import PickRecommender

@Suite struct ContentSimilarityTests {
  private func neighbours(
    _ documents: [ContentDocument], of item: Int = 0,
    recipe: ContentSimilarity = ContentSimilarity()
  ) throws -> [Int: Float] {
    let data = try Dataset(
      interactions: InteractionMatrix(
        itemCount: documents.count, rowOffsets: [0], columns: [], weights: []),
      times: [], items: Vocabulary(documents.indices.map(Int64.init)), users: Vocabulary([]),
      documents: documents)
    let weights = try recipe.fit(data, context: FitContext()).weights
    return Dictionary(
      uniqueKeysWithValues: weights.row(ItemIndex(item)).map { ($0.item.position, $0.value) })
  }

  @Test("an item without viewers has neighbours")
  func cold() throws {
    let similar = try neighbours([
      ContentDocument(genres: ["멜로"], cast: ["김하늘"], text: ["바닷가 마을의 사랑"]),
      ContentDocument(genres: ["멜로"], cast: ["김하늘"], text: ["바닷가에서 만난 두 사람"]),
      ContentDocument(genres: ["멜로"], text: ["우주 비행사의 귀환"]),
      ContentDocument(genres: ["공포"], text: ["폐교의 밤"]),
    ])
    let (near, far) = try (#require(similar[1]), #require(similar[2]))
    #expect(near > far)
    #expect(similar[3] == nil && similar[0] == nil)
  }

  @Test("words of a name alone say less than a genre, with a synopsis they count as its words do")
  func names() throws {
    func first(_ documents: [ContentDocument]) throws -> Int? {
      try neighbours(documents).max { $0.value < $1.value }?.key
    }
    let named = [
      ContentDocument(genres: ["감옥", "드라마"], name: "Shawshank Redemption"),
      ContentDocument(genres: ["코미디"], name: "Redemption Day"),
      ContentDocument(genres: ["감옥", "드라마"], name: "Green Mile"),
      ContentDocument(genres: ["코미디"], name: "Something Else"),
    ]
    #expect(try first(named) == 2)
    let told = named.map {
      ContentDocument(name: $0.name, text: [$0.name == "Redemption Day" ? "a prison" : "prison"])
    }
    #expect(try first(told) == 1)
  }

  @Test("a particle does not part two words")
  func particles() throws {
    let similar = try neighbours([
      ContentDocument(text: ["소방서"]), ContentDocument(text: ["소방서에서"]),
      ContentDocument(text: ["경찰서"]),
    ])
    #expect(try #require(similar[1]) > similar[2] ?? 0)
  }

  @Test("the cosine by hand")
  func byHand() throws {
    // One term each of equal rarity in both: shared one of two, so 1/√2·1/√2 = 1/2.
    let similar = try neighbours([
      ContentDocument(genres: ["가", "나"]), ContentDocument(genres: ["나", "다"]),
      ContentDocument(genres: ["다", "가"]),
    ])
    #expect(abs(try #require(similar[1]) - 0.5) < 1e-6)
    #expect(abs(try #require(similar[2]) - 0.5) < 1e-6)
  }

  @Test("equal documents are alike to 1, and a field neither has does not count")
  func equal() throws {
    let document = ContentDocument(genres: ["멜로"], text: ["같은 글"])
    #expect(abs(try #require(neighbours([document, document])[1]) - 1) < 1e-6)
  }

  @Test("only the nearest stay, ties to the lower index")
  func pruned() throws {
    let documents = Array(repeating: ContentDocument(genres: ["멜로"]), count: 6)
    let similar = try neighbours(documents, of: 2, recipe: ContentSimilarity(neighbours: 3))
    #expect(similar.keys.sorted() == [0, 1, 3])
  }

  @Test("documents that say nothing resemble nothing")
  func silent() throws {
    let documents = [ContentDocument(), ContentDocument(), ContentDocument(genres: ["멜로"])]
    #expect(try neighbours(documents).isEmpty)
  }

  @Test("a cancelled fit stops")
  func cancelled() throws {
    let data = try Checkerboard.dataset()
    #expect(throws: FitError.cancelled) {
      try ContentSimilarity().fit(data, context: FitContext(isCancelled: { true }))
    }
  }
}

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
