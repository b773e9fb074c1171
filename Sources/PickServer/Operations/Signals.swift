import Glibc
import Logging
import ServiceLifecycle
import UnixSignals

/// TERM and INT end the server when its requests are answered, a second one at once; HUP makes it
/// read its certificate again.
struct Signals: Sendable {
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

  /// Whatever still hangs when the time for it is over does not keep the process.
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
