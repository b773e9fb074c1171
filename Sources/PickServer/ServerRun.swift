import Glibc
import Hummingbird
import Logging
import NIOCore
import PickCommand
import PickCore
import ServiceLifecycle
import UnixSignals

/// A configured server, from its start to its end.
struct ServerRun {
  let configuration: Configuration
  let log: Logger

  /// Serves until a signal ends it.
  func run() async throws {
    ProcessFacts.raiseDescriptorLimit()
    let transport = try configuration.transport()
    let opened = try await OpenBackend.open(configuration, log: log)
    let server = Server.build(
      opened.backend, log: log, isSecure: transport.isSecure, room: opened.room)
    var limits = Limits()
    // 64 descriptors are kept for the database, the model and the log.
    limits.connections = min(configuration.connections, ProcessFacts.descriptorLimit() - 64)
    var setup = ServiceGroupConfiguration(
      services: try services(server, transport, limits), logger: Self.quiet)
    setup.maximumGracefulShutdownDuration = limits.drain
    let group = ServiceGroup(configuration: setup)
    let signals = Signals(
      readiness: server.readiness, transport: transport, drain: limits.drain, log: log)
    let listening = Task { await signals.run(group) }
    defer { listening.cancel() }
    try await group.run()
    opened.close()
    log.notice("stopped")
  }

  private func services(
    _ server: Server, _ transport: Transport, _ limits: Limits
  ) throws -> [any Service] {
    let main = try server.service(
      host: configuration.host, port: configuration.port, transport: transport, limits: limits,
      onListening: announced(configuration.host, as: "listening"))
    var services: [any Service] = [
      Upkeep(engine: server.backend.engine, counters: server.backend.counters, log: log),
      PortService(main, host: configuration.host, port: configuration.port),
    ]
    if let port = configuration.metricsPort {
      let host = configuration.metricsHost
      let metrics = try server.metricsService(
        host: host, port: port, limits: limits,
        onListening: announced(host, as: "listening for metrics"))
      services.append(PortService(metrics, host: host, port: port))
    }
    return services
  }

  private func announced(
    _ host: String, as message: Logger.Message
  ) -> @Sendable (Int) async -> Void {
    { [log] port in
      log.notice(message, metadata: ["host": "\(host)", "port": .stringConvertible(port)])
    }
  }

  /// Drops the messages of the frameworks, which are of no use to an operator.
  static let quiet = Logger(label: "pickd.services") { _ in SwiftLogNoOpLogHandler() }
}

/// Runs a listener, and turns a port it cannot have into a failure with a remedy.
private struct PortService: Service {
  private let listener: any Service
  private let host: String
  private let port: Int

  init(_ listener: any Service, host: String, port: Int) {
    self.listener = listener
    self.host = host
    self.port = port
  }

  func run() async throws {
    do {
      try await listener.run()
    } catch let error as IOError {
      throw failure(error.errnoCode) ?? error
    } catch is SocketAddressError {
      throw Failure(.configuration, "\(host) is no address of this machine. Change --host.")
    }
  }

  private func failure(_ code: CInt) -> Failure? {
    switch code {
    case EADDRINUSE:
      Failure(
        .unavailable, "Port \(port) of \(host) is in use. Stop what listens there, or use --port.")
    case EACCES:
      Failure(
        .noPermission, "Port \(port) is not open to this user. Use one above 1023 with --port.")
    case EADDRNOTAVAIL:
      Failure(.configuration, "\(host) is no address of this machine. Change --host.")
    default: nil
    }
  }
}

/// SIGTERM and SIGINT end the server once its requests are answered.
///
/// A second signal ends it at once, and SIGHUP makes it read its certificate again.
private struct Signals: Sendable {
  let readiness: Readiness
  let transport: Transport
  let drain: Duration
  let log: Logger

  /// Listens until the task is cancelled.
  func run(_ group: ServiceGroup) async {
    var isStopping = false
    for await signal in await UnixSignalsSequence(trapping: .sigterm, .sigint, .sighup) {
      switch signal {
      case .sighup: reload()
      case _ where isStopping:
        log.warning("ended at once")
        _exit(signal == .sigint ? 128 + SIGINT : 128 + SIGTERM)
      default:
        isStopping = true
        log.notice("stopping")
        readiness.drain()
        endAtLast()
        await group.triggerGracefulShutdown()
      }
    }
  }

  /// Ends the process one second after the drain time, even if requests are still open.
  private func endAtLast() {
    Task { [drain, log] in
      try await Task.sleep(for: drain + .seconds(1))
      log.warning("some requests were cut off")
      _exit(0)
    }
  }

  private func reload() {
    guard case .secure(let secure) = transport else { return }
    do {
      try secure.reload()
      log.notice("certificate read again")
    } catch {
      log.error("the certificate cannot be used; the old one serves on")
    }
  }
}

/// Looks for a newly published model while the server runs.
private struct Upkeep: Service {
  let engine: Engine
  let counters: ServerCounters
  let log: Logger

  /// The time between two looks; each look reads one small file.
  private static let interval = Duration.seconds(2)

  func run() async throws {
    var serving = engine.model
    while !Task.isShuttingDownGracefully, !Task.isCancelled {
      try? await cancelWhenGracefulShutdown { try await Task.sleep(for: Self.interval) }
      _ = engine.reloadModelIfPublished()
      // A request for a page may have loaded the model already.
      guard engine.model != serving else { continue }
      serving = engine.model
      tell()
    }
  }

  private func tell() {
    counters.count(.modelsLoaded)
    log.notice("model", metadata: ["model": "\(engine.model.map { "\($0)" } ?? "none")"])
  }
}
