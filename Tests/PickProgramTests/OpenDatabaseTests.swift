import ArgumentParser
import Foundation
import Glibc
import Logging
import PickCommand
import PickDemo
import PickStore
import PickStoreSQLite
import PickSystem
import PickTestSupport
import Synchronization
import Testing

@testable import PickTerminal
@testable import pick

@Suite("Which database is opened")
struct OpenDatabaseTests {
  private let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

  /// Makes an empty catalogue at a path.
  private func make(_ path: String) throws {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try SQLiteDatabase.open(
      path: path, mode: .createIfMissing(DatabaseID("0123456789abcdef0123456789abcdef"))
    ).close()
  }

  private func open(
    _ arguments: [String], _ room: Room, data: String? = nil
  ) async throws -> OpenDatabase {
    var configuration = Configuration()
    configuration.data = data
    return try await OpenDatabase.open(
      try DatabaseArguments.parse(arguments).options, configuration, room.environment, log)
  }

  /// What opening fails with.
  private func failure(
    _ arguments: [String], _ room: Room, data: String? = nil
  ) async throws -> Failure? {
    do {
      _ = try await open(arguments, room, data: data)
      return nil
    } catch let failure as Failure {
      return failure
    }
  }

  @Test("the option counts before the configuration, and that before the standard place")
  func order() async throws {
    let room = try Room()
    let places = try #require(room.environment.places)
    let (named, configured) = ("\(room.home)/named.sqlite", "\(room.home)/configured.sqlite")
    for path in [places.database, places.demoDatabase, named, configured] { try make(path) }
    #expect(try await open(["--data", named], room, data: configured).path == named)
    #expect(try await open([], room, data: configured).path == configured)
    #expect(try await open([], room).path == places.database)
  }

  @Test("without a catalogue the demo world is opened")
  func demo() async throws {
    let room = try Room()
    let places = try #require(room.environment.places)
    try make(places.demoDatabase)
    #expect(try await open([], room).path == places.demoDatabase)
  }

  @Test("a named file that is not there ends with 69 and says who named it")
  func missing() async throws {
    let room = try Room()
    let gone = "\(room.home)/gone.sqlite"
    let option = try #require(try await failure(["--data", gone], room))
    #expect(option.status == .unavailable && option.sentence.contains("--data"))
    let key = try #require(try await failure([], room, data: gone))
    #expect(key.status == .unavailable && key.sentence.contains("configuration"))
  }

  @Test("what is no database of Pick ends with 65")
  func foreign() async throws {
    let room = try Room()
    let text = try room.write(String(repeating: "not a database ", count: 100), to: "notes.txt")
    #expect(try await failure(["--data", text], room)?.status == .badData)
  }

  @Test("a database that a newer Pick made ends with 69, as in pickctl and pickd")
  func newer() {
    let failure = Failure(StoreError.newerSchema(found: "900-later", known: "006"), path: "a.db")
    #expect(failure.status == .unavailable && failure.sentence.contains("900-later"))
  }

  @Test("another moment than now is for demo worlds only")
  func moment() async throws {
    let room = try Room()
    let path = "\(room.home)/real.sqlite"
    try make(path)
    let failure = try await failure(["--data", path, "--at", "2026-11-20T22:30"], room)
    #expect(failure?.status == .usage)
  }
}

@Suite("Making the demo world")
struct DemoMakerTests {
  private final class Written: Sendable {
    let texts = Mutex<[String]>([])
  }

  @Test(
    "its progress is one row of any terminal, and all of it at 80 columns", arguments: [80, 40])
  func progress(columns: Int) {
    let written = Written()
    let line = ProgressLine(style: .demoWorld, isTerminal: true) { text in
      written.texts.withLock { $0.append(text) }
    }
    for done in 0...100 { line.show(.living(viewers: done, of: 100)) }
    for done in 0...100 { line.show(.storing(rows: done, of: 100)) }
    var screen = TerminalEmulator(columns: columns, rows: 4)
    for text in written.texts.withLock({ $0 }) { screen.feed(text.utf8) }
    #expect(screen.text(row: 0).hasPrefix("헬로 Pick · 100 % [##########] 데모"))
    #expect(screen.text(row: 0).contains("(making the demo world)") == (columns == 80))
    #expect((1..<4).allSatisfy { screen.text(row: $0).isEmpty })
    line.finish()
    screen.feed(written.texts.withLock { $0.last ?? "" }.utf8)
    #expect(screen.text(row: 0).isEmpty)
  }
}

@Suite("A key that cannot be used")
struct KeyFailureTests {
  @Test(
    "a disk that is full, read-only or broken is told as that",
    arguments: [(ENOSPC, "full"), (EROFS, "read-only"), (EIO, "could not be read or written")])
  func disk(code: Int32, words: String) {
    let failure = Failure(SigningKeyError.file(.inputOutput(code: code)), keyOf: "/d/pick.sqlite")
    #expect(failure.status == .inputOutput)
    #expect(failure.sentence.contains(words) && !failure.sentence.contains("0600"))
    let rights = Failure(SigningKeyError.file(.foreignOwner), keyOf: "/d/pick.sqlite")
    #expect(rights.status == .noPermission)
  }
}
