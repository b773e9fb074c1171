import ArgumentParser
import Foundation
import PickCommand
import PickCore
import PickModel
import PickPipeline
import PickStore
import PickTestSupport
import Testing

@testable import PickOperator

@Suite("What an operator sees of a database")
struct OperatorCommandsTests {
  private let now = StoreSample.now
  private let screen = Screen(columns: 60, hasColours: false)

  private func due(
    _ change: (inout DatabaseOverview) -> Void = { _ in }, records: [StageRecord] = [],
    lastState: String? = nil
  ) -> [String] {
    var overview = DatabaseOverview()
    (overview.titles, overview.accounts, overview.accountsWithPassword) = (5, 2, 1)
    change(&overview)
    return StatusReport.due(
      overview, model: nil, records: records, lastState: lastState, lastRecord: records.last,
      now: now
    ).map(\.command)
  }

  private func record(_ month: String, _ stage: Stage, _ state: StageRecord.State) throws
    -> StageRecord
  {
    StageRecord(
      run: "r", stage: stage.rawValue, month: try #require(Month(month)), state: state, input: "",
      version: "1", startedAt: now)
  }

  @Test("status says what is due, with the command that does it")
  func dueWork() throws {
    #expect(due().isEmpty)
    #expect(due { $0.titles = 0 } == ["pickctl import hellopick --help"])
    #expect(due { $0.events = 3 } == ["pickctl train"])
    #expect(
      due { $0.accountsWithPassword = 0 } == ["pickctl account set-password --account NUMBER"])
    let october = "pickctl pipeline run --month 2026-10"
    let september = try record("2026-09", .publish, .done)
    #expect(due(records: [september], lastState: "done") == [october])
    let published = try record("2026-10", .publish, .done)
    #expect(due(records: [published], lastState: "done").isEmpty)
    let failed = try record("2026-10", .train, .failed)
    #expect(due(records: [failed], lastState: "failed") == [october])
  }

  @Test("status fits the screen and names database, catalogue, accounts, model and last run")
  func status() async throws {
    let world = try LearningWorld()
    let path = try await world.sample()
    let opened = try await OpenStores.open(.sqlite(path: path), mode: .existing)
    let models = ModelDirectory(besideDatabase: path, named: opened.id)
    let report = try await StatusReport(of: opened, models: models, now: now)
    let lines = report.lines(on: screen)
    let longestWord = "database   sqlite:".count + path.utf8.count
    #expect(lines.allSatisfy { DisplayWidth.of($0) <= max(60, longestWord) })
    for text in [
      "catalogue  2 titles, 5 assets", "accounts   2, 0 with a password, 0 disabled;",
      "model      none", "last run   none", "due        No model serves: pickctl train",
    ] {
      #expect(lines.contains { $0.hasPrefix(text) }, "\(text) in \(lines)")
    }
    let json = try JSONSerialization.jsonObject(with: Data(try report.json().utf8))
    let all = try #require(json as? [String: Any])
    #expect(all["events"] as? Int == 4 && (all["due"] as? [Any])?.count == 2)
  }

  @Test("a viewer's export is JSON with every table, times in words and no secret")
  func export() async throws {
    let store = try await StoreSample.database()
    try await store.append([StoreSample.event()])
    let viewer = StoreSample.accounts[0].viewer
    let text = try ViewerExport(
      number: "1001", viewer: viewer, at: now, tables: try await store.everything(about: viewer)
    ).text()
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(json["number"] as? String == "1001" && json["viewer"] as? Int == 101)
    #expect(json["at"] as? String == "2026-11-20T13:30:00.000Z")
    let tables = try #require(json["tables"] as? [String: [[String: Any]]])
    let event = try #require(tables["watch_event"]?.first)
    #expect(event["started_at"] as? String == "2026-11-20T13:30:00.000Z")
    #expect(event["asset_name"] as? String == "asset 11")
    #expect(tables["my_list"]?.isEmpty == true)
    #expect(text.split(separator: "\n").allSatisfy { DisplayText.isSafe(String($0)) })
  }

  @Test("titles are found by parts, initial consonants and with a slip")
  func find() async throws {
    let store = try await StoreSample.database()
    let find = FindTitles(store)
    for text in ["언덕", "ㅂㄹㅇ", "windy", "한가을"] {
      let found = try await find(text, limit: 5)
      #expect(found.titles.map(\.id.rawValue) == [1] && !found.areNear, "\(text)")
    }
    let near = try await find("Windy Hlil", limit: 5)
    #expect(near.titles.map(\.id.rawValue) == [1] && near.areNear)
    #expect(try await find("qqqqqq", limit: 5).titles.isEmpty)
  }

  @Test("erasing without a terminal needs --yes; a title or --all says what is shown again")
  func refusals() {
    for wrong in [
      ["unhide", "--viewer", "1"], ["unhide", "--viewer", "1", "--all", "--title", "x"],
      ["hidden"], ["export"],
    ] {
      #expect(throws: (any Error).self, "\(wrong)") { try ViewerCommand.parseAsRoot(wrong) }
    }
  }
}
