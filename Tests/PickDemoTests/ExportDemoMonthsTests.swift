import Crypto
import Foundation
import PickModel
import PickTestSupport
import Testing

@testable import PickDemo
@testable import PickImport
@testable import PickStore
@testable import PickStoreSQLite
@testable import PickSystem

@Suite("Exporting months") struct ExportDemoMonthsTests {
  private let recipe = DemoRecipe(viewers: 30, titles: 130, until: DemoFixture.until)

  @Test("the months are the whole ones before the date, over the turn of a year")
  func months() throws {
    let until = try #require(SeoulTime(year: 2026, month: 2, day: 3))
    #expect(ExportMonth.last(3, before: until).map(\.name) == ["2025-11", "2025-12", "2026-01"])
    let first = try #require(SeoulTime(year: 2026, month: 2, day: 1))
    #expect(ExportMonth.last(1, before: first).map(\.name) == ["2026-01"])
  }

  @Test("a month is three files and a manifest that tells their rows and checksums")
  func manifest() throws {
    let scratch = try ScratchDirectory()
    let months = try ExportDemoMonths(months: 2, of: recipe).run(inbox: scratch.path)
    #expect(scratch.entries == ["2026-09", "2026-10"])
    for month in months {
      let entries = try FileManager.default.contentsOfDirectory(atPath: month.path).sorted()
      #expect(entries == ["assets.csv", "clicks.csv", "manifest.json", "views.csv"])
      let manifest = try JSONDecoder().decode(
        Manifest.self, from: Data(contentsOf: URL(fileURLWithPath: month.path + "/manifest.json")))
      #expect(manifest.month == month.name)
      #expect(manifest.files.map(\.rows) == [month.assets, month.views, month.clicks])
      for file in manifest.files {
        let data = try Data(contentsOf: URL(fileURLWithPath: "\(month.path)/\(file.file)"))
        #expect(Hexadecimal.encode(SHA256.hash(data: data)) == file.sha256)
      }
    }
  }

  @Test("the files are CP949 with the original's headers, gaps and number forms")
  func format() throws {
    let scratch = try ScratchDirectory()
    let month = try #require(
      try ExportDemoMonths(months: 1, of: recipe).run(inbox: scratch.path).first)
    func text(_ name: String) throws -> String {
      let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(month.path)/\(name)")))
      #expect(String(validating: bytes, as: UTF8.self) == nil || name == "clicks.csv")
      return try #require(CP949.text(bytes[...]))
    }
    let assets = try text("assets.csv")
    #expect(
      assets.hasPrefix(
        "index,asset_nm,ct_cl,genre_of_ct_cl,SMRY,ACTR_DISP,disp_rtm,category_l,category_h,"
          + "series_nm,clean_asset_nm,image\n0,"))
    let views = try text("views.csv")
    #expect(
      views.hasPrefix(
        "subsr,asset_nm,ct_cl,genre_of_ct_cl,use_tms,SMRY,ACTR_DISP,disp_rtm,view_rate,date,time,"
          + "weekday,category_l,category_h\n"))
    #expect(try text("clicks.csv").hasPrefix("subsr,asset_nm,date,time\n"))
    #expect(assets.contains(#/,\d+\.0,/#) && views.contains(#/,\d{2,3}\.\d\d,2026-10-\d\d,/#))
    let rows = Double(month.assets)
    let lacking = Double(assets.matches(of: #/",,[가-힣]|,,[가-힣\/ A-Z]+,(TV|영화)/#).count)
    #expect(lacking / rows > 0.03 && lacking / rows < 0.1)
  }

  @Test("a month that is there is left alone, and nothing else is written")
  func again() throws {
    let scratch = try ScratchDirectory()
    let place = scratch.file("2026-10")
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: false)
    let export = try ExportDemoMonths(months: 2, of: recipe)
    #expect(throws: DemoError.alreadyExported(path: place)) { try export.run(inbox: scratch.path) }
    #expect(scratch.entries == ["2026-10"])
  }

  @Test("what a killed export left behind does not matter")
  func leftovers() throws {
    let scratch = try ScratchDirectory()
    let work = scratch.file(".2026-10.partial")
    try FileManager.default.createDirectory(atPath: work, withIntermediateDirectories: false)
    try Data("half".utf8).write(to: URL(fileURLWithPath: work + "/views.csv"))
    let months = try ExportDemoMonths(months: 1, of: recipe).run(inbox: scratch.path)
    #expect(months.count == 1 && scratch.entries == ["2026-10"])
  }

  @Test("the importer reads back every row")
  func roundTrip() async throws {
    let scratch = try ScratchDirectory()
    let month = try #require(
      try ExportDemoMonths(months: 1, of: recipe).run(inbox: scratch.path).first)
    let database = try SQLiteDatabase.inMemory()
    let files = HelloPickFiles(
      assets: month.path + "/assets.csv", views: month.path + "/views.csv",
      clicks: month.path + "/clicks.csv")
    let report = try await ImportRun(into: database).run(
      .helloPick(files), now: DemoFixture.until.instant)
    #expect(report.rejected.isEmpty)
    #expect(report.stored.assets == month.assets)
    #expect(report.stored.events == month.views + month.clicks)
    let again = try await ImportRun(into: database).run(
      .helloPick(files), now: DemoFixture.until.instant)
    #expect(again.stored == ImportCount())
  }

  @Test("titles and episodes come back as they were")
  func sameCatalogue() async throws {
    let scratch = try ScratchDirectory()
    let month = try #require(
      try ExportDemoMonths(months: 1, of: recipe).run(inbox: scratch.path).first)
    let database = try SQLiteDatabase.inMemory()
    let files = HelloPickFiles(
      assets: month.path + "/assets.csv", views: month.path + "/views.csv", clicks: nil)
    _ = try await ImportRun(into: database).run(.helloPick(files), now: DemoFixture.until.instant)
    let catalogue = DemoCatalogue(recipe)
    let imported = try await database.titles()
    var byName: [String: Title] = [:]
    for title in imported { byName[title.name.original] = title }
    for made in catalogue.titles.map(\.title) where byName[made.name.original] != nil {
      let back = try #require(byName[made.name.original])
      #expect(back.category == made.category && back.kind == made.kind)
      #expect(back.genres.first == made.genres.first)
      let monthEnd = ExportMonth(year: 2026, month: 10).end
      let there = catalogue.assets.map(\.asset).filter {
        $0.title == made.id && $0.addedAt < monthEnd
      }
      let parts = try await database.assets(of: [back.id])
      #expect(parts.map(\.episode) == there.map(\.episode), "\(made.name.original)")
    }
    #expect(byName.count > 100)
  }

  private struct Manifest: Decodable {
    struct File: Decodable {
      let file: String
      let rows: Int
      let sha256: String
    }

    let month: String
    let files: [File]
  }
}
