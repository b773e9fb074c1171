import Foundation
import PickCommand
import PickDemo
import PickModel
import PickStore
import PickStoreSQLite
import PickTestSupport
import Synchronization

@testable import PickOperator

/// Small data for the commands that learn, in files of one test's own.
struct LearningWorld {
  private let scratch: ScratchDirectory

  init() throws { scratch = try ScratchDirectory() }

  /// Forty users who like the items of their own parity.
  static let ratings: String = {
    var lines = "user,item,rating,timestamp\n"
    for user in 1...40 {
      for item in 1...14 where (user * 7 + item * 3) % 5 != 0 {
        let likes = (user + item).isMultiple(of: 2)
        lines += "\(user),\(item),\(likes ? 5 : 2),\(1_000_000 + (user * item * 37) % 997)\n"
      }
    }
    return lines
  }()

  /// Writes a text and returns the path.
  func write(_ text: String, as name: String) throws -> String {
    let path = scratch.file(name)
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    return path
  }

  /// A database of the sample catalogue in which both viewers watched.
  func sample() async throws -> String {
    let path = scratch.file("sample.sqlite")
    let database = try SQLiteDatabase.open(path: path, mode: .createIfMissing(.random()))
    _ = try await database.store(StoreSample.batch) { _, _ in }
    let events = [(101, 21), (101, 22), (102, 21), (102, 11)].enumerated().map { place, pair in
      StoreSample.event(
        UInt64(place), viewer: Int64(pair.0), asset: Int64(pair.1),
        at: StoreSample.now.advanced(bySeconds: Int64(place) * 60))
    }
    try await database.append(events)
    try database.close()
    return path
  }

  /// A demo world of 30 viewers, made once and only read.
  static func demo() async throws -> String { try await sharedDemo.value.file("demo.sqlite") }

  private static let sharedDemo = Task {
    let scratch = try ScratchDirectory()
    _ = try await CreateDemoWorld().run(recipe, at: scratch.file("demo.sqlite")) { _ in }
    return scratch
  }

  /// What the demo world is made by.
  static let recipe = DemoRecipe(
    viewers: 30, titles: 130, days: 20, until: SeoulTime(StoreSample.now))

  /// What a command writes, and what it says on standard error.
  static func heard(
    _ work: (TextSink, ProgressLine) async throws -> Void
  ) async throws -> (text: String, notes: String) {
    let notes = Mutex("")
    var bytes: [UInt8] = []
    let sink = TextSink { bytes += $0 }
    try await work(
      sink, ProgressLine(isTerminal: false) { text in notes.withLock { $0 += text } })
    try sink.end()
    return (String(decoding: bytes, as: UTF8.self), notes.withLock { $0 })
  }

  /// What a command writes.
  static func written(_ work: (TextSink, ProgressLine) async throws -> Void) async throws -> String
  {
    var bytes: [UInt8] = []
    let sink = TextSink { bytes += $0 }
    try await work(sink, ProgressLine(isTerminal: false) { _ in })
    try sink.end()
    return String(decoding: bytes, as: UTF8.self)
  }
}
