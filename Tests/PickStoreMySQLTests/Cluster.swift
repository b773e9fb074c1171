import Foundation
import PickModel
import PickStore
import PickStoreMySQL
import PickTestSupport

/// Three nodes that are one database, one of which can be lost and come back.
struct Cluster {
  /// One open store a node.
  let nodes: [MySQLDatabase]
  private let directory: String

  /// Starts three nodes that hold the sample, and ends them afterwards.
  static func with(_ body: (Cluster) async throws -> Void) async throws {
    let directory = try Scripts.temporaryName("pick-galera")
    let output = try Scripts.run("galera", "start", directory)
    defer { _ = try? Scripts.run("galera", "stop", directory) }
    let roots = try output.split(separator: "\n").map { try DatabaseLocation($0 + "/mysql") }
    var nodes: [MySQLDatabase] = []
    for case .mysql(let root) in roots {
      if nodes.isEmpty { try await MySQLAdministration(root).run(["CREATE DATABASE pick"]) }
      let address = MySQLAddress(user: root.user, host: root.host, port: root.port, name: "pick")
      nodes.append(try await MySQLDatabase.open(address, mode: .createIfMissing(.random())))
    }
    try await body(Cluster(nodes: nodes, directory: directory))
    for node in nodes { node.close() }
  }

  /// Ends a node as a power cut would.
  func kill(_ node: Int) throws { try Scripts.run("galera", "kill", directory, "\(node + 1)") }

  /// Starts a node again and waits until it is a member.
  func bringBack(_ node: Int) throws { try Scripts.run("galera", "back", directory, "\(node + 1)") }
}

/// What a load got acknowledged: all of it has to be there afterwards.
actor Acknowledged {
  private(set) var events: [WatchEvent] = []
  private(set) var sessions: [SessionID] = []
  /// Tokens that were exchanged, with the session they belong to.
  private(set) var rotations: [(parent: [UInt8], session: SessionID)] = []
  private(set) var failures = 0

  var count: Int { events.count / ClusterLoad.eventsInBatch + sessions.count + rotations.count }

  func add(events new: [WatchEvent]) { events += new }
  func add(session: SessionID) { sessions.append(session) }
  func addRotation(of parent: [UInt8], session: SessionID) { rotations.append((parent, session)) }
  func addFailure() { failures += 1 }
}

/// One client among many: signs in, refreshes and reports what was watched, on whichever node
/// answers.
struct ClusterLoad {
  static let eventsInBatch = 5

  let client: Int
  let nodes: [MySQLDatabase]
  let log: Acknowledged

  /// Works until so many operations of all clients together are acknowledged.
  func run(until goal: @Sendable () async -> Bool) async {
    var generator = SplitMix64(seed: UInt64(client + 1))
    var round = 0
    while await !goal(), round < 10_000 {
      await signInAndRefresh(round, &generator)
      await watch(round, &generator)
      round += 1
    }
  }

  private func signInAndRefresh(_ round: Int, _ generator: inout SplitMix64) async {
    let name = SessionID("client-\(client)-\(round)")
    let account = StoreSample.accounts[client % StoreSample.accounts.count]
    let now = StoreSample.now
    let session = StoredSession(
      id: name, account: account.id, viewer: account.viewer, deviceName: "거실", signedInAt: now,
      lastSeenAt: now, endsAt: now.advanced(bySeconds: 86_400), ended: nil, epoch: 0)
    let first = token(round, 0, name)
    let hasBegun = await answer(&generator) { store in
      if try await store.session(name) != nil { return true }
      return try await store.begin(session, firstToken: first)
    }
    guard hasBegun else { return }
    await log.add(session: name)
    let next = token(round, 1, name)
    let isRotated = await answer(&generator) { store in
      switch try await store.rotate(presented: first.hash, successor: next, at: now) {
      case .rotated, .alreadyRotated: true
      default: false
      }
    }
    if isRotated { await log.addRotation(of: first.hash, session: name) }
  }

  private func watch(_ round: Int, _ generator: inout SplitMix64) async {
    let viewer = StoreSample.accounts[client % StoreSample.accounts.count].viewer.rawValue
    let events = (0..<Self.eventsInBatch).map { index in
      StoreSample.event(
        UInt64(client) << 32 | UInt64(round * Self.eventsInBatch + index), viewer: viewer,
        asset: [11, 21, 22][index % 3], seconds: 60 * (index + 1))
    }
    let isStored = await answer(&generator) { store in
      try await store.append(events)
      return true
    }
    if isStored { await log.add(events: events) }
  }

  /// Asks one node after the other until one answers, as a client behind a proxy would.
  private func answer(
    _ generator: inout SplitMix64, _ work: (MySQLDatabase) async throws -> Bool
  ) async -> Bool {
    for _ in 0..<50 {
      let node = nodes[Int(generator.next() % UInt64(nodes.count))]
      do { return try await work(node) } catch { await log.addFailure() }
    }
    return false
  }

  private func token(_ round: Int, _ generation: UInt8, _ session: SessionID) -> StoredRefreshToken
  {
    let number = UInt64(client) << 32 | UInt64(round)
    let bytes = (0..<8).map { UInt8(truncatingIfNeeded: number >> (8 * UInt64($0))) }
    return StoredRefreshToken(
      hash: bytes + [generation] + Array(repeating: 7, count: 23), session: session,
      expiresAt: StoreSample.now.advanced(bySeconds: 86_400))
  }
}
