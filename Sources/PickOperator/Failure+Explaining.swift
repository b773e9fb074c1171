import Glibc
import PickCore
import PickRecommender
import PickStoreMySQL

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
    case is CancellationError: self.init(.tryAgain, "Stopped before it was done; nothing changed.")
    default: self.init(.inputOutput, "\(error)")
    }
  }

  init(_ error: StoreError) {
    switch error {
    case .busy:
      self.init(.tryAgain, "The database is in use by another program. Try again in a moment.")
    case .constraint(let table):
      self.init(.badData, "A row of \(table) contradicts what is stored. Nothing was changed.")
    case .corrupt(let reason):
      self.init(
        .badData, "The database is damaged (\(reason)). Restore a backup: pickctl db restore FILE")
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

  init(_ error: PasswordChangeError) {
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

  /// What the disk did, after what could not be done because of it.
  init(_ disk: DiskTrouble, what: String) {
    switch disk {
    case .full:
      self.init(.inputOutput, "\(what): no room left on the disk. Make room, then try again.")
    case .readOnly: self.init(.inputOutput, "\(what): the disk is read-only.")
    case .failed(let reason): self.init(.inputOutput, "\(what): the disk failed (\(reason)).")
    }
  }

  init(_ error: SigningKeyError) {
    if case .file(let cause) = error, let disk = cause.disk {
      self.init(disk, what: "The signing key beside the database was not written or read")
      return
    }
    self.init(
      .noPermission,
      "The signing key beside the database cannot be used (\(error)). It must be yours, mode 0600.")
  }
}
