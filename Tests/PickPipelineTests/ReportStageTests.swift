import Foundation
import PickModel
import PickTestSupport
import Testing

@testable import PickIntake
@testable import PickPipeline

@Suite("A month's report")
struct ReportStageTests {
  private let month = DemoMonths.months[0]

  private func page(_ place: TemporaryDirectory) throws -> String {
    try String(contentsOfFile: place.file("pipeline/\(month)/report.html"), encoding: .utf8)
  }

  /// Adds a row whose number has a comma in it.
  private func addBadRow(_ place: TemporaryDirectory) throws {
    try DemoMonths.changeViews(of: month, in: place) { text in
      let lines = DemoMonths.lines(of: text)
      let asset = lines[1].split(separator: ",", omittingEmptySubsequences: false)[1]
      let fields: [Substring: Substring] = [
        "subsr": "77", "asset_nm": asset, "use_tms": "\"1,234\"", "date": "\(month)-10",
        "time": "20:00:00",
      ]
      let row = lines[0].split(separator: ",", omittingEmptySubsequences: false)
        .map { fields[$0] ?? "" }.joined(separator: ",")
      return (lines + [row]).joined(separator: "\n") + "\n"
    }
  }

  @Test("it is in the language that was asked for, and stays so when the models are added")
  func language() async throws {
    try await DemoMonths.with { pipeline, place in
      try addBadRow(place)
      var english = pipeline
      english.months?.language = .english
      var wereDone: [Bool] = []
      for (pipeline, stages) in [
        (english, [Stage.wait, .validate, .ingest, .report]), (english, [.report]),
        (pipeline, [.report]),
      ] {
        try await PipelineRun(pipeline, month).run(
          stages, finished: { wereDone.append($0.wasDone) })
        if wereDone.count == 4 {
          let page = try page(place)
          #expect(page.contains("<html lang=\"en\">"))
          #expect(
            page.contains("use_tms has separators between its thousands, as in &quot;1,234&quot;"))
        }
      }
      // Nothing is written anew in the same language, and all of it in another one.
      #expect(wereDone == [false, false, false, false, true, false])
      #expect(try page(place).contains("<html lang=\"ko\">"))
      #expect(try page(place).contains("use_tms 칸의 숫자에 천 단위 구분 기호가 있음"))
      #expect(try await english.source.publicise(.evaluate, of: month, in: english) == [])
      #expect(try page(place).contains("<html lang=\"ko\">"))
    }
  }
}
