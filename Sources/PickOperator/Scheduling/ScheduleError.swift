import Glibc
import PickCommand
import PickSystem

/// Why the monthly work could not be handed to a scheduler.
enum ScheduleError: Error, Equatable {
  /// A path or name holds a line end, a mark of direction or another invisible character.
  case controlCharacter(in: String)
  /// systemd starts no program of that path.
  case unusableProgram(String)
  /// Implementations of cron read a backslash differently.
  case backslash(in: String)
  /// The password of the database is in the environment, and a scheduler would have to store it.
  case passwordOutsideFile
  /// `systemd-analyze verify` said no; its words.
  case refused(by: String)
  /// A unit file could not be written.
  case notWritten(path: String, FileError)
  /// A unit file could not be removed.
  case notRemoved(path: String, errno: Int32)
}

extension Failure {
  /// The sentence and status of what went wrong with a schedule.
  init(_ error: ScheduleError) {
    switch error {
    case .controlCharacter(let word):
      self.init(
        .usage,
        "“\(word)” holds a line end or another character that is not seen. Nothing was written.")
    case .unusableProgram(let path):
      self.init(
        .usage,
        "systemd starts no program of the path “\(path)”: it must be absolute, without quotation "
          + "marks and backslashes. Move pickctl, then try again.")
    case .backslash(let word):
      self.init(.usage, "cron cannot be told “\(word)”: choose a path without a backslash.")
    case .passwordOutsideFile:
      self.init(
        .configuration,
        "The scheduler would have to store the database's password. Put it into a file of mode "
          + "0600 and name that in PICK_DATABASE_PASSWORD_FILE, then try again.")
    case .refused(let words):
      self.init(
        .configuration, "systemd-analyze refuses the units, so nothing was written: \(words)")
    case .notRemoved(let path, let number):
      self.init(
        [EACCES, EPERM].contains(number) ? .noPermission : .inputOutput,
        "\(path) cannot be removed: \(String(cString: strerror(number))).")
    case .notWritten(let path, let cause):
      let isForbidden = [EACCES, EPERM].contains(cause.errno)
      self.init(
        isForbidden ? .noPermission : .inputOutput,
        "\(path) cannot be written: \(String(cString: strerror(cause.errno))).")
    }
  }
}
