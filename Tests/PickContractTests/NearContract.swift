import PickClient
import PickModel
import PickTestRunning
import Testing

@Suite("PickService: names near words that find nothing", .fewAtOnce)
struct NearContract {
  private let series = ContractWorld.series

  private func near(
    _ words: String, _ filter: TitleFilter = .none, from offset: Int = 0,
    by service: any PickService
  ) async throws -> [Title.ID] {
    let found = try await service.search(words, filter: filter, from: offset, limit: 5)
    #expect(found.near.isEmpty || found.totalCount == 0 && found.cards.isEmpty)
    return found.near.map(\.id)
  }

  @Test("a slip leads to the name, and to five at most", arguments: ServiceUnderTest.allCases)
  func slips(kind: ServiceUnderTest) async throws {
    let device = try await kind.start().minasDevice()
    #expect(try await near("작픔 61", by: device).first == series)
    #expect(try await near("Ttile 61", by: device).first == series)
    #expect(try await near("작픔", by: device).count == SearchResults.mostNear)
    #expect(try await near("작픔", from: 50, by: device).isEmpty)
    for words in ["작품 61", "", " ", "무엇이든", String(repeating: "작픔 ", count: 60)] {
      #expect(try await near(words, by: device).isEmpty, "\(words)")
    }
  }

  @Test(
    "near names pass the filter, and there are none where only the filter finds nothing",
    arguments: ServiceUnderTest.allCases)
  func filtered(kind: ServiceUnderTest) async throws {
    let device = try await kind.start().minasDevice()
    let films = TitleFilter(category: .film)
    #expect(try await near("작픔 61", TitleFilter(category: .drama), by: device) == [series])
    #expect(try await !near("작픔 61", films, by: device).contains(series))
    #expect(try await near("작픔 61", TitleFilter(length: .medium), by: device).first == series)
    #expect(try await near("작픔 61", TitleFilter(length: .veryLong), by: device).isEmpty)
    #expect(try await near("작품 61", films, by: device).isEmpty)
  }

  @Test("what the viewer hid is not offered", arguments: ServiceUnderTest.allCases)
  func hidden(kind: ServiceUnderTest) async throws {
    let device = try await kind.start().minasDevice()
    try await device.setHidden(true, title: ContractWorld.series)
    #expect(try await !near("작픔 61", by: device).contains(series))
    try await device.setHidden(false, title: ContractWorld.series)
    #expect(try await near("작픔 61", by: device).first == series)
  }

  @Test("what was begun is not offered among the unseen", arguments: ServiceUnderTest.allCases)
  func unseen(kind: ServiceUnderTest) async throws {
    let house = try await kind.start()
    let device = try await house.minasDevice()
    let filter = TitleFilter(isUnseen: true)
    #expect(try await near("작픔 61", filter, by: device).first == series)
    try await device.record(house.playback(ContractWorld.episode(1), id: 1, seconds: 1800))
    #expect(try await !near("작픔 61", filter, by: device).contains(series))
  }

  @Test("a lobby is offered no title from 19 on", arguments: ServiceUnderTest.allCases)
  func youth(kind: ServiceUnderTest) async throws {
    let all = try await kind.start().minasDevice()
    #expect(try await near("titel 30", by: all) == [ContractWorld.adult])
    #expect(try await near("titel 30", by: YouthService(all)).isEmpty)
    #expect(try await near("titel 29", by: YouthService(all)) == [Title.ID(29)])
  }
}
