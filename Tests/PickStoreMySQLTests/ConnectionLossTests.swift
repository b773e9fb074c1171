import Foundation
import PickModel
import PickStore
import PickTestRunning
import PickTestSupport
import Synchronization
import Testing

@testable import PickStoreMySQL

@Suite("A lost connection", .needs(.mariaDB), .fewAtOnce)
struct ConnectionLossTests {
  private let now = StoreSample.now

  @Test("a write whose connection is lost in the middle is done once, on a new one")
  func middle() async throws {
    try await MariaDBServer.shared?.withStore { store in
      _ = try await store.store(StoreSample.batch) { _, _ in }
      let isKilled = Atomic(false)
      let count = try await store.write { db in
        let count = try EventWriter.append([StoreSample.event()], db)
        if !isKilled.exchange(true, ordering: .relaxed),
          let id = try db.integer("SELECT CONNECTION_ID()")
        {
          // Killing one's own connection ends it like any other loss.
          try db.command("KILL \(id)")
        }
        return count
      }
      #expect(count == 1)
      #expect(
        try await store.history(of: Viewer.ID(101), before: now.advanced(bySeconds: 60)).count == 1)
      let once = try await store.popularTitles(in: .all, count: 1)
      _ = try await store.append([StoreSample.event()])
      #expect(try await store.popularTitles(in: .all, count: 1) == once)
    }
  }

  @Test(
    "a transaction the server took back without a word is done again as a whole",
    arguments: ["SELECT id FROM viewer", "DO 0"])
  func takenBack(next statement: String) async throws {
    try await MariaDBServer.shared?.withStore { store in
      _ = try await store.store(StoreSample.batch) { _, _ in }
      let times = Atomic(0)
      let count = try await store.write { db in
        let count = try EventWriter.append([StoreSample.event()], db)
        if times.wrappingAdd(1, ordering: .relaxed).oldValue == 0 {
          // As a node of a cluster does it: the answer says so by its status alone.
          try? db.command("ROLLBACK")
          _ = try db.integer(statement)
        }
        return count
      }
      #expect(count == 1 && times.load(ordering: .relaxed) == 2)
      let events = try await store.history(
        of: Viewer.ID(101), before: now.advanced(bySeconds: 60))
      #expect(events.count == 1)
      let once = try await store.popularTitles(in: .all, count: 1)
      _ = try await store.append([StoreSample.event()])
      #expect(try await store.popularTitles(in: .all, count: 1) == once && once.count == 1)
    }
  }

  @Test("idle connections that the server closed are replaced unnoticed")
  func idle() async throws {
    try await MariaDBServer.shared?.withStore { store in
      let id = try await store.read { try $0.integer("SELECT CONNECTION_ID()") }
      try await MariaDBServer.shared?.administer("KILL \(try #require(id))")
      #expect(try await store.catalogVersion() == 0)
    }
  }

  @Test("a server that is not there is unreachable, a wrong password cannot open")
  func refusals() async throws {
    let nobody = MySQLAddress(user: "nobody", host: "127.0.0.1", port: 1, name: "pick")
    await #expect {
      _ = try await MySQLDatabase.open(nobody, mode: .existing)
    } throws: { error in
      if case .unreachable? = error as? StoreError { true } else { false }
    }
    try await MariaDBServer.shared?.withDatabase { address in
      let access = ServerAccess(password: "wrong and secret")
      await #expect {
        _ = try await MySQLDatabase.open(address, access: access, mode: .existing)
      } throws: { error in
        guard case .cannotOpen(let reason)? = error as? StoreError else { return false }
        return !reason.contains("secret")
      }
    }
  }

  @Test("whoever waits too long for a free connection is told that it is busy")
  func queue() async throws {
    try await MariaDBServer.shared?.withDatabase { address in
      let access = ServerAccess(
        limits: ServerAccess.Limits(connectSeconds: 60, answerSeconds: 60, queueSeconds: 1),
        connectionLimit: 1)
      let store = try await MySQLDatabase.open(
        address, access: access, mode: .createIfMissing(.random()))
      defer { store.close() }
      let gate = DispatchSemaphore(value: 0)
      let (held, holding) = AsyncStream<Void>.makeStream()
      await withTaskGroup(of: Void.self) { group in
        group.addTask {
          // Its thread may be slow to start on a busy machine: refused, it asks again.
          var isRead = false
          while !isRead {
            isRead =
              (try? await store.read { _ in
                holding.yield()
                gate.wait()
                return true
              }) ?? false
          }
        }
        // Nobody else asks before the only connection is taken.
        for await _ in held { break }
        await #expect(throws: StoreError.busy) { try await store.read { _ in } }
        gate.signal()
      }
      #expect(try await store.catalogVersion() == 0)
    }
  }
}
