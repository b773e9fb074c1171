import Logging
import PickServer
import ServiceLifecycle

/// A test's server on a port of its own on loopback, for as long as a closure runs.
enum RunningServer {
  /// A busy machine has time; tests of the limits hand in their own.
  static var patient: Limits {
    var limits = Limits()
    (limits.request, limits.idle) = (.seconds(600), .seconds(600))
    return limits
  }

  static func run<Answer: Sendable>(
    _ server: Server, limits: Limits = patient,
    _ body: @escaping @Sendable (_ port: Int) async throws -> Answer
  ) async throws -> Answer {
    let (ports, port) = AsyncStream.makeStream(of: Int.self)
    let service = try server.service(
      host: "127.0.0.1", port: 0, limits: limits, onListening: { port.yield($0) })
    let group = ServiceGroup(
      services: [service], logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    return try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask { try await group.run() }
      var numbers = ports.makeAsyncIterator()
      guard let number = await numbers.next() else { throw NeverListened() }
      let answer = try await body(number)
      await group.triggerGracefulShutdown()
      try await tasks.waitForAll()
      return answer
    }
  }

  struct NeverListened: Error {}
}
