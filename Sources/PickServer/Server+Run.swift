import HTTPTypes
import Hummingbird
import HummingbirdCore
import PickModel
public import ServiceLifecycle

extension Server {
  /// Listens on `host` and `port`, in plain HTTP, until the service group it runs in shuts down.
  ///
  /// - Parameters:
  ///   - host: an address of this machine.
  ///   - port: 0 for any that is free.
  ///   - limits: what clients may ask for, and for how long.
  ///   - onListening: told the port once connections are accepted.
  /// - Returns: the service, which is run once.
  /// - Throws: what keeps the transport from being set up.
  public func service(
    host: String, port: Int, limits: Limits = Limits(),
    onListening: @escaping @Sendable (Int) async -> Void
  ) throws -> any Service {
    try service(
      host: host, port: port, transport: .plain, limits: limits, onListening: onListening)
  }

  func service(
    host: String, port: Int, transport: Transport, limits: Limits,
    onListening: @escaping @Sendable (Int) async -> Void
  ) throws -> any Service {
    try Listener(
      host: host, port: port, transport: transport, limits: limits, log: ServerRun.quiet,
      onListening: onListening,
      answer: { request, address in try await respond(to: request, from: address) }
    ).service()
  }

  /// Listens for whoever collects metrics; the port answers nothing else.
  func metricsService(
    host: String, port: Int, limits: Limits,
    onListening: @escaping @Sendable (Int) async -> Void
  ) throws -> any Service {
    let report = MetricsReport(
      requests: metrics, counters: backend.counters, version: Release.version)
    return try Listener(
      host: host, port: port, transport: .plain, limits: limits, log: ServerRun.quiet,
      onListening: onListening,
      answer: { request, _ in
        guard request.method == .get, request.uri.path == "/metrics" else {
          return Response(status: .notFound)
        }
        return Response(
          status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
          body: ResponseBody(byteBuffer: ByteBuffer(string: report.text())))
      }
    ).service()
  }
}
