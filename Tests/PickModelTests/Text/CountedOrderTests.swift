import PickModel
import Testing

@Suite("The order of texts that hold numbers")
struct CountedOrderTests {
  @Test("numbers are compared as numbers, the rest by its bytes")
  func order() {
    let sorted = [
      "", "01", "1", "2", "9", "10", "100", "1000000001", "99999999999999999999999", "a", "a1b2",
      "a1b10", "a2", "n9", "n10", "n10x", "가1", "가10",
    ]
    #expect(sorted.reversed().sorted(by: CountedOrder.precedes) == sorted)
    #expect(
      ["10", "1", "n10", "9", "100", "n9", "2"].sorted(by: CountedOrder.precedes)
        == ["1", "2", "9", "10", "100", "n9", "n10"])
    for (left, right) in zip(sorted, sorted.dropFirst()) {
      #expect(CountedOrder.precedes(left, right), "\(left) before \(right)")
    }
    #expect(CountedOrder.precedes("01", "1") && !CountedOrder.precedes("1", "01"))
    #expect(!CountedOrder.precedes("7", "7"))
  }
}
