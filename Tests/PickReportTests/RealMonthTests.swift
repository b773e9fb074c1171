import Foundation
import PickImport
import PickModel
import PickStore
import PickStoreSQLite
import PickTestRunning
import PickTestSupport
import Testing

@testable import PickReport

/// The real month; what its own page says is checked, and none of it is kept.
@Suite("Report of the real month", .needs(.helloPick))
struct RealMonthTests {
  @Test("its figures are those of the files")
  func figures() async throws {
    let folder = try #require(Need.helloPick.found)
    let database = try SQLiteDatabase.inMemory(id: DatabaseID("real"))
    let imported = try await ImportRun(into: database).run(
      .helloPick(
        HelloPickFiles(assets: "\(folder)/assets.csv", views: "\(folder)/views.csv")),
      now: SmallMonth.now)
    let month = try #require(Month("2023-08"))
    let figures = try await ExplorationReport(catalog: database, watches: database)(
      .month(month), asOf: SmallMonth.now,
      imported: ImportFacts(
        rejected: imported.rejected.map { ($0.file, $0.reason.text) }))
    #expect(figures.size.viewers == 320 && figures.size.events == imported.stored.events)
    #expect(figures.size.events <= 3_237 && figures.size.events > 3_200)
    #expect(figures.quality.unknownAssets == 0 && figures.quality.future == 0)
    #expect(figures.ratio.all.median > 0.5 && figures.activity.perTitle.gini > 0.3)
    #expect(figures.time.periods.count == 31 && figures.time.unit == .day)
    #expect(figures.change == nil && figures.clicks == nil)
    #expect(figures.series.runs > 100 && figures.sparsity.density < 0.05)
    for language in Language.allCases {
      let document = ReportDocument(figures, in: language)
      for line in ReportTables(document).text.split(separator: "\n") {
        #expect(DisplayWidth.of(String(line)) <= 80)
      }
    }
  }
}
