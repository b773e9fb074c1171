import Foundation
import PickImport
import PickModel
import PickTestSupport
import Testing

@testable import PickIntake
@testable import PickPipeline

@Suite("A month is held against rules")
struct ValidationTests {
  private static let header = "subsr,asset_nm,use_tms,date,time\n"
  private static let assets = """
    asset_nm,disp_rtm,category_h,category_l,ct_cl,genre_of_ct_cl,SMRY,ACTR_DISP,clean_asset_nm
    film,6000,영화,영화,영화,드라마,,,film
    show 1회,,TV드라마,TV드라마,TV드라마,멜로,,,show

    """

  private func report(
    _ views: [String], previous: MonthProfile? = nil, rules: ValidationRules = ValidationRules(),
    saying rows: Int? = nil
  ) async throws -> ValidationReport {
    let month = try #require(Month("2026-09"))
    var found: ValidationReport?
    try await TemporaryDirectory.with { place in
      try Data(Self.assets.utf8).write(to: URL(filePath: place.file("assets.csv")))
      let text = Self.header + views.joined(separator: "\n") + "\n"
      try Data(text.utf8).write(to: URL(filePath: place.file("views.csv")))
      let inbox = MonthInbox(path: place.path, month: month)
      let manifest = try inbox.writeManifest(now: month.end)
      let files = try ImportRun.read(.helloPick(inbox.sources(manifest)), now: month.end)
      let said = MonthManifest(
        month: month,
        files: manifest.files.map {
          $0.name == "views.csv"
            ? .init(name: $0.name, rows: rows ?? $0.rows, sha256: $0.sha256) : $0
        })
      found = ValidationReport(
        try MonthProfile(files, of: month), manifest: said, previous: previous, rules: rules)
    }
    return try #require(found)
  }

  private func views(_ count: Int, day: Int = 5) -> [String] {
    (0..<count).map { "\(1000 + $0),film,\(600 + $0),2026-09-0\(day),21:00:0\($0 % 10)" }
  }

  private func verdict(
    _ rule: ValidationRules.Subject, _ report: ValidationReport
  ) -> ValidationReport.Finding.Verdict? {
    report.findings.first { $0.rule == rule.rawValue }?.verdict
  }

  @Test("a clean month keeps every rule, and what needs a month before is skipped by name")
  func clean() async throws {
    let report = try await report(views(40))
    #expect(report.isGood)
    #expect(verdict(.volume, report) == .skipped && verdict(.drift, report) == .skipped)
    #expect(report.profile.events == 40 && report.profile.viewers == 40)
    #expect(report.profile.byHour[21] == 40 && report.profile.byHour.reduce(0, +) == 40)
    #expect(report.profile.byRatio[1] == 40)
    #expect(verdict(.runningTimes, report) == .warned)
  }

  @Test("views of 0 s and over the running time are no fault")
  func strange() async throws {
    let report = try await report(
      views(40) + ["1,film,0,2026-09-05,21:00:00", "2,film,9000,2026-09-05,21:00:00"])
    #expect(report.isGood)
    #expect(report.profile.withoutTime == 1 && report.profile.overRunningTime == 1)
  }

  @Test("repeated rows, rows of another month and rows that name nothing are counted")
  func faults() async throws {
    let repeated = try await report(views(10) + views(10))
    #expect(repeated.profile.duplicates == 10 && verdict(.duplicates, repeated) == .failed)
    let other = try await report(views(10) + ["5,film,60,2026-08-31,23:59:59"])
    #expect(other.profile.outsideMonth == 1 && verdict(.outsideMonth, other) == .failed)
    let unknown = try await report(views(10) + ["5,nothing,60,2026-09-05,20:00:00"])
    #expect(unknown.profile.unknownAssets == 1 && verdict(.unknownIDs, unknown) == .failed)
    let empty = try await report(views(10) + [",film,60,2026-09-05,20:00:00"])
    #expect(empty.profile.emptyFields == 1 && verdict(.nulls, empty) == .failed)
    #expect(try await verdict(.events, report([])) == .failed)
    #expect(try await verdict(.manifestRows, report(views(10), saying: 11)) == .failed)
  }

  @Test("half as much again as the month before warns, and so does another pattern")
  func change() async throws {
    let before = try await report(views(40)).profile
    let more = try await report(views(61), previous: before)
    #expect(verdict(.volume, more) == .warned && more.isGood)
    #expect(try await verdict(.volume, report(views(60), previous: before)) == .passed)
    let later = try await report(
      views(40).map { $0.replacing("21:00", with: "07:00") }, previous: before)
    #expect(verdict(.drift, later) == .warned)
    #expect(try await verdict(.drift, report(views(40), previous: before)) == .passed)
  }

