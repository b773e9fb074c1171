import PickModel
import PickStoreSQLite
import PickTestSupport
import Testing

@testable import PickStore

@Suite("SeenWriter")
struct SeenWriterTests {
  @Test("an impression keeps the page it was seen on, where one is known")
  func page() async throws {
    let database = try await StoreSample.database()
    let cards = [nil, "abc"].enumerated().map { index, page in
      Impression(
        id: EventID(at: StoreSample.now, rest: (0, UInt64(index))), viewer: Viewer.ID(101),
        shelf: Shelf.ID("top10"), title: Title.ID(1), position: index, at: StoreSample.now,
        page: page)
    }
    #expect(try await database.append(cards) == 2)
    let stored = try await database.read {
      try $0.all("SELECT page FROM impression ORDER BY position") { $0.optionalText(0) }
    }
    #expect(stored == [nil, "abc"])
  }
}
