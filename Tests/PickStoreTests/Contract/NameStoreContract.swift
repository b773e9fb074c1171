import PickModel
import PickStore
import PickTestRunning
import PickTestSupport
import Testing

@Suite("NameStore", .also(.mariaDB), .fewAtOnce)
struct NameStoreContract {
  @Test("numbers, keys and further names come back whole", arguments: StoreUnderTest.allCases)
  func names(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      let numbers = try await store.accountNumbers()
      #expect(numbers == [Viewer.ID(101): "1001", Viewer.ID(102): "1002"])
      let keys = try await store.importedKeys()
      #expect(keys == [Title.ID(1): "windy-hill", Title.ID(2): "late-radio"])
      let aliases = try await store.aliases()
      #expect(aliases == [Asset.ID(22): ["라디오 2회"]])
    }
  }
}
