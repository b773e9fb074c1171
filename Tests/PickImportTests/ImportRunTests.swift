import Foundation
import PickModel
import Synchronization
import Testing

@testable import PickImport
@testable import PickStore
@testable import PickStoreSQLite

@Suite("An import as a whole")
struct ImportRunTests {
  private let now = Instant(secondsSince1970: 1_700_000_000)

  @Test("a second run stores nothing new", arguments: TextEncoding.korean)
  func twice(encoding: TextEncoding) async throws {
    let files = try ImportFiles()
    let source = try HelloPickFixture().write(to: files, in: encoding)
    let run = ImportRun(into: try SQLiteDatabase.inMemory())
    let first = try await run.run(source, now: now)
    #expect(first.stored == ImportCount(titles: 4, assets: 6, viewers: 2, events: 4))
    let second = try await run.run(source, now: now)
    #expect(second.stored == ImportCount() && second.rejected.isEmpty)
    #expect(second.forms.map(\.encoding) == [encoding, encoding])
  }

  @Test("good rows go in when fewer than one in a hundred is bad")
  func fewBadRows() async throws {
    let files = try ImportFiles()
    var fixture = HelloPickFixture()
    fixture.addManyViews()
    fixture.views[0][9] = "yesterday"
    let source = try fixture.write(to: files)
    let report = try await ImportRun(into: SQLiteDatabase.inMemory()).run(source, now: now)
    #expect(report.stored.events == 403)
    let row = RejectedRow(
      file: files.path("views.csv"), line: 2, reason: .malformed(column: "date"))
    #expect(report.rejected == [row])
  }

