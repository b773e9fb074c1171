import Glibc
import PickModel
import PickStore
import PickTestRunning
import PickTestSupport
import Testing

@testable import PickStoreMySQL

/// The server stops answering, and goes on.
@Suite("A paused server", .needs(.mariaDB), .fewAtOnce)
struct PausedServerTests {
  @Test("everybody is told in time, and is served again when it goes on")
  func pause() async throws {
    try await OwnServer.with { server in
      let limits = ServerAccess.Limits(connectSeconds: 2, answerSeconds: 2, queueSeconds: 1)
      let store = try await MySQLDatabase.open(
        server.address, access: ServerAccess(limits: limits, connectionLimit: 2),
        mode: .createIfMissing(.random()))
      defer { store.close() }
      _ = try await store.store(StoreSample.batch) { _, _ in }
      try server.send(SIGSTOP)
      let told = await failures(of: store)
      try server.send(SIGCONT)
      #expect(told.count == 6)
      #expect(told.allSatisfy(Self.isTyped))
      let event = StoreSample.event()
      try await retrying { try await store.append([event]) }
      let history = try await store.history(
        of: event.viewer, before: event.startedAt.advanced(bySeconds: 1))
      #expect(history == [event])
    }
  }

  /// What six writers at once are told.
  private func failures(of store: MySQLDatabase) async -> [StoreError] {
    await withTaskGroup(of: StoreError?.self) { group in
      for _ in 0..<6 {
        group.addTask {
          do throws(StoreError) {
            try await store.append([StoreSample.event()])
            return nil
          } catch { return error }
        }
      }
      return await group.reduce(into: []) { if let error = $1 { $0.append(error) } }
    }
  }

  private static func isTyped(_ error: StoreError) -> Bool {
    if case .unreachable = error { true } else { error == .busy }
  }

  /// A caller that comes again, ten times at most: each try ends within the limits.
  private func retrying<Answer>(_ work: () async throws -> Answer) async throws {
    for _ in 0..<9 {
      do {
        _ = try await work()
        return
      } catch { continue }
    }
    _ = try await work()
  }
}
