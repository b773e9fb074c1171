import ArgumentParser
import Glibc
import PickCommand
import PickCore
import PickDemo
import PickIdentity
import PickImport
import PickModel
import PickPictures
import PickPipeline
import PickRecommender
import PickReport
import PickStore
import PickStoreMySQL
import PickStoreSQLite
import PickSystem
import PickTraining

/// Runs a command's work and turns any error into a sentence and an exit status.
func reporting<Result>(_ work: () async throws -> Result) async throws -> Result {
  try await reporting(
    as: "pickctl",
    explaining: { error in
      error is ExitCode || error is ValidationError ? nil : Failure(explaining: error)
    }, work)
}

extension ProgressLine {
  /// Writes a sentence of `pickctl` on a line of its own.
  func say(_ sentence: String) { say(sentence, as: "pickctl") }
}

/// The table of failures: what `pickctl` says of each error, and its status.
extension Failure {
  /// The one place where `pickctl` turns facts into sentences.
  init(explaining error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case let error as StoreError: self.init(error)
    case let error as ImportError: self.init(error)
    case let error as ServerAccessError: self.init(.configuration, "\(error)")
    case let error as DatabaseLocationError: self.init(.usage, "\(error)")
    case let error as DemoError: self.init(error)
    case let error as TrainError: self.init(error)
    case let error as FitError: self.init(error)
    case let error as SplitError: self.init(error)
    case let error as EvaluationError: self.init(error)
    case let error as DatasetError:
      self.init(.badData, "The data cannot be learned from: \(error)")
    case let error as ModelError: self.init(error)
    case let error as PasswordChangeError: self.init(error)
    case let error as SigningKeyError: self.init(error)
    case let error as KeyDirectoryError: self.init(error)
    case let error as StudyFileError: self.init(error)
    case let error as PipelineError: self.init(error)
    case let error as ScheduleError: self.init(error)
    case let error as ReportError: self.init(error)
    case let error as PictureFolderError: self.init(error.status, "Pictures: \(error.sentence)")
    case is CancellationError: self.init(.tryAgain, "Stopped before it was done; nothing changed.")
    default: self.init(.inputOutput, "\(error)")
    }
  }

  init(_ error: StoreError) {
    switch error {
    case .busy:
      self.init(
        .tryAgain,
        "The database is in use by another program. Try again in a moment; to restore it, end pick "
          + "and pickd first.")
    case .constraint(let table):
      self.init(.badData, "A row of \(table) contradicts what is stored. Nothing was changed.")
    case .corrupt(let reason):
      self.init(
        .badData,
        "The database is damaged, or the file is none (\(reason)). Look whether --data names the "
          + "right file; a backup is restored with: pickctl db restore --data FILE BACKUP")
    case .foreignDatabase:
      self.init(.badData, "That is a database of another program. Choose another with --database.")
    case .newerSchema(let found, let known):
      self.init(
        .unavailable,
        "The database was made by a newer Pick (\(found); this one knows \(known)). Update Pick.")
    case .full:
      self.init(.inputOutput, "No room left on the disk. Nothing was lost; make room, try again.")
    case .readOnly:
      self.init(.noPermission, "The database cannot be written. Check the rights of the file.")
    case .unreachable(let reason):
      self.init(.tryAgain, "The database server does not answer: \(reason)")
    case .cannotOpen(let reason):
      self.init(.unavailable, "The database cannot be opened: \(reason)")
    case .inputOutput(let reason):
      self.init(.inputOutput, "The disk failed: \(reason)")
    case .unexpected(let reason):
      self.init(.inputOutput, "The database reported: \(reason)")
    }
  }

  private init(_ error: ReportError) {
    func reason(_ code: Int32) -> String { String(cString: strerror(code)) }
    switch error {
    case .store(let error): self.init(error)
    case .cancelled: self.init(.tryAgain, "Stopped before it was done; nothing changed.")
    case .unreadable(let path, let code):
      self.init(
        code == ENOENT ? .unavailable : .inputOutput,
        "\(path) cannot be read: \(reason(code)).")
    case .badMetrics(let path):
      self.init(.badData, "\(path) is no evaluation: it has to be a metrics.json of the pipeline.")
    case .badImport(let path):
      self.init(
        .badData, "\(path) is not what pickctl import --format json prints.")
    case .cannotWrite(let path, let code):
      self.init(
        code == EACCES || code == EPERM ? .noPermission : .inputOutput,
        "The report was not finished: \(path) cannot be written: \(reason(code)).")
    case .cannotRender(let file):
      self.init(.badData, "The figures could not be put into \(file); nothing was written.")
    }
  }

  init(_ error: ModelError) {
    switch error {
    case .badName: self.init(.badData, "A model's name is 16 hexadecimal digits.")
    case .tensors, .unknownFormat, .inconsistent, .badManifest, .wrongChecksum:
      self.init(.badData, "The model file is damaged. Train again: pickctl train")
    case .unreadableCurrent:
      self.init(
        .noPermission,
        "The file current among the models cannot be read, so nothing was published. Check its rights."
      )
    case .cannotWrite(let number):
      self.init(
        .inputOutput,
        "The models' directory cannot be written: \(String(cString: strerror(number))). Say another "
          + "with --models.")
    }
  }

  private init(_ error: PipelineError) {
    switch error {
    case .notYet, .inUse: self.init(.tryAgain, error.sentence)
    case .badData: self.init(.badData, error.sentence)
    case .missing, .overLimit: self.init(.unavailable, error.sentence)
    case .rejected: self.init(.rejected, error.sentence)
    case .configuration: self.init(.configuration, error.sentence)
    case .cannotWrite: self.init(.inputOutput, error.sentence)
    }
  }

  private init(_ error: PasswordChangeError) {
    switch error {
    case .newPasswordTooShort:
      self.init(.badData, "A password has 8 characters or more. Nothing was changed.")
    case .newPasswordTooLong:
      self.init(.badData, "A password has 1,024 characters or less. Nothing was changed.")
    case .oldPasswordWrong: self.init(.noPermission, "The old password is wrong.")
    case .throttled(let seconds): self.init(.tryAgain, "Try again in \(seconds) s.")
    case .unknownAccount:
      self.init(.badData, "There is no account of that number. Imports name accounts by viewer id.")
    case .hashing: self.init(.unavailable, "The password could not be hashed: too little memory?")
    case .store(let error): self.init(error)
    }
  }

  /// A failure of the disk; `what` is the first half of the sentence.
  private init(_ disk: DiskTrouble, what: String) {
    switch disk {
    case .full:
      self.init(.inputOutput, "\(what): no room left on the disk. Make room, then try again.")
    case .readOnly: self.init(.inputOutput, "\(what): the disk is read-only.")
    case .failed(let reason): self.init(.inputOutput, "\(what): the disk failed (\(reason)).")
    }
  }

  private init(_ error: SigningKeyError) {
    if case .file(let cause) = error, let disk = cause.disk {
      self.init(disk, what: "The signing key beside the database was not written or read")
      return
    }
    self.init(
      .noPermission,
      "The signing key beside the database cannot be used (\(error)). It must be yours, mode 0600.")
  }

  private init(_ error: ImportError) {
    switch error {
    case .demoDatabase:
      self.init(
        .noPermission,
        "This is a demo world; nothing is imported into one. Choose another file with --data.")
    case .missingFile(let file): self.init(.unavailable, "There is no file \(file).")
    case .unreadableFile(let file, let reason):
      self.init(.inputOutput, "\(file) cannot be read: \(reason)")
    case .emptyFile(let file):
      self.init(.badData, "\(file) is empty. Nothing was changed.")
    case .wrongHeader(let file, let missing):
      let columns = missing.joined(separator: ", ")
      self.init(
        .badData,
        "\(file):1: the header lacks \(columns). Nothing was changed. In a file of ratings say "
          + "which columns they are: --columns user=NAME,item=NAME,time=NUMBER")
    case .missingColumns(let file, let columns):
      self.init(
        .badData,
        "\(file):1: there is no column \(columns.joined(separator: ", ")) (--columns).")
    case .otherFormat(let file, let format):
      self.init(.badData, "\(file) is \(format.rawValue), and no table. \(format.advice)")
    case .unclearValues(let file, let line, let usual, let highest):
      self.init(
        .badData,
        "\(file):\(line): ratings go to \(usual), but one is \(highest). Mend it, or say what they are: "
          + "--values ratings or --values counts")
    case .unsupportedEncoding(let file, let encoding):
      self.init(
        .badData,
        "\(file) is \(encoding). Convert it to UTF-8, or use --encoding.")
    case .tooManyRejected(_, let count, let rows):
      self.init(
        .badData,
        "\(count) of \(rows) rows are bad, more than 1 %. Nothing was changed; mend them, try again."
      )
    case .badRow(let first, let count):
      let more = count > 1 ? " (the first of \(count) bad rows)" : ""
      self.init(.badData, "\(first.file):\(first.line): \(first.reason.text)\(more).")
    case .accountNumberTaken:
      self.init(
        .badData,
        "An account of the same number came from another source. Use a database of its own.")
    case .cannotSort(let folder, let code):
      self.init(
        code == EACCES || code == EPERM ? .noPermission : .inputOutput,
        "Rows cannot be sorted in \(folder): \(String(cString: strerror(code))). Nothing was changed; "
          + "make room there, or name another folder with TMPDIR.")
    case .cancelled: self.init(.tryAgain, "Stopped before it was done; nothing was changed.")
    case .store(let error): self.init(error)
    }
  }

  private init(_ error: KeyDirectoryError) {
    switch error {
    case .empty:
      self.init(.unavailable, "There is no key in that directory. pickd makes the first one.")
    case .damaged(let name):
      self.init(.badData, "The key file \(name) is damaged. Move it away and rotate.")
    case .file(_, .missing):
      self.init(.unavailable, "There is no such directory of keys. Say which with --keys.")
    case .file(let name, let cause):
      if let disk = cause.disk {
        self.init(disk, what: "The key file \(name) was not written or read")
        return
      }
      self.init(
        .noPermission,
        "The key file \(name) cannot be used (\(cause)). It must be yours, mode 0600, its "
          + "directory 0700.")
    }
  }

  /// An error of the copy, where it is one, and else of the database.
  init(backingUpTo file: String, _ error: StoreError) {
    switch error {
    case .cannotOpen(let reason) where reason.contains(file):
      self.init(.unavailable, "The copy \(file) cannot be written: \(reason)")
    case .readOnly, .inputOutput:
      self.init(.inputOutput, "The copy \(file) cannot be written: the disk refused it.")
    case .full:
      self.init(.inputOutput, "No room left on the disk for the copy \(file).")
    case .corrupt, .foreignDatabase, .newerSchema, .cannotOpen, .busy, .constraint, .unreachable,
      .unexpected:
      self.init(error)
    }
  }

  /// An error of the backup and not of the database.
  init(restoringFrom file: String, _ error: StoreError) {
    switch error {
    case .corrupt(let reason):
      self.init(.badData, "\(file) is damaged (\(reason)). Nothing was changed; try another.")
    case .foreignDatabase:
      self.init(.badData, "\(file) is no database of Pick. Nothing was changed.")
    case .newerSchema(let found, let known):
      self.init(
        .unavailable,
        "\(file) was made by a newer Pick (\(found); this one knows \(known)). Update Pick.")
    case .cannotOpen(let reason):
      self.init(.unavailable, "\(file) cannot be restored: \(reason)")
    case .busy, .constraint, .full, .readOnly, .unreachable, .inputOutput, .unexpected:
      self.init(error)
    }
  }
}
