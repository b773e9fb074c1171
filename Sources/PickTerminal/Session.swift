package import ArgumentParser
import Glibc
import Logging
import PickClient
import PickCommand
import PickModel
import PickPictureWorker
import PickSystem
import PickTUI

/// A program that shows screens.
package protocol TerminalProgram: AsyncParsableCommand {
  associatedtype Database: DatabaseNaming

  /// The name it is started and speaks under.
  static var name: String { get }
  /// A run without options.
  static func show() async throws
  /// The options about the database on this machine.
  var database: Database { get }
}

/// Options that may name a database on this machine.
package protocol DatabaseNaming: ParsableArguments {
  var data: String? { get }
}

/// The options of a program that only asks a server: there are none.
package struct NoDatabase: DatabaseNaming {
  package var data: String? { nil }

  package init() {}
}

/// One run of the program: reads the options, opens what is needed, runs the loop, ends.
package struct Session {
  let options: PickOptions
  private let onThisMachine: OnThisMachine?

  /// A run with these options; without `onThisMachine` it only asks a server.
  package init(_ options: PickOptions, onThisMachine: OnThisMachine? = nil) {
    self.options = options
    self.onThisMachine = onThisMachine
  }

  package func run() async throws {
    let environment = Environment.current
    if options.printsPlaces { return PlacesPrinter.run(environment) }
    if let file = options.replay { return try Replay.run(file) }
    let configuration = try Configuration(path: environment.places?.configurationFile)
    let log = LogFile.start(path: environment.places?.log)
    let backing = try await Backing.open(
      options, configuration, environment, log, onThisMachine: onThisMachine)
    defer { backing.discard() }
    let reason = try await show(backing, configuration, environment, log)
    log.info("ended")
    let status = reason.exitStatus
    backing.discard()
    // exit() would have libraries clean up under what still runs: libcrypto under a request on its way.
    fflush(nil)
    _exit(status)
  }

  private func show(
    _ backing: Backing, _ configuration: Configuration, _ environment: Environment,
    _ log: Logger
  ) async throws -> ExitReason {
    let start = Start(
      options: options, configuration: configuration, environment: environment,
      circumstances: backing.circumstances, settings: backing.settings)
    let kiosk = try start.kiosk()
    let theme = start.theme()
    let graphics = GraphicStore()
    let terminal: NcursesTerminal
    do {
      terminal = try NcursesTerminal(
        theme: theme.theme,
        mode: TerminalMode(
          ignoresLeaving: kiosk != nil, colors: configuration.colors,
          escapeDelay: configuration.escapeDelay,
          pictures: start.isASCII ? .off : start.pictures, graphics: graphics))
    } catch {
      throw Failure(.unavailable, Strings(.english).text(error.message))
    }
    if let type = terminal.standIn {
      log.notice("the system does not know this terminal", metadata: ["taken_for": "\(type)"])
    }
    let model = start.model(
      capabilities: terminal.capabilities, theme: theme, kiosk: kiosk,
      contentTime: onThisMachine?.contentTime)
    backing.settings.begin(with: model.settings)
    let recorder = try options.record.map { try Self.recorder($0, model) }
    let themes: @Sendable (String) -> Theme? = { name in try? start.library.theme(named: name) }
    let service = start.service(backing.service)
    let painter = PicturePainter(
      service: service, executable: environment.executable, themes: themes, graphics: graphics)
    let program = Program(
      model: model, terminal: terminal,
      effects: ServiceEffects(
        service: service, settings: backing.settings, trainer: backing.trainer,
        devices: backing.devices, searches: backing.searches, pictures: painter,
        report: LogFile.incidents(log)),
      clock: { SystemWallClock().now() },
      themes: themes, recorder: recorder)
    let reason = await program.run(seed: .random(in: 0...UInt64.max))
    if options.printsStatistics { print(await program.statistics.text) }
    return reason
  }
}

extension TerminalProgram {
  /// Reads the command line and runs what it asks for.
  ///
  /// Most runs have no options. Reading none takes the parser longer than reading the catalogue's titles
  /// takes SQLite, so it is left out.
  package static func start() async {
    guard CommandLine.argc <= 1 else { return await main(nil) }
    do {
      try await reporting(as: name) { try await show() }
    } catch {
      exit(withError: error)
    }
  }
}

/// Begins to count the time for `--stats`; the first thing a program does.
package func beginCounting() { _ = ProgramStart.instant }

/// Serves as the process that reads pictures, and ends, where the program was started for that.
package func readPicturesIfAsked() { PictureWorker.runIfAsked() }

extension Session {
  private static func recorder(_ path: String, _ model: AppModel) throws(Failure) -> Recorder {
    do {
      return try Recorder(path: path, model: model)
    } catch {
      throw Failure(.inputOutput, "\(path) cannot be written. Name another file for --record.")
    }
  }
}

