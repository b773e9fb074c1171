import PickRecommender
import Testing

@Suite struct VocabularyTests {
  @Test("equal sets get equal indices whatever their order")
  func order() {
    #expect(Vocabulary([30, 10, 20, 10]) == Vocabulary([20, 30, 10]))
    #expect(Vocabulary([30, 10, 20]).identifiers == [10, 20, 30])
  }

  @Test("every identifier is found where it stands, and no other is")
  func positions() {
    let vocabulary = Vocabulary([Int64.min, -5, 0, 7, Int64.max])
    for (position, id) in vocabulary.identifiers.enumerated() {
      #expect(vocabulary.position(of: id) == position)
    }
    #expect(vocabulary.position(of: 6) == nil)
    #expect(Vocabulary<Int64>([]).position(of: 1) == nil)
  }
}