  @Test("a file of rules changes levels and limits, and refuses what it does not know")
  func file() async throws {
    try await TemporaryDirectory.with { place in
      func read(_ text: String) throws(PipelineError) -> ValidationRules {
        let path = place.file("rules.json")
        try? Data(text.utf8).write(to: URL(filePath: path))
        return try ValidationRules(file: path)
      }
      let rules = try read(#"{"duplicates": {"level": "warn", "limit": 0.5}}"#)
      #expect(rules.rules[.duplicates] == .init(.warn, 0.5))
      #expect(rules.rules[.nulls] == ValidationRules().rules[.nulls])
      #expect(rules.checksum != ValidationRules().checksum)
      for text in [
        "", "[]", #"{"nonsense": {"level": "warn", "limit": 1}}"#,
        #"{"nulls": {"level": "maybe", "limit": 1}}"#, #"{"nulls": {"level": "warn"}}"#,
        #"{"nulls": {"level": "warn", "limit": -1}}"#,
      ] {
        #expect(throws: PipelineError.self) { _ = try read(text) }
      }
    }
  }
}

@Suite("A month's folder says what it holds")
struct MonthInboxTests {
  private static let usable = """
    {"month":"2026-09","version":1,"encoding":"CP949","files":[
     {"file":"assets.csv","rows":2,"sha256":"aa"},{"file":"views.csv","rows":1,"sha256":"bb"},
     {"file":"clicks.csv","rows":1,"sha256":"cc"}]}
    """

  private func manifest(_ text: String) async throws -> MonthManifest? {
    let month = try #require(Month("2026-09"))
    var manifest: MonthManifest?
    try await TemporaryDirectory.with { place in
      try Data(text.utf8).write(to: URL(filePath: place.file("manifest.json")))
      manifest = try MonthInbox(path: place.path, month: month).manifest()
    }
    return manifest
  }

  @Test("a manifest is taken with all it may say, and with no more than it must")
  func taken() async throws {
    let full = try #require(try await manifest(Self.usable))
    #expect(full.files.map(\.name) == ["assets.csv", "views.csv", "clicks.csv"])
    #expect(full.encoding == "CP949")
    let least = Self.usable.replacing(#""version":1,"encoding":"CP949","#, with: "")
      .replacing(#","# + "\n" + #" {"file":"clicks.csv","rows":1,"sha256":"cc"}"#, with: "")
    #expect(try await manifest(least)?.files.count == 2)
  }

  @Test(
    "a manifest with one fault is refused, and the sentence says which",
    arguments: [
      ("\"month\":\"2026-09\"", "\"month\":\"2026-08\"", "2026-08"),
      ("\"month\":\"2026-09\",", "", "no manifest"),
      ("\"version\":1", "\"version\":2", "version 2"),
      ("CP949", "EBCDIC", "encoding"),
      ("\"views.csv\"", "\"../views.csv\"", "names files"),
      ("\"clicks.csv\"", "\"/etc/passwd\"", "names files"),
      ("\"clicks.csv\"", "\"views.csv\"", "names files"),
      ("\"assets.csv\"", "\"clicks.csv\"", "names files"),
      ("\"rows\":2", "\"rows\":1e99", "no manifest"),
      ("\"rows\":2", "\"rows\":\"2\"", "no manifest"),
      ("\"sha256\":\"bb\"", "\"sha256\":7", "no manifest"),
      ("{\"file\":\"assets.csv\",\"rows\":2,\"sha256\":\"aa\"},", "", "does not name assets.csv"),
      ("{\"file\":\"views.csv\",\"rows\":1,\"sha256\":\"bb\"},", "", "does not name views.csv"),
      ("]}", "]", "no manifest"),
    ])
  func refused(part: String, fault: String, said: String) async throws {
    try #require(Self.usable.contains(part))
    let error = await #expect(throws: PipelineError.self) {
      try await manifest(Self.usable.replacing(part, with: fault))
    }
    guard case .badData(let sentence) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(sentence.contains(said), "\(sentence)")
  }

  @Test("what is no object is no manifest", arguments: ["", "{}", "null", "[]"])
  func nothing(text: String) async throws {
    await #expect(throws: PipelineError.self) { try await manifest(text) }
  }

  @Test("a folder without a manifest has none, and that is no error")
  func none() async throws {
    let month = try #require(Month("2026-09"))
    try await TemporaryDirectory.with { (place) async throws in
      #expect(try MonthInbox(path: place.path, month: month).manifest() == nil)
    }
  }

  @Test("the order of the files does not change the checksum, and all that is said of them does")
  func checksum() async throws {
    let full = try #require(try await manifest(Self.usable))
    for (part, other) in [
      ("\"rows\":2", "\"rows\":3"), ("\"sha256\":\"bb\"", "\"sha256\":\"bc\""),
      ("\"clicks.csv\"", "\"x\""), ("CP949", "UTF-8"), ("\"encoding\":\"CP949\",", ""),
    ] {
      try #require(Self.usable.contains(part))
      let text = Data(Self.usable.replacing(part, with: other).utf8)
      let changed = try JSONDecoder().decode(MonthManifest.self, from: text)
      #expect(changed.checksum != full.checksum, "\(other)")
    }
    let plain = MonthManifest(month: full.month, files: full.files)
    #expect(
      MonthManifest(month: full.month, files: full.files.reversed()).checksum == plain.checksum)
    // A manifest without an encoding has the checksum that ledgers hold since before it counted.
    let words = full.files.sorted { $0.name < $1.name }
      .flatMap { [$0.name, "\($0.rows)", $0.sha256] }
    #expect(plain.checksum == Checksum.of(words))
  }
}
