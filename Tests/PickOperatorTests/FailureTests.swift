import PickCore
import Testing

@testable import PickOperator

@Suite("Failure")
struct FailureTests {
  static let facts: [(any Error & Sendable, Failure.Status)] = [
    (StoreError.busy, .tryAgain),
    (StoreError.corrupt(reason: "page 7"), .badData),
    (StoreError.foreignDatabase, .badData),
    (StoreError.full, .inputOutput),
    (StoreError.readOnly, .noPermission),
    (StoreError.newerSchema(found: "9", known: "3"), .unavailable),
    (ImportError.demoDatabase, .noPermission),
    (ImportError.missingFile(file: "a.csv"), .unavailable),
    (ImportError.tooManyRejected(rejected: [], count: 3, rows: 100), .badData),
    (DemoError.outOfRange(option: "viewers", allowed: 10...20), .usage),
    (TrainError.emptyCatalog, .badData),
    (ModelError.wrongChecksum, .badData),
    (PasswordChangeError.newPasswordTooShort, .badData),
    (CancellationError(), .tryAgain),
  ]

  @Test("each fact has the status scripts expect", arguments: facts)
  func status(of error: any Error & Sendable, is status: Failure.Status) {
    #expect(Failure(explaining: error).status == status)
  }

  @Test("a file's name brings no control characters into a sentence")
  func safeNames() {
    let failure = Failure(explaining: ImportError.missingFile(file: "a\u{1B}]0;x\u{7}b.csv"))
    #expect(failure.sentence.unicodeScalars.allSatisfy { $0.value >= 0x20 })
  }
}
