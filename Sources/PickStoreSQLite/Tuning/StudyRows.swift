import Foundation
import GRDB
import PickModel
import PickRecommender
import PickStore

/// Writes studies as rows and reads them back.
enum StudyRows {
  /// What is searched, and for what.
  static func write(_ plan: StudyPlan, task: String, to db: Database) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    try db.execute(
      sql: "INSERT INTO study (id, task, plan) VALUES (1, ?, ?)",
      arguments: [task, String(decoding: try encoder.encode(plan), as: UTF8.self)])
  }

  /// A trial as it is; the names beside its values are for people who read the file.
  static func write(_ trial: Trial, names: [String], to db: Database) throws {
    try db.execute(
      sql: """
        INSERT INTO trial (number, state, value, failure, attempts) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (number) DO UPDATE SET state = excluded.state, value = excluded.value,
          failure = excluded.failure, attempts = excluded.attempts
        """,
      arguments: [
        trial.number, trial.state.rawValue, trial.value, trial.failure, trial.attempts,
      ])
    for (place, (name, value)) in zip(names, trial.parameters).enumerated() {
      try db.execute(
        sql: "INSERT OR IGNORE INTO parameter (trial, place, name, value) VALUES (?, ?, ?, ?)",
        arguments: [trial.number, place, name, value.databaseValue])
    }
    try db.execute(sql: "DELETE FROM report WHERE trial = ?", arguments: [trial.number])
    for report in trial.reports {
      try db.execute(
        sql: "INSERT INTO report (trial, step, value) VALUES (?, ?, ?)",
        arguments: [trial.number, report.step, report.value])
    }
  }

  /// The study of a file, if it is the one that is meant.
  static func readStudy(from db: Database, plan: StudyPlan, task: String) throws -> Study {
    let stored = try self.plan(from: db)
    let storedTask = try String.fetchOne(db, sql: "SELECT task FROM study") ?? ""
    for (what, stored, given) in differences(stored, plan) + [("task", storedTask, task)]
    where stored != given {
      throw StudyFileError.differs(what: what, stored: stored, given: given)
    }
    return try Study(plan, trials: try trials(from: db, space: plan.space))
  }

  /// The study of a file, whatever it is of.
  static func readStudy(from db: Database) throws -> (task: String, study: Study) {
    let plan = try self.plan(from: db)
    let task = try String.fetchOne(db, sql: "SELECT task FROM study") ?? ""
    return (task, try Study(plan, trials: try trials(from: db, space: plan.space)))
  }

  private static func plan(from db: Database) throws -> StudyPlan {
    guard let text = try String.fetchOne(db, sql: "SELECT plan FROM study") else {
      throw StoreError.corrupt(reason: "the study has no plan")
    }
    guard OutsideName.areNames(inJSON: Array(text.utf8), longest: 256) else {
      throw StoreError.corrupt(reason: "the study's plan has names that are none")
    }
    do {
      return try JSONDecoder().decode(StudyPlan.self, from: Data(text.utf8))
    } catch {
      throw StoreError.corrupt(reason: "the study's plan cannot be read: \(error)")
    }
  }

  /// The parts of two plans in words, in the order they are told.
  private static func differences(
    _ stored: StudyPlan, _ given: StudyPlan
  ) -> [(String, String, String)] {
    [
      ("space", words(stored.space), words(given.space)),
      ("direction", stored.direction.rawValue, given.direction.rawValue),
      ("sampler", "\(stored.sampler)", "\(given.sampler)"),
      ("pruner", "\(stored.pruner)", "\(given.pruner)"),
      ("seed", "\(stored.seed)", "\(given.seed)"),
    ]
  }

  private static func words(_ space: SearchSpace) -> String {
    space.dimensions.map { "\($0.name)=\($0.domain)\($0.domain.isLogarithmic ? ":log" : "")" }
      .joined(separator: " ")
  }

  private static func trials(from db: Database, space: SearchSpace) throws -> [Trial] {
    let rows = try Row.fetchAll(
      db, sql: "SELECT number, state, value, failure, attempts FROM trial ORDER BY number")
    return try rows.map { row in
      let number = try row.read(0, of: "trial", as: Int.self)
      let values = try DatabaseValue.fetchAll(
        db, sql: "SELECT value FROM parameter WHERE trial = ? ORDER BY place",
        arguments: [number])
      let parameters = zip(space.dimensions, values).compactMap { dimension, value in
        ParameterValue(value, of: dimension.domain)
      }
      let reports = try Row.fetchAll(
        db, sql: "SELECT step, value FROM report WHERE trial = ? ORDER BY step",
        arguments: [number])
      guard try reports.allSatisfy({ try $0.read(0, of: "report") as Int >= 0 }) else {
        throw StoreError.corrupt(reason: "report.step")
      }
      guard let state = Trial.State(rawValue: try row.read(1, of: "trial")) else {
        throw StoreError.corrupt(reason: "trial.state")
      }
      return Trial(
        number: number, parameters: parameters, state: state,
        value: try row.readIfPresent(2, of: "trial"),
        reports: try reports.map {
          Trial.Report(step: try $0.read(0, of: "report"), value: try $0.read(1, of: "report"))
        },
        failure: try row.readIfPresent(3, of: "trial"),
        attempts: try row.read(4, of: "trial"))
    }
  }
}

