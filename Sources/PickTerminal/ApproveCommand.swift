package import ArgumentParser
import Glibc
import PickClient
import PickCommand
import PickModel
import PickSystem
import PickTUI

/// `approve CODE`: lets a device that shows a code sign in as the viewer signed in here.
package struct ApproveCommand<Program: TerminalProgram>: AsyncParsableCommand {
  package static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "approve",
      abstract: "Lets a device that shows a code sign in, with the account signed in here.")
  }

  @Argument(help: ArgumentHelp("What the device shows: BCDF-GHJK.", valueName: "code"))
  var code: String

  @OptionGroup var arguments: PickArguments
  /// Hidden, and read only to refuse a database beside a server.
  @OptionGroup(visibility: .hidden) var database: Program.Database

  package init() {}

  package func run() async throws {
    try await reporting(as: Program.name) {
      let (options, environment) = (arguments.options, Environment.current)
      let configuration = try Configuration(path: environment.places?.configurationFile)
      let log = LogFile.start(path: environment.places?.log)
      let server = try Self.server(options, data: database.data, configuration, environment)
      let remote = Remote(server, isKiosk: false, environment, log)
      let language = options.language ?? configuration.language ?? .korean
      try await approve(remote.service, ApprovalWords(Strings(language)))
    }
  }

  /// The server; refused on a kiosk, whose visitors do not own its account.
  static func server(
    _ options: PickOptions, data: String?, _ configuration: Configuration,
    _ environment: Environment
  ) throws(Failure) -> ServerChoice {
    guard !options.kiosk, configuration.kiosk == Configuration.Kiosk() else {
      throw Failure(.noPermission, "Devices are not approved on a kiosk. Use your own terminal.")
    }
    guard
      let server = try ServerChoice.decide(options, data: data, configuration, environment)
    else {
      throw Failure(.usage, "Devices sign in to a server. Name it with --server.")
    }
    return server
  }

  private func approve(
    _ service: any DeviceSignIn, _ words: ApprovalWords
  ) async throws(Failure) {
    do throws(ServiceError) {
      let device = try await service.pendingDevice(code)
      for line in words.lines(about: device, at: SystemWallClock().now()) { print(line) }
      print("\(words.question) [y/N] ", terminator: "")
      fflush(nil)
      let isYes = ["y", "yes", "ㅛ"].contains((readLine() ?? "").lowercased())
      if isYes { try await service.approveDevice(code) } else { try await service.denyDevice(code) }
      print(isYes ? words.approved : words.denied)
    } catch {
      throw Failure(Self.status(of: error), words.sentence(for: error))
    }
  }

  private static func status(of error: ServiceError) -> ExitStatus {
    switch error {
    case .unreachable, .cannotConnect: .unavailable
    case .sessionEnded, .wrongCredentials, .accountDisabled: .noPermission
    case .throttled: .tryAgain
    case .notFound, .invalid: .badData
    case .notSaved, .unexpected: .inputOutput
    }
  }
}
