import ArgumentParser
import Foundation
import PickCore
import PickStoreMySQL

/// A page that can be measured.
enum MeasuredPage: String, ExpressibleByArgument, CaseIterable {
  /// The front page.
  case home
}

extension EvaluateCommand {
  /// Measures front pages of the last weeks and prints what they were worth.
  func evaluateHome(into output: TextSink, line: ProgressLine) async throws {
    let opened = try await learning.source.database.open()
    let scratch = FileManager.default.temporaryDirectory
      .appending(path: "pickctl-pages-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: scratch, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(at: scratch) }
    let evaluate = EvaluatePages(
      catalog: opened.stores, watches: opened.stores, scratch: scratch.path)
    line.show("Measuring front pages", fraction: 0)
    let report = try await evaluate(
      weeks: options.folds, before: learning.source.instant, depth: options.depth,
      seed: settings.seed
    ) { line.show("Measuring front pages", fraction: $0) }
    line.finish()
    switch format {
    case .json: try output.add(try report.json() + "\n")
    case .table: try output.add(PageReportText(report).text)
    }
  }
}
