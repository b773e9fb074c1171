import Foundation
import PickCore
import PickDemo
import PickModel
import PickStore
import PickStoreSQLite
import PickTestRunning
import PickTestSupport
import Testing

@testable import PickReport

/// What a browser makes of a report; `scripts/test --all` asks for it.
///
/// Pictures are kept in `PICK_TEST_PICTURES`, when that names a directory.
@Suite("Report in Chromium", .needs(.chromium), .needs(.gnuplot), .fewAtOnce)
struct ReportPictureTests {
  private static let pictures = ProcessInfo.processInfo.environment["PICK_TEST_PICTURES"]

  /// A report of a small demo world.
  private static func figures(_ scratch: ScratchDirectory) async throws -> ReportFigures {
    let until = SeoulTime(SmallMonth.now)
    let path = scratch.file("demo.sqlite")
    _ = try await CreateDemoWorld().run(
      DemoRecipe(viewers: 150, titles: 120, days: 40, seed: 7, until: until), at: path)
    let database = try SQLiteDatabase.open(path: path, mode: .existing)
    let engine = Engine(
      stores: Engine.Stores(catalog: database, watches: database, choices: database))
    return try await ExplorationReport(catalog: database, watches: database, engine: engine)(
      .everything, asOf: SmallMonth.now,
      recommendation: RecommendationFigures(metrics: try SampleMetrics.metrics()))
  }

  @Test("nothing overflows, every glyph is there, and all text has contrast, light and dark")
  func readable() async throws {
    let browser = try #require(Need.chromium.found)
    let scratch = try ScratchDirectory()
    let figures = try await Self.figures(scratch)
    for language in Language.allCases {
      let directory = scratch.file(language.rawValue)
      try ReportWriter(language: language, gnuplot: .patient).write(figures, to: directory)
      let page = try String(contentsOfFile: "\(directory)/report.html", encoding: .utf8)
      #expect(page.contains("<svg class=\"wide\""))
      let frames = [1280, 390].flatMap { width in
        [false, true].map { PageFrame(width: width, isDark: $0) }
      }
      let file = "\(directory)/frames.html"
      try PageFrame.page(of: frames, showing: page, isProbed: true)
        .write(toFile: file, atomically: true, encoding: .utf8)
      let chromium = Chromium(path: browser, profile: scratch.file("profile"))
      let content = try await chromium.content(of: "file://\(file)", width: 1300)
      for frame in frames {
        let found = try #require(frame.found(in: content), "\(frame.name) was not probed")
        #expect(found == "ok", "\(language) \(frame.name): \(found)")
      }
    }
  }

  @Test("it is painted at a desktop's and a telephone's width")
  func painted() async throws {
    let browser = try #require(Need.chromium.found)
    let scratch = try ScratchDirectory()
    let directory = scratch.file("report")
    try ReportWriter(gnuplot: .patient).write(try await Self.figures(scratch), to: directory)
    let page = try String(contentsOfFile: "\(directory)/report.html", encoding: .utf8)
    let chromium = Chromium(path: browser, profile: scratch.file("profile"))
    for frame in [PageFrame(width: 1280, isDark: false), PageFrame(width: 390, isDark: true)] {
      let file = "\(directory)/\(frame.name).html"
      try PageFrame.page(of: [frame], showing: page, isProbed: false)
        .write(toFile: file, atomically: true, encoding: .utf8)
      let name = "report-\(frame.name).png"
      let picture = Self.pictures.map { "\($0)/\(name)" } ?? scratch.file(name)
      try await chromium.paint(
        "file://\(file)", width: max(500, frame.width), height: 2000, picture: picture)
      let bytes = FileManager.default.contents(atPath: picture) ?? Data()
      #expect(bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) && bytes.count > 50_000, "\(name)")
    }
  }
}
