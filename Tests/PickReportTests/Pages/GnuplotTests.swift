import Foundation
import PickModel
import PickTestRunning
import PickTestSupport
import Testing

@testable import PickReport

@Suite("gnuplot", .fewAtOnce)
struct GnuplotTests {
  private static func plots() async throws -> [Plot] {
    let figures = try await SmallMonth.figures(
      recommendation: RecommendationFigures(metrics: try SampleMetrics.metrics()))
    return ReportDocument(figures, in: .korean).sections.flatMap(\.blocks).compactMap {
      if case .plot(let plot) = $0 { plot } else { nil }
    }
  }

  @Test("every picture is drawn, named, described, and in the page's own colours", .needs(.gnuplot))
  func drawn() async throws {
    let gnuplot = try #require(Gnuplot.patient)
    let plots = try await Self.plots()
    #expect(plots.count == 11)
    for plot in plots {
      let drawing = try Drawing(plot, by: gnuplot)
      for picture in [drawing.wide, drawing.narrow] {
        #expect(picture.contains("role=\"img\"") && picture.contains("aria-labelledby="))
        #expect(picture.contains("<desc") && picture.contains(HTMLText.escaped(plot.description)))
        #expect(!picture.contains("rgb(") && !picture.contains("black"), "\(plot.id)")
        #expect(!picture.contains("gpPt") && !picture.contains("gnuplot"))
        #expect(picture.contains("var(--"))
      }
    }
  }

  @Test("equal figures are drawn alike", .needs(.gnuplot))
  func alike() async throws {
    let gnuplot = try #require(Gnuplot.patient)
    let plot = try #require(try await Self.plots().first)
    #expect(try Drawing(plot, by: gnuplot) == Drawing(plot, by: gnuplot))
  }

  @Test("a picture of nothing is a picture", .needs(.gnuplot))
  func nothing() throws {
    let gnuplot = try #require(Gnuplot.patient)
    let table = ReportTable("none", "없음", columns: [], rows: [])
    for kind in [
      Plot.Kind.columns(labels: [], bars: [], lines: []), .heat(rows: [], values: []),
      .curves(x: [], curves: [], hasDiagonal: true),
      .ranges(labels: [], values: [], least: 0, most: 0),
    ] {
      let plot = Plot(
        id: "none", kind: kind, caption: "없음", legend: [], description: "없음", xLabel: "x",
        table: table)
      #expect(throws: Never.self) { try Drawing(plot, by: gnuplot) }
    }
  }

  @Test("a program that hangs is ended")
  func hanging() throws {
    let scratch = try ScratchDirectory()
    let path = scratch.file("gnuplot")
    try ProgramFile.write("#!/bin/sh\nexec sleep 1000\n", to: path)
    #expect(throws: Gnuplot.Trouble.outOfBounds) {
      try Gnuplot(path: path, milliseconds: 50).output(of: "plot x")
    }
  }

  @Test("the child has an environment of its own, and the script on its standard input")
  func environment() throws {
    let scratch = try ScratchDirectory()
    let path = scratch.file("gnuplot")
    try ProgramFile.write("#!/bin/sh\nenv\necho \"$@\"\ncat\n", to: path)
    let output = try Gnuplot.patient(path).output(of: "the script")
    let lines = Set(output.split(separator: "\n").map(String.init))
    #expect(lines.contains("HOME=/nonexistent") && lines.contains("LC_ALL=C.UTF-8"))
    #expect(!lines.contains { $0.hasPrefix("PICK_") || $0.hasPrefix("USER=") })
    #expect(lines.contains("-d -") && lines.contains("the script"))
  }

  @Test("failures are told apart")
  func failures() throws {
    let scratch = try ScratchDirectory()
    let path = scratch.file("gnuplot")
    #expect(throws: Gnuplot.Trouble.notStarted) { try Gnuplot.patient(path).output(of: "x") }
    try ProgramFile.write("#!/bin/sh\nexit 3\n", to: path)
    #expect(throws: Gnuplot.Trouble.failed(status: 3 << 8)) {
      try Gnuplot.patient(path).output(of: "x")
    }
    #expect(throws: Gnuplot.Trouble.tooLong) {
      try Gnuplot.patient(path).output(of: String(repeating: "x", count: 100_000))
    }
  }

  @Test("an answer that could act is no picture")
  func acting() async throws {
    let scratch = try ScratchDirectory()
    let path = scratch.file("gnuplot")
    let svg = "<?xml?><svg viewBox=\"0 0 1 1\"><desc>x</desc><script>1</script></svg>"
    try ProgramFile.write("#!/bin/sh\necho '\(svg)\(svg)'\n", to: path)
    let plot = try #require(try await Self.plots().first)
    #expect(throws: Gnuplot.Trouble.noPicture) { try Drawing(plot, by: .patient(path)) }
  }
}
