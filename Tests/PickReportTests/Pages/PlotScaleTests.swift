import PickModel
import Testing

@testable import PickReport

/// Figures from outside may be any number, and some that are none.
@Suite("Scales of pictures")
struct PlotScaleTests {
  private static let numbers: [Double] = [
    0, -1, .nan, .infinity, -.infinity, .greatestFiniteMagnitude, 1.7e308, .leastNonzeroMagnitude,
    .leastNormalMagnitude, 1e-9, 0.24, 1, 4, 5, 99.9, 12_345, Double(Int.max),
  ]

  @Test("a scale has a few marks, from 0 to its end", arguments: numbers)
  func marks(most: Double) throws {
    let scale = PlotScale(most: most)
    #expect(scale.step > 0 && scale.top.isFinite)
    #expect((2...7).contains(scale.marks.count))
    #expect(scale.marks.first == 0)
    let last = try #require(scale.marks.last)
    #expect(abs(last / scale.top - 1) < 1e-9)
  }

  @Test(
    "the end is at or above what is shown", arguments: [1e-9, 0.24, 1, 4, 5, 99.9, 12_345, 1e18])
  func top(most: Double) {
    #expect(PlotScale(most: most).top >= most && PlotScale(most: most).top <= most * 2.5)
  }

  @Test("every kind of picture is drawn of any numbers, on a page and in a terminal")
  func everyKind() {
    let all = Self.numbers
    let labels = all.indices.map(String.init)
    let kinds: [Plot.Kind] = [
      .columns(labels: labels, bars: all, lines: [all]),
      .curves(x: all, curves: [all], hasDiagonal: true), .heat(rows: ["a"], values: [all]),
      .ranges(
        labels: labels, values: all.map { Plot.Range(low: $0, middle: $0, high: $0) }, least: 0,
        most: .greatestFiniteMagnitude),
    ]
    for kind in kinds {
      let table = ReportTable(
        "any", "any", columns: [.number("figure", "Figure")],
        rows: all.map { [.decimal($0, 3)] }, bars: all)
      let plot = Plot(
        id: "any", kind: kind, caption: "any", legend: [], description: "any", xLabel: "x",
        table: table)
      #expect(GnuplotScript.text(plot, .narrow).hasSuffix("\n"))
      let document = ReportDocument(
        language: .english, title: "any", subtitle: "any", headline: [],
        sections: [
          ReportDocument.Section(
            id: "any", heading: "any", finding: "any", meaning: "any", blocks: [.plot(plot)])
        ])
      for isPlain in [false, true] {
        #expect(ReportTables(document, isPlain: isPlain).text.contains("any"))
      }
    }
  }
}
