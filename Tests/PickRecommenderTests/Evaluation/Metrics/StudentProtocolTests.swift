import PickRecommender
import Testing

@Suite struct StudentProtocolTests {
  @Test("of the first k, what is predicted liked and is liked")
  func worked() {
    let cases = [(4.8, 5.0), (4.5, 3.0), (4.0, 4.0), (3.0, 5.0), (2.0, 1.0)].map {
      (estimate: $0.0, rating: $0.1)
    }
    let three = StudentProtocol(at: 3, threshold: 4).measure(cases)
    #expect(three.precision == 2.0 / 3 && three.recall == 2.0 / 3)
    // The fourth is among the first k, but not predicted liked.
    let four = StudentProtocol(at: 4, threshold: 4).measure(cases)
    #expect(four.precision == 2.0 / 3 && four.recall == 2.0 / 3)
  }

  @Test("nothing predicted liked, and nothing liked, is 0")
  func none() {
    let low = StudentProtocol(at: 3, threshold: 4).measure([(1, 5)])
    #expect(low.precision == 0 && low.recall == 0)
    let disliked = StudentProtocol(at: 3, threshold: 4).measure([(5, 1)])
    #expect(disliked.precision == 0 && disliked.recall == 0)
  }

  @Test("equal estimates keep their order")
  func ties() {
    let measured = StudentProtocol(at: 1, threshold: 3).measure([(4, 5), (4, 1)])
    #expect(measured.precision == 1 && measured.recall == 1)
  }
}
