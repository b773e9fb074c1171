import Foundation
import Glibc
import PickCore
import PickDemo
import PickIntake
import PickModel
import PickPipeline
import PickStore
import PickStoreSQLite
import PickTestSupport

/// Two months of a small demo world, written once for all tests of a run.
enum DemoMonths {
  /// The months, the earliest first.
  static let months = [Month("2026-09"), Month("2026-10")].compactMap { $0 }

  /// Removed when the tests end.
  private static let directory = FileManager.default.temporaryDirectory
    .appending(path: "pick-months-\(UUID().uuidString)").path

  private static let inbox = Task<String, any Error> {
    atexit { try? FileManager.default.removeItem(atPath: DemoMonths.directory) }
    let path = directory
    guard let until = SeoulTime(year: 2026, month: 11, day: 2) else { throw CancellationError() }
    let recipe = DemoRecipe(viewers: 260, titles: 130, days: 60, seed: 7, until: until)
    _ = try ExportDemoMonths(months: months.count, of: recipe).run(inbox: path)
    return path
  }

  /// Runs `body` with a copy of the months and a pipeline of an empty database.
  static func with(_ body: (Pipeline, TemporaryDirectory) async throws -> Void) async throws {
    let source = try await inbox.value
    try await TemporaryDirectory.with { place in
      try FileManager.default.copyItem(atPath: source, toPath: place.file("inbox"))
      let database = try SQLiteDatabase.open(
        path: place.file("pick.sqlite"), mode: .createIfMissing(.random()))
      let clock = ManualClock(at: months[1].end.advanced(bySeconds: 3600))
      var pipeline = Pipeline(
        stores: database,
        models: ModelDirectory(path: place.file("models"), database: database.id),
        source: InboxMonths(place.file("inbox")), work: place.file("pipeline"), clock: clock)
      pipeline.options.weeks = 2
      try await body(pipeline, place)
      try database.close()
    }
  }

  /// A pipeline of the same months and an empty database below a folder.
  static func pipeline(on folder: String, like other: Pipeline) throws -> Pipeline {
    let database = try SQLiteDatabase.open(
      path: folder + "/pick.sqlite", mode: .createIfMissing(.random()))
    return Pipeline(
      stores: database, models: ModelDirectory(path: folder + "/models", database: database.id),
      source: other.source, work: folder + "/pipeline", clock: other.clock,
      options: other.options)
  }

  /// The lines of a file whose bytes are letters of Latin-1.
  ///
  /// A line ends with LF and nothing else: half a syllable of CP949 is a line feed to Unicode.
  static func lines(of text: String) -> [String] {
    text.unicodeScalars.split(separator: "\n").map { line in
      String(String.UnicodeScalarView(line.filter { $0 != "\r" }))
    }
  }

  /// Changes the views of a month in the folder, and writes the manifest anew where asked.
  static func changeViews(
    of month: Month, in place: TemporaryDirectory, withManifest: Bool = true,
    _ change: (String) -> String
  ) throws {
    let inbox = MonthInbox(place.file("inbox"), month)
    let url = URL(filePath: inbox.file("views.csv"))
    // CP949 leaves ASCII as it is, and every byte is a letter of Latin-1.
    let text = String(decoding: try Data(contentsOf: url).map(UInt16.init), as: UTF16.self)
    let bytes = change(text).unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    try Data(bytes).write(to: url)
    if withManifest { _ = try inbox.writeManifest(now: month.end) }
  }
}
