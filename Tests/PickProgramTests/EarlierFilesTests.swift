import Foundation
import PickClient
import PickCore
import PickModel
import PickStore
import PickStoreSQLite
import PickTUI
import PickTestSupport
import Testing

@testable import PickTerminal

/// Files that the programs of commit fbdd27a left, in `Tests/Samples/fbdd27a`.
///
/// A viewer of an invented month signed in, watched a few seconds, gave a thumb and put a title on the
/// list; the database is kept as the SQL that makes it. The files are never written anew: what a later
/// version no longer reads is lost to people who update.
@Suite("Files of an earlier commit")
struct EarlierFilesTests {
  private static let viewer = Viewer.ID(921_589_658_928_710_372)
  private static let issuer = "6ee356a294c71559d913c8ddcc0695fa"

  private let room: Room
  private let sample = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Samples/fbdd27a")

  init() throws { room = try Room() }

  private func text(_ name: String) throws -> String {
    try String(contentsOf: sample.appending(path: name), encoding: .utf8)
  }

  /// Copies a folder of the sample as the earlier programs kept it: readable by its owner alone.
  private func copy(_ folder: String) throws -> String {
    let path = "\(room.home)/\(folder)"
    let files = FileManager.default
    try files.copyItem(atPath: sample.appending(path: folder).path, toPath: path)
    try files.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
    for name in try files.contentsOfDirectory(atPath: path) {
      try files.setAttributes([.posixPermissions: 0o600], ofItemAtPath: "\(path)/\(name)")
    }
    return path
  }

  private func open() throws -> (database: SQLiteDatabase, path: String) {
    let path = "\(room.home)/pick.sqlite"
    try DatabaseDump.make(at: path, from: text("database.sql"))
    return (try SQLiteDatabase.open(path: path, mode: .existing), path)
  }

  @Test("its database is brought up to date and keeps its rows")
  func database() async throws {
    let (database, path) = try open()
    #expect(try await database.account(number: "70001")?.account.viewer == Self.viewer)
    let report = try DatabaseAdmin(path: path).check()
    #expect(report.problems.isEmpty)
    let counts = Dictionary(uniqueKeysWithValues: report.rows.map { ($0.table, $0.count) })
    let expected = [
      "title": 7, "title_cast": 14, "asset": 13, "account": 8, "session": 1, "refresh_token": 1,
      "watch_event": 49, "detail_view": 1, "impression": 15, "popularity": 49,
      "popularity_share": 49, "my_list": 1, "thumb": 1,
    ]
    for (table, count) in expected { #expect(counts[table] == count, "\(table)") }
  }

  @Test("its model serves, and scores as it did")
  func model() async throws {
    let (database, path) = try open()
    _ = try copy("models")
    let engine = Engine(
      stores: Engine.Stores(catalog: database, watches: database, choices: database),
      models: ModelDirectory(besideDatabase: path, named: database.id))
    // What `pickctl explain` of that commit printed at this time.
    let now = Instant(millisecondsSince1970: 1_796_126_400_000)
    for (title, score) in [
      (Title.ID(8_854_773_422_570_046_157), 2.9096985110248657),
      (Title.ID(6_173_919_862_383_326_537), 1.7001969433529214),
    ] {
      let explanation = try await engine.explain(title, to: Self.viewer, now: now)
      #expect(abs((explanation?.score ?? 0) - score) < 1e-12)
    }
  }

  @Test("its session and remembered number are read, and the session still lives in its database")
  func session() async throws {
    let files = SessionFiles(stateDirectory: try copy("state"), issuer: Self.issuer)
    let pair = try #require(try files.tokens.load())
    #expect(pair.account.number == "70001" && pair.account.viewer == Self.viewer)
    #expect(files.rememberedNumber.load() == "70001")
    let (database, _) = try open()
    let live = try await database.liveSessions(of: pair.account.id, at: pair.issuedAt)
    #expect(live.map(\.id) == [pair.session])
  }

  @Test("its settings and its configuration are read")
  func settings() throws {
    let state = try copy("state")
    let number = SessionFiles(stateDirectory: state, issuer: Self.issuer).rememberedNumber
    #expect(SettingsFile(path: state + "/settings", number: number).chosen.language == .english)
    let configuration = try Configuration(
      path: room.write(text("config.toml"), to: "config.toml"))
    #expect(configuration.language == .korean && configuration.theme == "light")
    #expect(configuration.escapeDelay == 200 && configuration.colors == .palette256)
    #expect(configuration.watching.finishedPercent == 92)
    #expect(configuration.watching.creditsSeconds == 240)
    #expect(configuration.kiosk.number == "70001" && configuration.kiosk.idleSeconds == 60)
    #expect(configuration.keyMap != KeyMap())
  }
}
