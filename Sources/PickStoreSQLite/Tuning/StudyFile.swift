import Foundation
import GRDB
public import PickRecommender
public import PickStore

/// A study in a file of its own: every trial is on disk before its successor is asked.
///
/// One process at a time works on a study; the file is locked until it is closed or its process
/// ends. A process that is killed loses the trial it was measuring, which the next one takes up.
public struct StudyFile: Sendable {
  private let queue: DatabaseQueue
  private let names: [String]

  /// Opens a study, or begins one where there is no file.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - plan: what is searched and how; of a study that is there it must be the same.
  ///   - task: what is measured, in words that are the same for the same objective on the same data.
  /// - Returns: the file, locked, and the study as it was left.
  /// - Throws: `StudyFileError.differs` for a study of another plan or task; `.store` with `busy`
  ///   while another process works on it, `foreignDatabase`, `newerSchema`, `cannotOpen`.
  public static func open(
    path: String, plan: StudyPlan, task: String
  ) throws(StudyFileError) -> (file: StudyFile, study: Study) {
    do {
      try DatabaseFile(path: path).createIfMissing()
      let queue = try DatabaseQueue(path: path, configuration: configuration())
      return try queue.writeWithoutTransaction { db in
        // The lock is taken with the first transaction and kept.
        var study = Study(plan)
        try db.inTransaction(.exclusive) {
          if try StudySchema.prepare(db) {
            try StudyRows.write(plan, task: task, to: db)
          } else {
            study = try StudyRows.readStudy(from: db, plan: plan, task: task)
          }
          return .commit
        }
        return (StudyFile(queue: queue, names: plan.space.dimensions.map(\.name)), study)
      }
    } catch let error as StudyFileError {
      throw error
    } catch let error as StudyError {
      throw .damaged(error)
    } catch let error as DatabaseError where error.resultCode == .SQLITE_NOTADB {
      // The file is of another kind; it is not a damaged study.
      throw .store(.foreignDatabase)
    } catch {
      throw .store(StoreError(error))
    }
  }

  /// Reads a study that is there, whatever it is of.
  ///
  /// - Returns: what it measures in words, its plan and its trials.
  /// - Throws: `StudyFileError` as `open` does.
  public static func read(path: String) throws(StudyFileError) -> (task: String, study: Study) {
    do {
      guard FileManager.default.fileExists(atPath: path) else {
        throw StoreError.cannotOpen(reason: "there is no file \(path)")
      }
      var configuration = Configuration()
      configuration.label = "pick-study-read"
      configuration.readonly = true
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      defer { try? queue.close() }
      return try queue.read { db in
        guard try StudySchema.isStudy(db) else { throw StoreError.foreignDatabase }
        return try StudyRows.readStudy(from: db)
      }
    } catch let error as StudyFileError {
      throw error
    } catch let error as StudyError {
      throw .damaged(error)
    } catch let error as DatabaseError where error.resultCode == .SQLITE_NOTADB {
      throw .store(.foreignDatabase)
    } catch {
      throw .store(StoreError(error))
    }
  }

  /// Writes a trial as it is now, over what was known of it.
  public func keep(_ trial: Trial) throws(StudyFileError) {
    do {
      try queue.write { try StudyRows.write(trial, names: names, to: $0) }
    } catch {
      throw .store(StoreError(error))
    }
  }

  /// Lets go of the file.
  public func close() throws(StudyFileError) {
    do { try queue.close() } catch { throw .store(StoreError(error)) }
  }

  private static func configuration() -> Configuration {
    var configuration = Configuration()
    configuration.label = "pick-study"
    // Another process works on the study, for hours perhaps: waiting has no point.
    configuration.busyMode = .immediateError
    configuration.prepareDatabase { db in
      try db.execute(
        sql: """
          PRAGMA locking_mode = EXCLUSIVE;
          PRAGMA synchronous = FULL;
          """)
    }
    return configuration
  }
}

/// Why a study's file is of no use.
public enum StudyFileError: Error, Equatable, Sendable {
  /// The study in the file is another one: it says `stored` where `given` was asked for.
  case differs(what: String, stored: String, given: String)
  /// The trials in the file are none of the study's.
  case damaged(StudyError)
  /// The file itself.
  case store(StoreError)
}
