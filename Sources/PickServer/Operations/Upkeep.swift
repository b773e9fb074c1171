import Logging
import PickCore
import ServiceLifecycle

/// What a server does on its own while it runs: notices a newly published model.
struct Upkeep: Service {
  let engine: Engine
  let counters: ServerCounters
  let log: Logger

  /// How often it looks; each look reads one small file.
  private static let interval = Duration.seconds(2)

  func run() async throws {
    var serving = engine.model
    while !Task.isShuttingDownGracefully, !Task.isCancelled {
      try? await cancelWhenGracefulShutdown { try await Task.sleep(for: Self.interval) }
      _ = engine.reloadModelIfPublished()
      // A page that was asked for may have looked first.
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
