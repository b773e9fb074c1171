import Hummingbird
import HummingbirdCore
public import ServiceLifecycle

extension Server {
  /// Listens on `host` and `port` until the service group it runs in shuts down.
  ///
  /// - Parameters:
  ///   - host: an address of this machine.
  ///   - port: 0 for any that is free.
  ///   - onListening: told the port once connections are accepted.
  /// - Returns: the service, which is run once.
  /// - Throws: what keeps the transport from being set up.
  public func service(
    host: String, port: Int, onListening: @escaping @Sendable (Int) async -> Void = { _ in }
  ) throws -> any Service {
    try Listener(
      host: host, port: port, channels: .http1(), log: log, onListening: onListening,
      answer: { request, address in try await respond(to: request, from: address) }
    ).service()
  }
}
