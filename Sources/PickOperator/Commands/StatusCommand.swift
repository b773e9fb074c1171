import ArgumentParser
import Foundation
import PickCommand
import PickCore
import PickModel
import PickPipeline
import PickStore
import PickSystem

struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Show how the database stands, which model serves, what ran last and what is due.",
    discussion: """
      Examples:
        pickctl status
        pickctl status --data mysql://pick@db/pick --format json
      """)

  @OptionGroup var database: DatabaseOption
  @OptionGroup var models: ModelsOption
  @OptionGroup var output: FormatOption

  func run() async throws {
    try await reporting {
      let opened = try await database.open()
      let report = try await StatusReport(
        of: opened, models: try models.directory(of: opened), now: SystemWallClock().now())
      guard output.format == .text else { return try StandardOutput.show(report.json()) }
      let sink = TextSink.standardOutput()
      for line in report.lines(on: .current) { try sink.add(line + "\n") }
      try sink.end()
    }
  }
}

/// How a Pick stands, for an operator.
struct StatusReport: Encodable {
  /// Something that should be done, and the command that does it.
  struct Due: Encodable, Equatable {
    let what: String
    let command: String
  }

  /// The model that serves.
  struct Served: Encodable, Equatable {
    let id: String
    let trained: String
    let month: String?
    let events: Int?
  }

  /// The last run of a month.
  struct Run: Encodable, Equatable {
    let month: String
    let stage: String
    let state: String
    let started: String
  }

  /// Counts of accounts.
  struct Accounts: Encodable, Equatable {
    let all: Int
    let withPassword: Int
    let disabled: Int
    let sessions: Int
  }

  let database: String
  let titles: Int
  let assets: Int
  let events: Int
  let lastEvent: String?
  let accounts: Accounts
  let model: Served?
  let lastRun: Run?
  let due: [Due]

  init(of opened: OpenStores, models: ModelDirectory, now: Instant) async throws {
    let stores = opened.stores
    let overview = try await stores.overview(at: now)
    let entries = try await ModelRegistry(stores: stores, models: models, now: now).entries()
    let champion = entries.first { $0.state == .champion }
    let records = try await stores.stageRecords(of: nil)
    let held = Set(try await stores.monthLocks().map(\.run))
    let last = records.max { ($0.startedAt, $0.stage) < ($1.startedAt, $1.stage) }

    database = opened.location.description
    titles = overview.titles
    assets = overview.assets
    events = overview.events
    lastEvent = overview.lastEventAt.map(LedgerText.time)
    accounts = Accounts(
      all: overview.accounts, withPassword: overview.accountsWithPassword,
      disabled: overview.disabledAccounts, sessions: overview.sessions)
    model = champion.map { entry in
      Served(
        id: entry.id, trained: LedgerText.time(entry.manifest?.trainedAt ?? entry.madeAt),
        month: entry.month?.description, events: entry.manifest?.counts.events)
    }
    lastRun = last.map { record in
      let isLeft = record.state == .running && !held.contains(record.run)
      return Run(
        month: record.month.description, stage: record.stage,
        state: isLeft ? "interrupted" : record.state.rawValue,
        started: LedgerText.time(record.startedAt))
    }
    // What pick does by itself, it does again by itself.
    let months = records.filter { !$0.stage.hasPrefix(ModelHistory.machineMark) }
    let isOfMonth = last.map { !$0.stage.hasPrefix(ModelHistory.machineMark) } ?? false
    due = Self.due(
      overview, model: champion, records: months, lastState: isOfMonth ? lastRun?.state : nil,
      lastRecord: isOfMonth ? last : nil, now: now)
  }

  /// What should be done, the most pressing first.
  static func due(
    _ overview: DatabaseOverview, model: ModelRegistry.Entry?, records: [StageRecord],
    lastState: String?, lastRecord: StageRecord?, now: Instant
  ) -> [Due] {
    var due: [Due] = []
    if overview.titles == 0 {
      due.append(Due(what: "The catalogue is empty", command: "pickctl import hellopick --help"))
    }
    if overview.events > 0 {
      if let trained = model?.manifest?.trainedAt {
        if let last = overview.lastEventAt, last > trained.advanced(bySeconds: 31 * 86_400) {
          due.append(
            Due(
              what: "More than a month was watched since the model was trained",
              command: "pickctl train"))
        }
      } else if model == nil {
        due.append(Due(what: "No model serves", command: "pickctl train"))
      }
    }
    if let lastRecord, let lastState, ["failed", "interrupted"].contains(lastState) {
      due.append(
        Due(
          what:
            "The run of \(lastRecord.month) \(lastState == "failed" ? "failed" : "was interrupted") at \(lastRecord.stage)",
          command: "pickctl pipeline run --month \(lastRecord.month)"))
    }
    // Only where months are worked on at all: an import by hand asks for none.
    if !records.isEmpty, let month = Month(containing: now).previous,
      !records.contains(where: {
        $0.month == month && $0.stage == Stage.publish.rawValue && $0.state == .done
      }),
      month != lastRecord?.month || !["failed", "interrupted"].contains(lastState)
    {
      due.append(
        Due(
          what: "\(month) is over and not published",
          command: "pickctl pipeline run --month \(month)"))
    }
    if overview.accounts > 0, overview.accountsWithPassword == 0 {
      due.append(
        Due(
          what: "No account has a password",
          command: "pickctl account set-password --account NUMBER"))
    }
    return due
  }

  /// Lines for a person.
  func lines(on screen: Screen) -> [String] {
    var lines: [(String, String, Screen.Mark?)] = [
      ("database", database, nil),
      ("catalogue", "\(titles) titles, \(assets) assets", nil),
      ("watched", "\(events) events" + (lastEvent.map { ", the last one \($0)" } ?? ""), nil),
      (
        "accounts",
        "\(accounts.all), \(accounts.withPassword) with a password, \(accounts.disabled) disabled; "
          + "\(accounts.sessions) places signed in", nil
      ),
    ]
    let served = model.map { model in
      "\(model.id), trained \(model.trained)" + (model.month.map { " of \($0)" } ?? "")
        + (model.events.map { " on \($0) events" } ?? "")
    }
    lines.append(("model", served ?? "none", served == nil ? .attention : .good))
    if let lastRun {
      let isGood = ["done", "running"].contains(lastRun.state)
      lines.append(
        (
          "last run", "\(lastRun.month) \(lastRun.stage): \(lastRun.state), \(lastRun.started)",
          isGood ? .good : .bad
        ))
    } else {
      lines.append(("last run", "none", nil))
    }
    lines += due.map { ("due", "\($0.what): \($0.command)", Screen.Mark.attention) }
    if due.isEmpty { lines.append(("due", "nothing", .good)) }
    return lines.flatMap { name, text, mark -> [String] in
      let label = name.padding(toLength: 11, withPad: " ", startingAt: 0)
      let folded = DisplayText.sanitized(text).folded(at: screen.columns, after: label)
      return folded.enumerated().map { place, line in
        place == 0
          ? screen.marked(label, .heading)
            + screen.marked(String(line.dropFirst(label.count)), mark)
          : screen.marked(line, mark)
      }
    }
  }
}
