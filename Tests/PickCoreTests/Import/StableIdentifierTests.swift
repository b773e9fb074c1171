import PickModel
import Testing

@testable import PickCore

@Suite("Identifiers of imported things")
struct StableIdentifierTests {
  @Test("a name always has the same identifier, positive and of 63 bits")
  func stable() {
    // The first 63 bits of: printf hellopick/title/film/타짜 | sha256sum
    let id: Title.ID = StableIdentifier.make("hellopick/title/film/타짜")
    #expect(id.rawValue == Self.known)
    #expect((0..<1000).allSatisfy { (StableIdentifier.make("x/\($0)") as Title.ID).rawValue > 0 })
  }

  @Test("facts differ by every part and keep their time")
  func events() {
    let at = Instant(secondsSince1970: 1_690_000_000)
    let ids = [
      StableIdentifier.event("a", at: at, [1, 2]), StableIdentifier.event("b", at: at, [1, 2]),
      StableIdentifier.event("a", at: at, [2, 1]), StableIdentifier.event("a", at: at, [1, 3]),
      StableIdentifier.event("a", at: at.advanced(bySeconds: 1), [1, 2]),
    ]
    #expect(Set(ids).count == ids.count)
    #expect(ids[0] == StableIdentifier.event("a", at: at, [1, 2]))
    #expect(ids[0].high >> 16 == 1_690_000_000_000)
  }

  private static let known: Int64 = 7853490470269171783
}
