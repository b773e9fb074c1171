import PickModel
import PickStore
import PickStoreSQLite
import PickTestSupport
import Testing

@Suite("Dumps of a database")
struct DatabaseDumpTests {
  private func dump(_ id: String, events: [WatchEvent]) async throws -> String {
    var text = ""
    try await TemporaryDirectory.with { directory in
      let path = directory.file("pick.sqlite")
      let database = try SQLiteDatabase.open(
        path: path, mode: .createIfMissing(DatabaseID(id)))
      var batch = StoreSample.batch
      batch.events = events
      _ = try await database.store(batch) { _, _ in }
      try database.close()
      text = try DatabaseDump.text(of: path)
    }
    return text
  }

  @Test("the same input under the same name is the same text, in whatever order it came")
  func equal() async throws {
    let events = (0..<200).map { index in
      StoreSample.event(UInt64(index), viewer: 101 + Int64(index % 2), seconds: 17 * index)
    }
    var generator = SplitMix64(seed: 3)
    let first = try await dump("one", events: events)
    #expect(try await dump("one", events: events.shuffled(using: &generator)) == first)
    #expect(try await dump("two", events: events) != first)
    #expect(try await dump("one", events: events.dropLast()) != first)
    #expect(first.contains("watch_event: 102, "))
  }
}
