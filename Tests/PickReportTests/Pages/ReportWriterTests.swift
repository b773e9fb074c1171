import Foundation
import Glibc
import PickModel
import PickTestSupport
import Testing

@testable import PickReport

@Suite("Files of a report")
struct ReportWriterTests {
  @Test("page, figures and tables are written, and nothing beside them")
  func written() async throws {
    let scratch = try ScratchDirectory()
    let figures = try await SmallMonth.figures()
    let directory = scratch.file("pipeline/2026-11")
    let writer = ReportWriter(gnuplot: nil)
    let files = try writer.write(figures, to: directory)
    #expect(files.first == "\(directory)/report.html")
    let names = try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
    #expect(names == ["report.html", "report.json", "tables"])
    let tables = try FileManager.default.contentsOfDirectory(atPath: "\(directory)/tables")
    #expect(tables.count == files.count - 2 && tables.allSatisfy { $0.hasSuffix(".csv") })
    let csv = try String(contentsOfFile: "\(directory)/tables/categories.csv", encoding: .utf8)
    #expect(csv.hasPrefix("category,titles,events,share,hours\n"))
    #expect(csv.contains("drama,1,5,0.833333,4.750000\n"))
  }

  @Test("equal figures give equal files")
  func again() async throws {
    let scratch = try ScratchDirectory()
    let figures = try await SmallMonth.figures()
    let writer = ReportWriter(language: .english, gnuplot: nil)
    let first = try writer.write(figures, to: scratch.file("a"))
    let second = try writer.write(figures, to: scratch.file("b"))
    for (one, other) in zip(first, second) {
      let contents = [one, other].map { FileManager.default.contents(atPath: $0) }
      #expect(contents[0] != nil && contents[0] == contents[1])
    }
  }

  @Test("a place that cannot be written is told, and the old page stays")
  func refused() async throws {
    let scratch = try ScratchDirectory()
    let figures = try await SmallMonth.figures()
    try "a file".write(toFile: scratch.file("taken"), atomically: true, encoding: .utf8)
    let path = scratch.file("taken/report.html")
    #expect(throws: ReportError.cannotWrite(path: path, code: ENOTDIR)) {
      try ReportWriter(gnuplot: nil).write(figures, to: scratch.file("taken"))
    }
  }
}
