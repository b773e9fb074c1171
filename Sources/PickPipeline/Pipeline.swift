import Glibc
package import PickCore
package import PickModel
package import PickStore
package import PickSystem
import PickTraining

/// The stages of a month, in their order.
///
/// A month is validated before anything of it is stored: a month that is refused leaves nothing
/// behind (docs/decisions/pipeline.md).
package enum Stage: String, CaseIterable, Codable, Sendable {
  /// The month is over and its files are there.
  case wait
  /// The files are held against the rules.
  case validate
  /// The rows are stored.
  case ingest
  /// What was watched is described for people.
  case report
  /// A model is trained; it does not serve yet.
  case train
  /// The model is measured beside others.
  case evaluate
  /// The figures decide whether it may serve.
  case gate
  /// It serves.
  case publish
}

/// What a pipeline run works on, and its limits.
package struct Pipeline: Sendable {
  /// What can be set.
  package struct Options: Equatable, Sendable {
    /// Repeats stages that are done.
    package var isForced = false
    /// What models are trained with.
    package var recipe = ModelRecipe()
    /// The seed of models and intervals.
    package var seed: UInt64 = 1
    /// The most seconds training may take.
    package var trainSeconds: Double = 7200
    /// The most memory training may take, in bytes.
    package var trainBytes: Int64 = 4 << 30
    /// Events that measuring looks at, those of whole viewers.
    package var measuredEvents = 1_000_000
    /// The last weeks that are held out one by one.
    package var weeks = 3
    /// Whether parts of the model are measured alone and left out in turn, and front pages are built
    /// anew.
    package var measuresParts = true
    /// Whether a model that cannot be measured at all may serve: there may be too little to hold out.
    package var passesUnmeasured = false
    /// The limits of the gate.
    package var gate = GateRules()
    /// Months whose facts stay when a model has been published, that of the model among them; all
    /// where it is `nil`.
    package var keepMonths: Int?

    package init() {}
  }

  package let stores: any Stores
  package let models: ModelDirectory
  /// The folder that holds what stages make.
  package let work: String
  package let clock: any WallClock
  package var options = Options()
  /// The file of the database; `nil` where it is on a server, whose disk is its own business.
  package var database: String?
  /// Tells how much room a disk has.
  package var room: @Sendable (_ path: String) -> DiskRoom? = DiskRoom.asked
  /// What models are made of.
  package var source: any ModelSource

  /// A pipeline of one database.
  package init(
    stores: any Stores, models: ModelDirectory, source: any ModelSource, work: String,
    clock: any WallClock = SystemWallClock(), options: Options = Options()
  ) {
    self.stores = stores
    self.models = models
    self.source = source
    self.work = work
    self.clock = clock
    self.options = options
  }

  /// What a month's stages make.
  package func results(of month: Month) -> MonthResults {
    MonthResults(path: work + "/" + source.folder(of: month), database: models.database)
  }

  /// The name of a stage in the ledger.
  package func name(of stage: Stage) -> String {
    source.mark.map { "\($0) \(stage.rawValue)" } ?? stage.rawValue
  }
}

/// The files a month's stages make, below `WORK/2023-08/`.
package struct MonthResults: Equatable, Sendable {
  package let path: String
  /// Whose models are meant.
  let database: DatabaseID

  /// The results in one folder.
  package init(path: String, database: DatabaseID) {
    self.path = path
    self.database = database
  }

  package var rejected: String { path + "/rejected.csv" }
  package var validation: String { path + "/validation.json" }
  package var metrics: String { path + "/metrics.json" }
  package var gate: String { path + "/gate.json" }
  /// The model that was trained and does not serve.
  package var challengers: ModelDirectory {
    ModelDirectory(path: path + "/model", database: database)
  }

  /// Writes a file as a whole; where that fails, what was there stays.
  ///
  /// - Throws: `PipelineError.cannotWrite`.
  package func write(_ bytes: [UInt8], to file: String) throws(PipelineError) {
    Files.makeDirectories(path)
    do { try Files.replace(file, by: file + ".partial", with: bytes) } catch {
      throw .unwritable(file, (error as? FileError)?.errno ?? EIO)
    }
  }

  /// The folder, which is made where it is missing.
  package func folder() -> String {
    Files.makeDirectories(path)
    return path
  }

  /// A checksum of a file; `nil` when it is not there.
  package func checksum(_ file: String) -> String? {
    (try? Files.read(file, limit: 1 << 26)).map(Checksum.of)
  }

  package static func == (left: Self, right: Self) -> Bool {
    left.path == right.path && left.database == right.database
  }
}