extension ParameterValue {
  /// A number as it is, a flag as 0 or 1, a word as text.
  fileprivate var databaseValue: DatabaseValue {
    switch self {
    case .integer(let value): value.databaseValue
    case .real(let value): value.databaseValue
    case .flag(let value): value.databaseValue
    case .choice(let word): word.databaseValue
    }
  }

  /// `nil` when what is stored is no value of the domain.
  fileprivate init?(_ stored: DatabaseValue, of domain: ParameterDomain) {
    guard let value = Self.read(stored, of: domain), domain.contains(value) else { return nil }
    self = value
  }

  /// A plain `switch` that returns: the optimiser of Swift 6.3 crashes on the same as an
  /// expression that maps (docs/decisions/release-optimiser.md).
  private static func read(
    _ stored: DatabaseValue, of domain: ParameterDomain
  ) -> ParameterValue? {
    switch domain {
    case .integer:
      guard let value = Int.fromDatabaseValue(stored) else { return nil }
      return .integer(value)
    case .real:
      guard let value = Double.fromDatabaseValue(stored) else { return nil }
      return .real(value)
    case .flag:
      guard let value = Bool.fromDatabaseValue(stored) else { return nil }
      return .flag(value)
    case .choice:
      guard let value = String.fromDatabaseValue(stored) else { return nil }
      return .choice(value)
    }
  }
}

/// The tables of a study's file.
enum StudySchema {
  /// "PkSt" in ASCII: not a database of viewers.
  private static let mark: Int32 = 0x506B_5374
  private static let version = 1

  /// Whether a database holds a study.
  static func isStudy(_ db: Database) throws -> Bool {
    try Int32.fetchOne(db, sql: "PRAGMA application_id") == mark
  }

  /// Makes the tables of an empty file; `false` when they are there.
  static func prepare(_ db: Database) throws -> Bool {
    let found = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    if found == mark {
      guard version <= Self.version else {
        throw StoreError.newerSchema(found: "study \(version)", known: "study \(Self.version)")
      }
      return false
    }
    let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
    guard found == 0, version == 0, tables == 0 else { throw StoreError.foreignDatabase }
    try db.execute(
      sql: """
        CREATE TABLE study (
          id INTEGER PRIMARY KEY CHECK (id = 1),
          task TEXT NOT NULL,
          plan TEXT NOT NULL
        ) STRICT;
        CREATE TABLE trial (
          number INTEGER PRIMARY KEY CHECK (number >= 0),
          state TEXT NOT NULL CHECK (state IN ('running', 'complete', 'pruned', 'failed')),
          value REAL,
          failure TEXT,
          attempts INTEGER NOT NULL CHECK (attempts >= 0),
          CHECK ((state = 'complete') = (value IS NOT NULL))
        ) STRICT;
        CREATE TABLE parameter (
          trial INTEGER NOT NULL REFERENCES trial,
          place INTEGER NOT NULL,
          name TEXT NOT NULL,
          value ANY NOT NULL,
          PRIMARY KEY (trial, place)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE report (
          trial INTEGER NOT NULL REFERENCES trial,
          step INTEGER NOT NULL,
          value REAL NOT NULL,
          PRIMARY KEY (trial, step)
        ) STRICT, WITHOUT ROWID;
        PRAGMA application_id = \(mark);
        PRAGMA user_version = \(Self.version);
        """)
    return true
  }
}
