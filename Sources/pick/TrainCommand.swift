import ArgumentParser
import Dispatch
import Glibc
import PickCommand
import PickCore
import PickModel
import PickPipeline
import PickStore
import PickStoreSQLite
import PickSystem
import PickTerminal

/// `pick train-model`: trains a model in a process of its own, lets it serve where it passes the gate,
/// and ends.
struct TrainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train-model", abstract: "Trains a model and publishes it.",
    shouldDisplay: false)

  @Argument(help: ArgumentHelp("The database to train on.", valueName: "file"))
  var data: String

  func run() async throws {
    try await reporting(as: "pick") {
      let watch = Self.stayBehind()
      defer { watch.cancel() }
      let database = try Self.database(data)
      let models = ModelDirectory(besideDatabase: data, named: database.id)
      Files.makeDirectories(models.path)
      guard let lock = Self.lock(models.path + "/.training") else {
        throw Failure(.tryAgain, "Another process is training already.")
      }
      defer { close(lock) }
      try await train(MachineTraining(stores: database, models: models))
    }
  }

  private static func database(_ path: String) throws(Failure) -> SQLiteDatabase {
    do {
      return try SQLiteDatabase.open(path: path, mode: .existing)
    } catch {
      throw Failure(error, path: path)
    }
  }

  private func train(_ training: MachineTraining) async throws(Failure) {
    do {
      // Another process may have trained since this one was started.
      if try await training.isDue() { try await training.run() }
    } catch PipelineError.rejected(let sentence) {
      throw Failure(.rejected, sentence)
    } catch let error as PipelineError {
      throw Failure(.unavailable, error.sentence)
    } catch {
      throw Failure(.unavailable, "No model could be trained: \(error).")
    }
  }

  /// Runs at the lowest priority, and ends when the parent closes its end of standard input.
  private static func stayBehind() -> any DispatchSourceRead {
    setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 19)
    let watch = DispatchSource.makeReadSource(
      fileDescriptor: STDIN_FILENO, queue: .global(qos: .utility))
    watch.setEventHandler {
      var byte: UInt8 = 0
      if Glibc.read(STDIN_FILENO, &byte, 1) <= 0 { Glibc.exit(0) }
    }
    watch.activate()
    return watch
  }

  /// Holds a lock until the file is closed; `nil` when another process holds it.
  private static func lock(_ path: String) -> Int32? {
    guard let file = try? Files.open(path, for: .locking),
      flock(file.descriptor, LOCK_EX | LOCK_NB) == 0
    else { return nil }
    return file.release()
  }
}
