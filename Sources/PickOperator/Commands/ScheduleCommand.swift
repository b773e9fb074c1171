import ArgumentParser
import Foundation
import PickCommand
import PickStore

struct ScheduleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schedule",
    abstract: "Let this machine run the pipeline each month and the watch each day.",
    discussion: """
      For a machine of one's own: the Debian package brings units of its own. The month that is over \
      in Seoul is worked on; one that has not arrived is tried again each hour.
      """,
    subcommands: [Install.self, Remove.self, Status.self, Print.self])

  /// The options of both commands.
  struct Options: ParsableArguments {
    @Option(help: ArgumentHelp("Where the months arrive: DIR/YYYY-MM.", valueName: "dir"))
    var inbox: String
    @OptionGroup var database: DatabaseOption
    @Option(
      help: ArgumentHelp("Where models are (default: the database's own).", valueName: "dir"))
    var models: String?
    @Option(
      help: ArgumentHelp(
        "When: in Seoul for systemd, on this machine's clock for cron.", valueName: "HH:MM"))
    var time = "06:00"
    @Flag(help: "Units of the system, not the user's own.")
    var system = false
    @Option(help: ArgumentHelp("The user that units of the system run as.", valueName: "user"))
    var runAs: String?
    @Flag(help: "Print lines for crontab instead.")
    var cron = false
    @OptionGroup var retention: RetentionOption
    @OptionGroup var alerts: AlertOptions

    func validate() throws {
      guard TimeOfDay(time) != nil else {
        throw ValidationError("--time is written HH:MM, from 00:00 to 23:59.")
      }
      guard !inbox.isEmpty, models != "", alerts.metricsFile != "" else {
        throw ValidationError("A directory or file has a name.")
      }
      guard alerts.onFailure != "" else { throw ValidationError("--on-failure takes a command.") }
      guard !(cron && system) else {
        throw ValidationError("--cron prints lines and --system writes units: use one of them.")
      }
      guard system == (runAs != nil) else {
        throw ValidationError("--system and --run-as USER go together.")
      }
      if let runAs, !Self.isUserName(runAs) {
        throw ValidationError("--run-as takes the name of a user.")
      }
    }

    /// What is to be scheduled; `environment` is that of the process.
    func schedule(environment: [String: String], program: String) throws -> Schedule {
      // The names were checked by `validate`.
      guard let time = TimeOfDay(time) else { throw ExitCode.validationFailure }
      let database: String
      var variables: [String: String] = [:]
      switch try self.database.location() {
      case .sqlite(let path): database = "sqlite:" + Self.absolute(path)
      case .mysql(let address):
        database = "mysql://\(address)"
        variables = try Self.access(environment)
      }
      return Schedule(
        program: program, database: database, inbox: Self.absolute(inbox),
        models: models.map(Self.absolute), time: time, environment: variables, user: runAs,
        onFailure: alerts.onFailure, metricsFile: alerts.metricsFile.map(Self.absolute),
        keepMonths: retention.keepMonths)
    }

    /// The variables a server is reached with; files are named by their absolute paths.
    private static func access(_ environment: [String: String]) throws -> [String: String] {
      var variables: [String: String] = [:]
      for name in ["PICK_DATABASE_PASSWORD_FILE", "PICK_DATABASE_CA_FILE"] {
        guard let path = environment[name], !path.isEmpty else { continue }
        variables[name] = absolute(path)
      }
      if variables["PICK_DATABASE_PASSWORD_FILE"] == nil,
        !(environment["PICK_DATABASE_PASSWORD"] ?? "").isEmpty
      {
        throw ScheduleError.passwordOutsideFile
      }
      if environment["PICK_DATABASE_TLS"] == "off" { variables["PICK_DATABASE_TLS"] = "off" }
      return variables
    }

    private static func absolute(_ path: String) -> String {
      guard !path.hasPrefix("/") else { return path }
      return FileManager.default.currentDirectoryPath + "/" + path
    }

    private static func isUserName(_ name: String) -> Bool {
      name.utf8.count <= 32 && name.first != "-"
        && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_-".contains($0)) }
        && !name.isEmpty
    }
  }

  struct Install: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "install",
      abstract: "Write timers of systemd, verified by systemd-analyze.",
      discussion: """
        The units are pick-monthly and pick-watch, in ~/.config/systemd/user or, with --system, in \
        /etc/systemd/system. Nothing is started: the commands for that are printed. What systemd \
        refuses is not written.
        """.examples("pickctl schedule install --inbox /srv/inbox"))

    @OptionGroup var options: Options

    func run() async throws {
      try await reporting {
        let environment = ProcessInfo.processInfo.environment
        let schedule = try options.schedule(environment: environment, program: ownProgram())
        guard !options.cron else { return try printCron(schedule) }
        let folder = try unitFolder(isOfSystem: options.system, environment)
        let files = try MonthlyUnits(schedule: schedule).files()
        let isVerified = try folder.install(files)
        try StandardOutput.show(Self.summary(files.map(\.name), in: folder, isVerified: isVerified))
      }
    }

    /// What was written, and how to start it.
    static func summary(_ names: [String], in folder: UnitFolder, isVerified: Bool) -> String {
      let systemctl = folder.kind == .user ? "systemctl --user" : "systemctl"
      let timers = Schedule.Job.allCases.map { "\($0.unit).timer" }.joined(separator: " ")
      var lines = names.map { "\(folder.path)/\($0)" }
      lines.append(
        isVerified
          ? "Verified by systemd-analyze. To start:"
          : "Not verified: there is no systemd-analyze here. To start:")
      lines.append("  \(systemctl) daemon-reload && \(systemctl) enable --now \(timers)")
      if folder.kind == .user {
        lines.append("  loginctl enable-linger    # also while logged out")
      }
      return lines.joined(separator: "\n")
    }
  }

  struct Remove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "remove",
      abstract: "Remove what install wrote, and nothing else; again does no harm.",
      discussion: "".examples("pickctl schedule remove"))

    @Flag(help: "Units of the system, not the user's own.")
    var system = false

    func run() async throws {
      try await reporting {
        let folder = try unitFolder(isOfSystem: system, ProcessInfo.processInfo.environment)
        let (removed, left) = try folder.remove()
        try StandardOutput.show(Self.summary(removed: removed, left: left, in: folder))
      }
    }

    /// What was removed, what was not, and how to stop what runs.
    static func summary(removed: [String], left: [String], in folder: UnitFolder) -> String {
      var lines = removed.map { "removed \($0)" }
      lines += left.map { "left \($0): pickctl schedule install did not write it" }
      guard !removed.isEmpty else {
        return (lines + ["There is nothing of pickctl schedule install in \(folder.path)."])
          .joined(separator: "\n")
      }
      let systemctl = folder.kind == .user ? "systemctl --user" : "systemctl"
      let timers = Schedule.Job.allCases.map { "\($0.unit).timer" }.joined(separator: " ")
      lines.append("To stop timers that run:")
      lines.append("  \(systemctl) stop \(timers); \(systemctl) daemon-reload")
      return lines.joined(separator: "\n")
    }
  }

  struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "status", abstract: "Show which units are there and which timers are enabled.",
      discussion: "When a timer runs next, systemd knows: systemctl --user list-timers 'pick-*'"
        .examples("pickctl schedule status", "pickctl schedule status --format json"))

    @Flag(help: "Units of the system, not the user's own.")
    var system = false
    @OptionGroup var output: FormatOption

    /// One unit.
    struct Line: Encodable, Equatable {
      let path: String
      let state: UnitFolder.Presence
      /// `nil` for a service, which its timer starts.
      let isEnabled: Bool?

      private enum CodingKeys: String, CodingKey {
        case path, state
        case isEnabled = "enabled"
      }
    }

    func run() async throws {
      try await reporting {
        let lines = Self.lines(
          in: try unitFolder(isOfSystem: system, ProcessInfo.processInfo.environment))
        guard output.format == .text else {
          let encoder = JSONEncoder()
          encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
          return try StandardOutput.show(String(decoding: try encoder.encode(lines), as: UTF8.self))
        }
        let text = lines.map { line in
          let enabled = line.isEnabled.map { $0 ? ", enabled" : ", not enabled" } ?? ""
          return "\(line.path): \(line.state.rawValue)\(line.state == .missing ? "" : enabled)"
        }
        try StandardOutput.show(text.joined(separator: "\n"))
      }
    }

    static func lines(in folder: UnitFolder) -> [Line] {
      MonthlyUnits.names.map { name in
        Line(
          path: "\(folder.path)/\(name)", state: folder.presence(of: name),
          isEnabled: name.hasSuffix(".timer") ? folder.isEnabled(name) : nil)
      }
    }
  }

  struct Print: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "print", abstract: "Print the units, or the lines for crontab.",
      discussion: "".examples("pickctl schedule print --inbox /srv/inbox --cron"))

    @OptionGroup var options: Options

    func run() async throws {
      try await reporting {
        let environment = ProcessInfo.processInfo.environment
        let schedule = try options.schedule(environment: environment, program: ownProgram())
        guard !options.cron else { return try printCron(schedule) }
        let files = try MonthlyUnits(schedule: schedule).files()
        try printWhole(files.map { "# \($0.name)\n\($0.text)" }.joined(separator: "\n"))
      }
    }
  }
}

private func printCron(_ schedule: Schedule) throws {
  try printWhole(CronLines(schedule: schedule).text())
}

/// Prints a text to the byte: its words were refused if they could steer a terminal, and a path in
/// them must stay what it is.
private func printWhole(_ text: String) throws {
  let sink = TextSink.standardOutput()
  try sink.add(text)
  try sink.end()
}

private func unitFolder(
  isOfSystem: Bool, _ environment: [String: String]
) throws(Failure) -> UnitFolder {
  let kind = isOfSystem ? UnitFolder.Kind.system : .user
  guard let folder = UnitFolder(kind: kind, environment: environment) else {
    throw Failure(.configuration, "There is no HOME, so there is no place for a user's units.")
  }
  return folder
}

/// The path of the running program.
private func ownProgram() throws -> String {
  try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
}
