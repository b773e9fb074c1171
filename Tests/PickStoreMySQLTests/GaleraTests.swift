import PickModel
import PickStore
import PickTestRunning
import PickTestSupport
import Synchronization
import Testing

@testable import PickStoreMySQL

/// Refreshes at once and a lost node, on three nodes; minutes long, so only `make full` runs them.
@Suite("A cluster of three", .serialized, .needs(.galera), .onOwnThreads)
struct GaleraTests {
  private let now = StoreSample.now

  @Test("of a hundred refreshes on all nodes one wins, and all get the same")
  func rotation() async throws {
    try await Cluster.with { cluster in
      _ = try await cluster.nodes[0].store(StoreSample.batch) { _, _ in }
      for round: UInt8 in 1...5 {
        let results = try await refresh(cluster.nodes, round)
        let winners = results.filter { if case .rotated = $0 { true } else { false } }
        let others = results.filter { if case .alreadyRotated = $0 { true } else { false } }
        #expect(winners.count == 1)
        #expect(winners.count + others.count == 100)
      }
      let children = try await MySQLAdministration(cluster.nodes[2].address).integer(
        "SELECT count(*) FROM refresh_token WHERE parent IS NOT NULL")
      #expect(children == 5)
    }
  }

  private func refresh(_ nodes: [MySQLDatabase], _ round: UInt8) async throws -> [RotationResult] {
    let name = SessionID("shared-\(round)")
    func token(_ generation: UInt8) -> StoredRefreshToken {
      StoredRefreshToken(
        hash: [round, generation] + Array(repeating: 0, count: 30), session: name,
        expiresAt: now.advanced(bySeconds: 3_600))
    }
    let account = StoreSample.accounts[0]
    let session = StoredSession(
      id: name, account: account.id, viewer: account.viewer, deviceName: "", signedInAt: now,
      lastSeenAt: now, endsAt: now.advanced(bySeconds: 86_400), ended: nil, epoch: 0)
    #expect(try await nodes[0].begin(session, firstToken: token(0)))
    let (presented, successor) = (token(0).hash, token(1))
    return try await withThrowingTaskGroup(of: RotationResult.self) { group in
      for caller in 0..<100 {
        group.addTask {
          try await Self.patiently {
            try await nodes[caller % 3].rotate(
              presented: presented, successor: successor, at: now.advanced(bySeconds: 1))
          }
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
  }

  /// A caller that comes again when it is told to.
  private static func patiently<Answer>(
    _ work: () async throws -> Answer
  ) async throws -> Answer {
    for _ in 0..<20 {
      do { return try await work() } catch StoreError.busy { continue }
    }
    return try await work()
  }

  @Test("what was acknowledged while a node was lost is there afterwards on all of them, once")
  func lostNode() async throws {
    try await Cluster.with { cluster in
      _ = try await cluster.nodes[0].store(StoreSample.batch) { _, _ in }
      let log = Acknowledged()
      try await load(cluster, log)
      try await expectAllThere(cluster, log)
      print(
        "cluster: \(await log.sessions.count) sign-ins, \(await log.rotations.count) refreshes, "
          + "\(await log.events.count) events acknowledged, \(await log.failures) answers refused")
    }
  }

  /// Twelve clients; the third node is lost after 200 operations and comes back after 400.
  private func load(_ cluster: Cluster, _ log: Acknowledged) async throws {
    let isBack = Flag()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for client in 0..<12 {
        group.addTask {
          await ClusterLoad(client: client, nodes: cluster.nodes, log: log).run {
            guard let goal = isBack.goal else { return false }
            return await log.count >= goal
          }
        }
      }
      group.addTask {
        // However it ends, the clients do.
        defer { isBack.set(isBack.goal ?? 0) }
        try await wait(for: "200 events", ceiling: .seconds(600)) { await log.count >= 200 }
        try cluster.kill(2)
        try await wait(for: "400 events", ceiling: .seconds(600)) { await log.count >= 400 }
        try cluster.bringBack(2)
        isBack.set(await log.count + 200)
      }
      try await group.waitForAll()
    }
  }

  private func expectAllThere(_ cluster: Cluster, _ log: Acknowledged) async throws {
    let events = await log.events
    for node in cluster.nodes {
      var found: [WatchEvent] = []
      for account in StoreSample.accounts {
        found += try await node.history(of: account.viewer, before: now.advanced(bySeconds: 60))
      }
      #expect(Set(found).isSuperset(of: events))
      #expect(
        Set(found.map { [$0.id.high, $0.id.low, UInt64($0.viewer.rawValue)] }).count
          == found.count)
      for session in await log.sessions {
        #expect(try await node.session(session)?.ended == nil)
        #expect(try await node.session(session) != nil)
      }
      try await expectCounted(found, node)
    }
    let address = cluster.nodes[2].address
    let children = try await MySQLAdministration(address).integer(
      "SELECT count(DISTINCT parent) - count(parent) FROM refresh_token")
    #expect(children == 0)
    let exchanged = try await MySQLAdministration(address).integer(
      "SELECT count(parent) FROM refresh_token")
    #expect(await log.rotations.count <= Int(exchanged ?? 0))
  }

  /// Popularity is what the stored events add up to: none was counted twice, none was left out.
  private func expectCounted(_ events: [WatchEvent], _ node: MySQLDatabase) async throws {
    let file = try await StoreSample.database()
    try await file.append(events)
    let expected = try await file.popularTitles(in: .all, count: 9)
    let counted = try await node.popularTitles(in: .all, count: 9)
    #expect(counted.map(\.title) == expected.map(\.title))
    for (left, right) in zip(counted, expected) {
      #expect(abs(left.weight / right.weight - 1) < 1e-9)
    }
  }
}

/// A number that somebody sets and many read.
final class Flag: Sendable {
  private let value = Mutex<Int?>(nil)

  var goal: Int? { value.withLock { $0 } }

  func set(_ goal: Int) { value.withLock { $0 = goal } }
}