/// Why a stage did not do what it is for.
package enum PipelineError: Error, Equatable, Sendable {
  /// The month is not over, or its files have not arrived.
  case notYet(String)
  /// The files, or what they say, cannot be used.
  case badData(String)
  /// A stage before this one has not been run.
  case missing(String)
  /// The figures say that the model must not serve.
  case rejected(String)
  /// Another run is at work on the month.
  case inUse(MonthLock)
  /// Training took too long or too much memory.
  case overLimit(String)
  /// A file of rules, or an option, is wrong.
  case configuration(String)
  /// Results cannot be written.
  case cannotWrite(String)

  /// A file cannot be written, for the system's reason.
  package static func unwritable(_ file: String, _ code: Int32) -> Self {
    .cannotWrite(
      "\(file) cannot be written: \(String(cString: strerror(code))). What was done before stays; "
        + "mend that and run it again.")
  }

  /// What a failed write of a model is called here; other errors stay what they are.
  package static func explaining(_ error: any Error, writing file: String) -> any Error {
    switch error {
    case ModelError.cannotWrite(let code), TrainError.model(.cannotWrite(let code)):
      Self.unwritable(file, code)
    case let error as FileError: Self.unwritable(file, error.errno)
    default: error
    }
  }

  /// Why `file` was not written, in a sentence.
  package static func reason(_ error: any Error, writing file: String) -> String {
    let explained = explaining(error, writing: file)
    return (explained as? PipelineError)?.sentence ?? "\(explained)"
  }
}

/// What a stage did.
package struct StageOutcome: Equatable, Sendable {
  package let stage: Stage
  /// Whether it had been done before, with the same input.
  package let wasDone: Bool
  /// What it found, in a sentence.
  package let sentence: String
  /// What is no reason to stop, but to look.
  package let warnings: [String]

  package init(_ stage: Stage, wasDone: Bool, sentence: String, warnings: [String] = []) {
    self.stage = stage
    self.wasDone = wasDone
    self.sentence = sentence
    self.warnings = warnings
  }

  /// The same, and what was done besides.
  func adding(_ further: String) -> StageOutcome {
    StageOutcome(
      stage, wasDone: wasDone, sentence: "\(sentence); \(further)", warnings: warnings)
  }
}

/// The work of one stage before it is written into the ledger.
package struct StageWork: Sendable {
  /// A checksum of everything the stage depends on.
  package let input: String
  /// Whether what it made earlier is still there and is what the ledger says.
  package let stands: @Sendable (_ output: String) -> Bool
  /// Does it.
  package let run: @Sendable (@escaping StageProgress) async throws -> StageResult

  package init(
    input: String, stands: @escaping @Sendable (_ output: String) -> Bool,
    run: @escaping @Sendable (@escaping StageProgress) async throws -> StageResult
  ) {
    self.input = input
    self.stands = stands
    self.run = run
  }
}

/// The share of a stage that is done, with the name of the step.
package typealias StageProgress = @Sendable (_ phase: String, _ fraction: Double) -> Void

/// What a stage made.
package struct StageResult: Sendable {
  /// A checksum of it.
  package let output: String
  package let sentence: String
  package var warnings: [String]
  /// What later months or people want to know, as JSON.
  package var details: String

  package init(
    output: String, sentence: String, warnings: [String] = [], details: String = "{}"
  ) {
    self.output = output
    self.sentence = sentence
    self.warnings = warnings
    self.details = details
  }
}
