import ArgumentParser
import Foundation
import PickCommand
import PickModel
import PickStore
import PickTestSupport
import Synchronization
import Testing

@testable import PickImport
@testable import PickOperator

@Suite("pickctl events export")
struct EventExportTests {
  private let scratch: ScratchDirectory
  /// Midnight in Seoul between 2026-11-20 and the day after.
  private let midnight = Instant(secondsSince1970: 1_795_186_800)

  init() throws { scratch = try ScratchDirectory() }

  /// Events around a midnight in Seoul, one of 9:00, where the day begins in UTC, and one of a day before.
  private var events: [WatchEvent] {
    [
      StoreSample.event(1, at: Instant(millisecondsSince1970: midnight.millisecondsSince1970 - 1)),
      StoreSample.event(2, asset: 22, at: midnight),
      StoreSample.event(3, viewer: 102, asset: 24, at: midnight.advanced(bySeconds: 9 * 3600)),
      StoreSample.event(4, viewer: 102, at: midnight.advanced(bySeconds: -86_401), seconds: 0),
    ]
  }

  private func export(
    _ stores: any Stores, to name: String = "export", from start: Instant? = nil,
    until end: Instant? = nil
  ) async throws -> FileManifest {
    let export = EventExport(
      stores, from: start, until: end ?? midnight.advanced(bySeconds: 7 * 86_400))
    return try await StagedFolder(at: scratch.file(name), for: .events)
      .filling { try await export.run(into: $0) }
  }

  private func rows(_ name: String, in folder: String = "export") throws -> [String] {
    try PackedFile.lines(scratch.file("\(folder)/\(name)"))
  }

