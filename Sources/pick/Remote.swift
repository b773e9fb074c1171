import Logging
import PickClient
import PickCore
import PickModel

/// The service of a server, wired up.
///
/// Nothing here touches the network: libcurl is loaded by the first request.
struct Remote {
  let service: RemoteService
  let settings: SettingsFile

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
    settings = SettingsFile(
      path: places.map { $0.state + "/settings" }, number: files.rememberedNumber)
  }
}
