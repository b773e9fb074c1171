package import Logging
package import PickClient
import PickCommand
package import PickModel
import PickSystem
package import PickTUI

/// The service of a run with what belongs to it.
package struct Backing {
  package let service: any PickService
  package let settings: SettingsFile
  /// What viewers searched for on this device.
  package let searches: KeptSearches
  package let trainer: (any ModelTrainer)?
  /// Lets devices sign in by a code; `nil` without a server.
  package let devices: (any DeviceSignIn)?
  package let circumstances: Circumstances
  /// Removes what was only for this run; safe to repeat.
  package let discard: () -> Void

  /// Facts about the service for the screen.
  package struct Circumstances: Equatable {
    /// The accounts of a demo world, which may be shown; `nil` where there is none.
    package var demo: DemoSignIns?
    /// Whether nothing is kept: there is no place for it.
    package var isUnsaved = false
    /// Whether a server answers.
    package var isRemote = false

    package init(demo: DemoSignIns? = nil, isUnsaved: Bool = false, isRemote: Bool = false) {
      self.demo = demo
      self.isUnsaved = isUnsaved
      self.isRemote = isRemote
    }
  }

  /// What the accounts of a demo world sign in with.
  package struct DemoSignIns: Equatable {
    package let viewer: Credentials
    package let kiosk: Credentials

    package init(viewer: Credentials, kiosk: Credentials) {
      self.viewer = viewer
      self.kiosk = kiosk
    }
  }

  package init(
    service: any PickService, settings: SettingsFile, searches: KeptSearches,
    trainer: (any ModelTrainer)?,
    devices: (any DeviceSignIn)?, circumstances: Circumstances,
    discard: @escaping () -> Void = {}
  ) {
    self.service = service
    self.settings = settings
    self.searches = searches
    self.trainer = trainer
    self.devices = devices
    self.circumstances = circumstances
    self.discard = discard
  }

  /// The server that was named, else the database of this machine where the program can open one.
  static func open(
    _ options: PickOptions, _ configuration: Configuration, _ environment: Environment,
    _ log: Logger, onThisMachine: OnThisMachine?
  ) async throws -> Backing {
    let server = try ServerChoice.decide(
      options, data: onThisMachine?.data, configuration, environment)
    if let server {
      guard onThisMachine?.contentTime == nil else {
        throw Failure(.usage, "--at works on a demo world only; a server has its own time.")
      }
      return remote(server, options, environment, log)
    }
    guard let onThisMachine else {
      throw Failure(.usage, "This program only asks a server. Name it with --server.")
    }
    return try await onThisMachine.open(options, configuration, environment, log)
  }

  private static func remote(
    _ server: ServerChoice, _ options: PickOptions, _ environment: Environment, _ log: Logger
  ) -> Backing {
    let remote = Remote(server, isKiosk: options.kiosk, environment, log)
    log.info("remote", metadata: ["encrypted": "\(server.origin.isEncrypted)"])
    return Backing(
      service: remote.service, settings: remote.settings, searches: remote.searches, trainer: nil,
      devices: remote.service,
      circumstances: Circumstances(isUnsaved: environment.places == nil, isRemote: true))
  }
}

/// The database on this machine, for a program that can open one.
package struct OnThisMachine {
  /// Opens it.
  package typealias Opening = (PickOptions, Configuration, Environment, Logger) async throws ->
    Backing

  /// The file named on the command line; `nil` leaves the choice to the program.
  let data: String?
  /// The time home is made for; `nil` for now.
  let contentTime: Instant?
  let open: Opening

  package init(data: String?, contentTime: Instant?, open: @escaping Opening) {
    self.data = data
    self.contentTime = contentTime
    self.open = open
  }
}

/// The service of a server, wired up.
///
/// Nothing here touches the network: libcurl is loaded by the first request.
struct Remote {
  let service: RemoteService
  let settings: SettingsFile
  let searches: KeptSearches

  init(
    _ server: ServerChoice, isKiosk: Bool, _ environment: Environment, _ log: Logger
  ) {
    // A lobby's sessions, pages and choices end with the visit.
    let places = isKiosk ? nil : environment.places
    let files = SessionFiles(stateDirectory: places?.state, issuer: server.origin.issuer)
    service = RemoteService(
      transport: CurlTransport(origin: server.origin, authorityFile: server.authorityFile),
      tokens: files.tokens,
      places: RemoteService.DevicePlaces(
        origin: server.origin, cacheDirectory: places?.cache, stateDirectory: places?.state),
      device: environment.deviceName, clock: SystemWallClock(), report: LogFile.reporter(log))
    searches = files.searches
    settings = SettingsFile(
      path: places.map { $0.state + "/settings" }, number: files.rememberedNumber)
  }
}