  @Test("more than one bad row in a hundred stops and changes nothing")
  func manyBadRows() async throws {
    let files = try ImportFiles()
    var fixture = HelloPickFixture()
    fixture.views[0][9] = "yesterday"
    let source = try fixture.write(to: files)
    let database = try SQLiteDatabase.inMemory()
    let row = RejectedRow(
      file: files.path("views.csv"), line: 2, reason: .malformed(column: "date"))
    await #expect(throws: ImportError.tooManyRejected(rejected: [row], count: 1, rows: 10)) {
      _ = try await ImportRun(into: database).run(source, now: now)
    }
    #expect(try await database.titles().isEmpty)
  }

  @Test("exactly one in a hundred is still taken")
  func border() throws {
    var rejected = RejectedRows()
    for _ in 0..<100 { rejected.countRow() }
    rejected.reject(file: "f", line: 2, .nulByte)
    try rejected.check()
    rejected.reject(file: "f", line: 3, .nulByte)
    #expect(throws: ImportError.self) { try rejected.check() }
  }

  @Test("a demo world takes no imports")
  func demo() async throws {
    let files = try ImportFiles()
    let source = try HelloPickFixture().write(to: files)
    await #expect(throws: ImportError.demoDatabase) {
      _ = try await ImportRun(into: DemoStore()).run(source, now: now)
    }
  }

  @Test("a number that belongs to another source stops the import")
  func takenNumber() async throws {
    let files = try ImportFiles()
    let database = try SQLiteDatabase.inMemory()
    let other = Account(id: Account.ID(5), number: "59879001", viewer: Viewer.ID(6))
    try await database.create(other, passwordHash: nil)
    let source = try HelloPickFixture().write(to: files)
    await #expect(throws: ImportError.accountNumberTaken) {
      _ = try await ImportRun(into: database).run(source, now: now)
    }
    #expect(try await database.titles().isEmpty)
  }

  @Test("a file without the header says which columns are missing")
  func wrongHeader() async throws {
    let files = try ImportFiles()
    let assets = try files.write("asset_nm,clean_asset_nm\na,b\n", as: "assets.csv")
    let views = try files.write(HelloPickFixture.viewHeader.csvLine, as: "views.csv")
    let source = ImportSource.helloPick(HelloPickFiles(assets: assets, views: views))
    let missing = [
      "ct_cl", "genre_of_ct_cl", "SMRY", "ACTR_DISP", "disp_rtm", "category_l", "category_h",
    ]
    await #expect(throws: ImportError.wrongHeader(file: assets, missing: missing)) {
      _ = try await ImportRun(into: SQLiteDatabase.inMemory()).run(source, now: now)
    }
  }

  @Test("a missing file is named")
  func missing() async throws {
    let files = try ImportFiles()
    let source = ImportSource.movieLens(directory: files.path)
    await #expect(throws: ImportError.missingFile(file: files.path + "/movies.csv")) {
      _ = try await ImportRun(into: SQLiteDatabase.inMemory()).run(source, now: now)
    }
  }

  @Test("headers without rows are an empty import")
  func noRows() async throws {
    let files = try ImportFiles()
    var fixture = HelloPickFixture()
    (fixture.assets, fixture.views) = ([], [])
    let source = try fixture.write(to: files)
    let report = try await ImportRun(into: SQLiteDatabase.inMemory()).run(source, now: now)
    #expect(report.stored == ImportCount() && report.rejected.isEmpty)
  }

  @Test("reading and storing report how far they have come, in order")
  func progress() async throws {
    let files = try ImportFiles()
    var fixture = HelloPickFixture()
    fixture.addManyViews()
    let source = try fixture.write(to: files)
    let seen = Mutex<[ImportProgress]>([])
    _ = try await ImportRun(into: SQLiteDatabase.inMemory()).run(source, now: now) { step in
      seen.withLock { $0.append(step) }
    }
    let steps = seen.withLock { $0 }
    #expect(steps.count > 20 && steps.count < 400)
    for (earlier, later) in zip(steps, steps.dropFirst()) {
      if case .reading(let file, let before, let size) = earlier,
        case .reading(file, let after, _) = later
      {
        #expect(before <= after && after <= size)
      }
    }
    guard case .storing(let rows, let total)? = steps.last else {
      Issue.record("the last step is not storing")
      return
    }
    #expect(rows == total)
  }

  @Test("the report encodes to the shape scripts rely on")
  func encoded() throws {
    let report = ImportReport(
      stored: ImportCount(titles: 1, assets: 2, viewers: 3, events: 4),
      rejected: [RejectedRow(file: "views.csv", line: 7, reason: .empty(column: "subsr"))])
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let text = String(decoding: try encoder.encode(report), as: UTF8.self)
    #expect(
      text == #"{"assets":2,"events":4,"rejected":[{"file":"views.csv","line":7,"#
        + #""reason":"subsr is empty"}],"titles":1,"viewers":3}"#)
  }

  @Test("set-top numbers written in two ways are in the report")
  func paddedNumbers() async throws {
    let files = try ImportFiles()
    var fixture = HelloPickFixture()
    fixture.views[0][0] = "00" + fixture.views[1][0]
    let source = try fixture.write(to: files)
    let report = try await ImportRun(into: SQLiteDatabase.inMemory()).run(source, now: now)
    #expect(report.paddedNumbers == [fixture.views[1][0]])
  }
}

/// A store that is a demo world and must not be written to.
private struct DemoStore: ImportStore {
  func isDemo() async throws(StoreError) -> Bool { true }

  func touchCatalog() async throws(StoreError) {}

  func store(
    _ batch: ImportBatch, with facts: (any ImportedFacts)?,
    progress: @escaping @Sendable (Int, Int) -> Void
  ) async throws(StoreError) -> ImportCount {
    Issue.record("written to a demo world")
    return ImportCount()
  }
}

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

/// A directory with input files, gone when the test is over.
final class ImportFiles {
  private let directory: URL

  init() throws {
    directory = FileManager.default.temporaryDirectory
      .appendingPathComponent("pick-import-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: directory) }

  var path: String { directory.path }

  func path(_ name: String) -> String { directory.appendingPathComponent(name).path }

  /// Writes bytes and returns the path.
  func write(_ bytes: [UInt8], as name: String) throws -> String {
    try Data(bytes).write(to: directory.appendingPathComponent(name))
    return path(name)
  }

  /// Writes a text in UTF-8 and returns the path.
  func write(_ text: String, as name: String) throws -> String {
    try write(Array(text.utf8), as: name)
  }
}

extension [String] {
  /// One line of CSV, every field quoted as it needs.
  var csvLine: String {
    map { field in
      let needsQuotes = field.contains { ",\"\n\r".contains($0) || $0 == "\r\n" }
      return needsQuotes ? "\"" + field.replacing("\"", with: "\"\"") + "\"" : field
    }.joined(separator: ",") + "\n"
  }
}
