import PickRecommender
import Testing

@testable import PickCore

@Suite("NameTable")
struct NameTableTests {
  @Test("names get the numbers a dictionary would give them")
  func agrees() {
    var random = PCG32(seed: 1)
    var table = NameTable()
    var known: [String: Int32] = [:]
    for _ in 0..<5000 {
      let name = String(random.next() % 1500)
      let expected = known[name] ?? Int32(known.count)
      known[name] = expected
      #expect(table.number(adding: Array(name.utf8)[...]) == expected)
    }
    #expect(table.count == known.count)
    for (name, number) in known {
      #expect(table.number(of: Array(name.utf8)[...]) == number)
      #expect(Array(table.name(Int(number))) == Array(name.utf8))
    }
    #expect(table.number(of: []) == nil)
  }
}
