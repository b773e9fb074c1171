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
    try? await cancelWhenGracefulShutdown {
      while true {
        try await Task.sleep(for: Self.interval)
        lookForModel()
      }
    }
  }

  private func lookForModel() {
    guard engine.reloadModelIfPublished() else { return }
    counters.count(.modelsLoaded)
    log.notice("model", metadata: ["model": "\(engine.model.map { "\($0)" } ?? "none")"])
  }
}
