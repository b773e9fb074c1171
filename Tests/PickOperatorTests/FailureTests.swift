import Foundation
import Glibc
import PickCommand
import PickCore
import PickDemo
import PickIdentity
import PickImport
import PickModel
import PickRecommender
import PickReport
import PickStore
import PickTraining
import Testing

@testable import PickOperator

@Suite("Failure")
struct FailureTests {
  static let facts: [(any Error & Sendable, PickCommand.ExitStatus)] = [
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
    (FitError.emptyDataset, .badData),
    (SplitError.unordered, .usage),
    (EvaluationError.fit(.cancelled), .tryAgain),
    (ModelError.wrongChecksum, .badData),
    (PasswordChangeError.newPasswordTooShort, .badData),
    (PasswordChangeError.newPasswordTooLong, .badData),
    (ReportError.unreadable(path: "m.json", code: ENOENT), .unavailable),
    (ReportError.badMetrics(path: "m.json"), .badData),
    (ReportError.badImport(path: "i.json"), .badData),
    (ReportError.cannotWrite(path: "r", code: ENOSPC), .inputOutput),
    (ReportError.cannotWrite(path: "r", code: EACCES), .noPermission),
    (ImportError.cannotSort(folder: "f", code: ENOSPC), .inputOutput),
    (ImportError.cannotSort(folder: "f", code: EACCES), .noPermission),
    (ReportError.store(.busy), .tryAgain),
    (CancellationError(), .tryAgain),
  ]

  @Test("each fact has the status scripts expect", arguments: facts)
  func status(of error: any Error & Sendable, is status: PickCommand.ExitStatus) {
    #expect(Failure(explaining: error).status == status)
  }

  private static let name = "a\u{1B}]0;x\u{7}b\u{9B}31m\u{202E}.csv"

  @Test(
    "a name from outside brings no control characters into a sentence",
    arguments: [
      ImportError.missingFile(file: name), ImportError.unreadableFile(file: name, reason: name),
      DemoError.notADemo(path: name), DemoError.notEncodable(name),
      StoreError.cannotOpen(reason: name), StoreError.corrupt(reason: name),
    ] as [any Error & Sendable])
  func safeNames(error: any Error & Sendable) {
    #expect(DisplayText.isSafe(Failure(explaining: error).sentence))
  }

  @Test("JSON keeps a name whole and holds no character that steers a terminal")
  func safeJSON() throws {
    let json = try [Self.name].json()
    #expect(DisplayText.isSafe(json))
    #expect(try JSONDecoder().decode([String].self, from: Data(json.utf8)) == [Self.name])
  }
}