  @Test("every event is in the file of its day in Seoul, once", arguments: StoreUnderTest.allCases)
  func days(store: StoreUnderTest) async throws {
    try await store.withSample { stores in
      try await stores.append(events)
      let manifest = try await export(stores)
      #expect(
        manifest.files.map(\.name) == [
          "assets.csv.gz", "titles.csv.gz", "day=2026-11-19/events.csv.gz",
          "day=2026-11-20/events.csv.gz", "day=2026-11-21/events.csv.gz",
        ])
      #expect(manifest.files.map(\.rows) == [5, 2, 1, 1, 2])
      #expect((manifest.from, manifest.to) == ("2026-11-19", "2026-11-21"))
      let header =
        "event,viewer,title,asset,season,number,started_at,watched_seconds,running_seconds,"
        + "end_position,stated_preference,source"
      let evening = midnight.millisecondsSince1970 - 1
      let id = String(evening, radix: 16)
      #expect(
        try rows("day=2026-11-20/events.csv.gz") == [
          header,
          String(repeating: "0", count: 12 - id.count) + id
            + "00000000000000000001,101,1,11,,,\(evening),3000,6000,3000,,player",
        ])
      #expect(
        try rows("day=2026-11-21/events.csv.gz").dropFirst().map { line in
          line.split(separator: ",", omittingEmptySubsequences: false).dropFirst()
            .joined(separator: ",")
        } == [
          "101,2,22,1,2,\(midnight.millisecondsSince1970),3000,3600,3000,,player",
          "102,2,24,2,2,\(midnight.millisecondsSince1970 + 32_400_000),3000,,3000,,player",
        ])
    }
  }

  @Test("--from and --to bound the days, both of them included")
  func bounds() async throws {
    let stores = try await StoreSample.database()
    try await stores.append(events)
    let option = try LastDayOption.parse(["--to", "2026-11-20"])
    let end = option.end(now: midnight)
    #expect(end == midnight)
    let manifest = try await export(
      stores, from: midnight.advanced(bySeconds: -86_400), until: end)
    #expect(manifest.files.dropFirst(2).map(\.name) == ["day=2026-11-20/events.csv.gz"])
    #expect(manifest.asOf == midnight.millisecondsSince1970)
    let all = try await export(stores, from: midnight.advanced(bySeconds: 86_400 * 5))
    #expect(all.files.count == 2)
    #expect(all.from == nil)
    #expect(throws: (any Error).self) { try LastDayOption.parse(["--to", "2026-02-30"]) }
    #expect(throws: (any Error).self) {
      try EventsCommand.Export.parse(
        ["--output", "x", "--from", "2026-11-02", "--to", "2026-11-01"])
    }
  }

  @Test("the same events give the same bytes, and an earlier export is replaced as a whole")
  func repeated() async throws {
    let stores = try await StoreSample.database()
    try await stores.append(events)
    let first = try await export(stores)
    let bytes = try first.files.map { try Data(contentsOf: file("export/\($0.name)")) }
    try Data().write(to: file("export/stray"))
    let second = try await export(stores)
    #expect(second == first)
    #expect(try second.files.map { try Data(contentsOf: file("export/\($0.name)")) } == bytes)
    let names = try FileManager.default.contentsOfDirectory(atPath: scratch.file("export"))
    #expect(!names.contains("stray"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == ["export"])
    let written = try JSONDecoder().decode(
      FileManifest.self, from: Data(contentsOf: file("export/manifest.json")))
    #expect(written == first)
  }

  @Test("names that are hostile stay in their field, and steer nothing")
  func hostileNames() async throws {
    let stores = try await StoreSample.database()
    let sample = StoreSample.titles[0].title
    let name = "=A1,\"B\"\u{1B}]0;x\u{7}\n2,film"
    let title = ImportedTitle(
      title: Title(
        id: Title.ID(9), name: LocalizedText(name), kind: .film, category: nil,
        genres: [Genre(LocalizedText("a,b"))], year: nil, ageRating: nil, availability: .always,
        addedAt: sample.addedAt),
      key: "hostile", synopsis: LocalizedText(""), cast: [])
    _ = try await stores.store(ImportBatch(titles: [title], assets: [], accounts: [])) { _, _ in }
    _ = try await export(stores)
    let lines = try rows("titles.csv.gz")
    #expect(lines.count == 4)
    #expect(lines.allSatisfy { DisplayText.isSafe($0) })
    let hostile = try #require(lines.last)
    #expect(hostile.hasPrefix("9,film,,,\"a,b\",\"=A1,\"\"B\"\""))
    #expect(hostile.hasSuffix("\""))
  }

  @Test("a folder of something else is left alone")
  func foreign() async throws {
    let stores = try await StoreSample.database()
    let place = file("export")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    try Data("mine".utf8).write(to: place.appending(path: "letter.txt"))
    await #expect(throws: Failure.self) { try await export(stores) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: place.path) == ["letter.txt"])
  }

  @Test("of an export that fails nothing is left, and the earlier one stays")
  func failing() async throws {
    let stores = try await StoreSample.database()
    try await stores.append(events)
    let first = try await export(stores)
    await #expect(throws: CancellationError.self) {
      try await StagedFolder(at: scratch.file("export"), for: .events).filling { folder in
        var table = PackedTable("titles.csv.gz", in: folder.staging, header: "title")
        try table.add(["1"])
        try table.pack()
        throw CancellationError()
      }
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == ["export"])
    #expect(try Data(contentsOf: file("export/\(first.files[0].name)")).count > 0)
  }

  @Test("a second run is kept away from a folder that is being filled")
  func locked() throws {
    let first = try StagedFolder(at: scratch.file("export"), for: .events)
    #expect(throws: Failure.self) { try StagedFolder(at: scratch.file("export"), for: .events) }
    first.abandon()
  }

  @Test("a run that was killed while it put its folder into place is put right by the next one")
  func killed() async throws {
    let stores = try await StoreSample.database()
    try await stores.append(events)
    let first = try await export(stores)
    try FileManager.default.moveItem(at: file("export"), to: file(".export.pick-old"))
    _ = try StagedFolder(at: scratch.file("export"), for: .events)
    #expect(try Data(contentsOf: file("export/\(first.files[0].name)")).count > 0)
  }

  @Test("an earlier folder comes back when the new one cannot take its place")
  func comesBack() async throws {
    let stores = try await StoreSample.database()
    let first = try await export(stores)
    #expect(throws: Failure.self) {
      try StagedFolder.put(
        scratch.file("is-not-there"), at: scratch.file("export"),
        movingEarlierTo: scratch.file(".export.pick-old"))
    }
    #expect(try Data(contentsOf: file("export/\(first.files[0].name)")).count > 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == ["export"])
  }

  @Test(
    "progress goes from nothing to all, also of days that are a part", arguments: [false, true])
  func progress(isPart: Bool) async throws {
    let stores = try await StoreSample.database()
    try await stores.append(events)
    let shares = Mutex<[Double]>([])
    let export = EventExport(
      stores, from: isPart ? midnight : nil, until: midnight.advanced(bySeconds: 7 * 86_400))
    let folder = try StagedFolder(at: scratch.file("export"), for: .events)
    _ = try await export.run(into: folder) { share in shares.withLock { $0.append(share) } }
    let told = shares.withLock { $0 }
    #expect(told.first == 0 && told.last == 1 && told.count > 2 && told.dropLast().last == 1)
    #expect(zip(told, told.dropFirst()).allSatisfy { $0 <= $1 })
    folder.abandon()
  }

  @Test("a table of several gzip members is read as one")
  func members() throws {
    var table = PackedTable("t.gz", in: scratch.path, header: "number")
    for number in 0..<100_000 { try table.add(["\(number)"]) }
    let entry = try table.finish()
    #expect(entry.rows == 100_000)
    let lines = try PackedFile.lines(scratch.file("t.gz"))
    #expect(lines == ["number"] + (0..<100_000).map(String.init))
    let starts = try Data(contentsOf: file("t.gz")).ranges(
      of: Data([0x1F, 0x8B, 8, 0, 0, 0, 0, 0]))
    #expect(starts.count > 1)
  }

  private func file(_ name: String) -> URL { URL(fileURLWithPath: scratch.file(name)) }
}

/// What is in a gzipped table.
enum PackedFile {
  static func lines(_ path: String) throws -> [String] {
    var file = try InputFile(path)
    var bytes: [UInt8] = []
    while try file.read(1 << 16, appendingTo: &bytes) > 0 {}
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}
