import Glibc
import Logging
import PickClient
import PickCore
import PickModel
import PickTUI

/// One run of the program: reads the options, opens what is needed, runs the loop, ends.
struct Session {
  let options: PickOptions

  func run() async throws {
    let environment = Environment.current
    if options.printsPlaces { return PlacesPrinter.run(environment) }
    if let file = options.replay { return try Replay.run(file) }
    let configuration = try Configuration(path: environment.places?.configurationFile)
    let log = LogFile.start(path: environment.places?.log)
    let backing = try await Backing.open(options, configuration, environment, log)
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
    let terminal: NcursesTerminal
    do {
      terminal = try NcursesTerminal(
        theme: theme.theme,
        mode: TerminalMode(
          ignoresLeaving: kiosk != nil, colors: configuration.colors,
          escapeDelay: configuration.escapeDelay))
    } catch {
      throw Failure(.unavailable, Strings(.english).text(error.message))
    }
    if let type = terminal.standIn {
      log.notice("the system does not know this terminal", metadata: ["taken_for": "\(type)"])
    }
    let model = start.model(
      capabilities: terminal.capabilities, theme: theme, kiosk: kiosk,
      contentTime: options.at?.instant)
    backing.settings.begin(with: model.settings)
    let recorder = try options.record.map { try Self.recorder($0, model) }
    let program = Program(
      model: model, terminal: terminal,
      effects: ServiceEffects(
        service: backing.service, settings: backing.settings, trainer: backing.trainer,
        devices: backing.devices, report: LogFile.incidents(log)),
      clock: { SystemWallClock().now() },
      themes: { name in try? start.library.theme(named: name) }, recorder: recorder)
    return await program.run(seed: .random(in: 0...UInt64.max))
  }
}

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
