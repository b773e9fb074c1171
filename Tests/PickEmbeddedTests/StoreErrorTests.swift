import PickClient
import PickStore
import Testing

@testable import PickEmbedded

@Suite("ServiceError from StoreError")
struct ServiceErrorStoreErrorTests {
  @Test(
    "each failure of the store has its meaning to a screen",
    arguments: [
      (.busy, .unreachable),
      (.full, .notSaved),
      (.readOnly, .notSaved),
      (.constraint(table: "watch_event"), .notFound),
      (.corrupt(reason: "page 7"), .unexpected(reference: "r1")),
      (.inputOutput(reason: "read"), .unexpected(reference: "r1")),
    ] as [(StoreError, ServiceError)])
  func meaning(failure: StoreError, meaning: ServiceError) {
    #expect(ServiceError(failure) { _ in "r1" } == meaning)
  }

  @Test("only what nobody thought of is reported")
  func reporting() {
    var reported: [String] = []
    for failure in [StoreError.busy, .full, .unexpected(reason: "code 21")] {
      _ = ServiceError(failure) { error in
        reported.append("\(error)")
        return "r"
      }
    }
    #expect(reported == ["\(StoreError.unexpected(reason: "code 21"))"])
  }
}