extension ExitReason {
  /// 0, or 128 and the number of the signal that ended the program.
  var exitStatus: Int32 {
    switch self {
    case .quit: 0
    case .ended(let ending): ending.exitStatus
    }
  }
}

/// Decides what the program starts with: flags before choices on the screen before configuration.
struct Start {
  let options: PickOptions
  let configuration: Configuration
  let circumstances: Backing.Circumstances
  let library: ThemeLibrary
  private let chosen: (language: Language?, theme: String?)
  private let rememberedNumber: String?

  init(
    options: PickOptions, configuration: Configuration, environment: Environment,
    circumstances: Backing.Circumstances, settings: SettingsFile
  ) {
    self.options = options
    self.configuration = configuration
    self.circumstances = circumstances
    library = ThemeLibrary(
      environment: environment.variables, executable: environment.executable)
    chosen = settings.chosen
    rememberedNumber = settings.number.load()
  }

  /// The theme to start with, and why it is not the one that was wanted.
  func theme() -> (theme: Theme, problem: ThemeError?) {
    let name = options.theme ?? chosen.theme ?? configuration.theme ?? Theme.dark.name
    do {
      return (try library.theme(named: name), nil)
    } catch {
      return (.dark, error)
    }
  }

  /// How pictures are shown.
  var pictures: PictureChoice { options.pictures ?? configuration.pictures }

  /// Whether only ASCII is to be drawn.
  var isASCII: Bool { options.isASCII || configuration.isASCII }

  /// How the lobby's program behaves; `nil` without `--kiosk`.
  func kiosk() throws(Failure) -> KioskOptions? {
    guard options.kiosk else { return nil }
    let table = configuration.kiosk
    guard let pin = table.pin, !pin.isEmpty else {
      throw Failure(
        .configuration,
        "--kiosk needs a PIN to leave with: set pin in the table [kiosk] of the configuration.")
    }
    guard (table.number == nil) == (table.password == nil) else {
      throw Failure(
        .configuration, "number and password in the table [kiosk] belong together: set both.")
    }
    let configured = table.number.flatMap { number in
      table.password.map { Credentials(number: number, password: $0) }
    }
    guard let credentials = configured ?? circumstances.demo?.kiosk else {
      throw Failure(
        .configuration,
        "--kiosk needs number and password in the table [kiosk] of the configuration.")
    }
    return KioskOptions(
      credentials: credentials, pin: pin, idleSeconds: table.idleSeconds,
      countdownSeconds: table.countdownSeconds, playbackIdleSeconds: table.playbackIdleSeconds)
  }

  /// Whether titles from 19 on are left out: in a lobby, unless they are allowed.
  var leavesOutAdult: Bool { options.kiosk && !configuration.kiosk.showsAdultTitles }

  /// What answers the screens.
  func service(_ service: any PickService) -> any PickService {
    leavesOutAdult ? YouthService(service) : service
  }

  /// The first state of the screen.
  func model(
    capabilities: TerminalCapabilities, theme: (theme: Theme, problem: ThemeError?),
    kiosk: KioskOptions?, contentTime: Instant?
  ) -> AppModel {
    let showsUnicode = capabilities.showsUnicode && !isASCII
    let shown = TerminalCapabilities(
      showsHangul: capabilities.showsHangul, showsUnicode: showsUnicode,
      colors: capabilities.colors)
    let language =
      options.language ?? chosen.language ?? configuration.language ?? .korean
    return AppModel(
      size: .zero,
      settings: Settings(
        language: language, theme: theme.theme.name, rememberedNumber: rememberedNumber),
      options: AppOptions(
        keyMap: configuration.keyMap, capabilities: shown, themes: library.names,
        demoAccount: circumstances.demo?.viewer, kiosk: kiosk,
        firstNotice: notice(capabilities, theme.problem), contentTime: contentTime,
        isRemote: circumstances.isRemote, wantsPictures: pictures != .off),
      now: SystemWallClock().now())
  }

  private func notice(
    _ capabilities: TerminalCapabilities, _ problem: ThemeError?
  ) -> Announcement.Kind? {
    if let problem { return .message(problem.message) }
    if circumstances.isUnsaved { return .unsaved }
    return capabilities.showsHangul ? nil : .englishOnly
  }
}

/// `pick --replay F`: plays a recorded run without a terminal and prints its last frame.
private enum Replay {
  static func run(_ path: String) throws {
    let recording: Recording
    do {
      recording = try Recording(path: path)
    } catch {
      switch error {
      case .unreadable:
        throw Failure(.unavailable, "\(path) cannot be read.")
      case .malformed(let line):
        throw Failure(.badData, "\(path):\(line) is not a line of a recorded run.")
      }
    }
    let frame = recording.lastFrame()
    print(frame.text)
    guard recording.agrees(with: frame) else {
      throw Failure(.badData, "This frame differs from the recorded one.")
    }
  }
}
