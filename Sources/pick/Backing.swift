import Logging
import PickClient
import PickModel
import PickTUI

/// Who answers in a run, and what is known of them before the screen opens.
struct Backing {
  let service: any PickService
  let settings: SettingsFile
  let trainer: TrainingProcess?
  /// Lets devices sign in by a code; `nil` without a server.
  let devices: (any DeviceSignIn)?
  let circumstances: Circumstances
  /// The database on this machine; `nil` when a server answers.
  let home: OpenDatabase?

  /// What the screen has to know of whoever answers.
  struct Circumstances: Equatable {
    /// Whether it is a demo world, whose account may be shown.
    var isDemo = false
    /// Whether nothing is kept: there is no place for it.
    var isUnsaved = false
    /// Whether a server answers.
    var isRemote = false
  }

  /// The server that was named, else the database of this machine.
  static func open(
    _ options: PickOptions, _ configuration: Configuration, _ environment: Environment,
    _ log: Logger
  ) async throws -> Backing {
    if let server = try ServerChoice.decide(options, configuration, environment) {
      return try remote(server, options, environment, log)
    }
    let home = try await OpenDatabase.open(options, configuration, environment, log)
    let embedded = try Embedding(
      home, at: options.at?.instant, isKiosk: options.kiosk,
      watching: configuration.watching, environment, log)
    return Backing(
      service: embedded.service, settings: embedded.settings, trainer: embedded.trainer,
      devices: nil, circumstances: Circumstances(isDemo: home.isDemo, isUnsaved: home.isUnsaved),
      home: home)
  }

  private static func remote(
    _ server: ServerChoice, _ options: PickOptions, _ environment: Environment, _ log: Logger
  ) throws(Failure) -> Backing {
    guard options.at == nil else {
      throw Failure(.usage, "--at works on a demo world only; a server has its own time.")
    }
    let remote = Remote(server, isKiosk: options.kiosk, environment, log)
    log.info("remote", metadata: ["encrypted": "\(server.origin.isEncrypted)"])
    return Backing(
      service: remote.service, settings: remote.settings, trainer: nil, devices: remote.service,
      circumstances: Circumstances(isUnsaved: environment.places == nil, isRemote: true),
      home: nil)
  }

  /// Removes what was only for this run.
  func discard() { home?.discard() }
}
