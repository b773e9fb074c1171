import PickModel
import PickStore
import PickTestRunning
import PickTestSupport
import Testing

@Suite("SessionStore: rotation", .also(.mariaDB), .fewAtOnce)
struct RotationContract {
  private let sample = SessionSample()
  private var now: Instant { sample.now }
  private let first = SessionSample.hash(UInt8(ascii: "h"))

  private func rotate(
    _ store: any SessionStore, _ presented: [UInt8], to next: UInt8, after seconds: Int64
  ) async throws -> RotationResult {
    try await store.rotate(
      presented: presented, successor: sample.token(next),
      at: now.advanced(bySeconds: seconds))
  }

  @Test(
    "a current token is replaced, and its successor is current", arguments: StoreUnderTest.allCases)
  func chain(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      try await sample.begin("here", in: store)
      for (presented, next) in [(first, 1), (SessionSample.hash(1), 2)] as [([UInt8], UInt8)] {
        let result = try await rotate(store, presented, to: next, after: Int64(next))
        guard case .rotated(let session) = result else {
          Issue.record("\(result)")
          return
        }
        #expect(session.lastSeenAt == now.advanced(bySeconds: Int64(next)))
      }
    }
  }

  @Test("a replaced token tells its own successor from another", arguments: StoreUnderTest.allCases)
  func replaced(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      try await sample.begin("here", in: store)
      _ = try await rotate(store, first, to: 1, after: 5)
      let session = try #require(await store.session(SessionID("here")))
      let at = now.advanced(bySeconds: 5)
      #expect(
        try await rotate(store, first, to: 1, after: 9) == .alreadyRotated(session, at: at))
      #expect(try await rotate(store, first, to: 2, after: 9) == .replaced(session, at: at))
      let longAfter: Int64 = 8 * 86_400
      #expect(try await rotate(store, first, to: 2, after: longAfter) == .replaced(session, at: at))
    }
  }

  @Test(
    "once its successor was exchanged a replaced token is no retry, whatever it asks for",
    arguments: StoreUnderTest.allCases)
  func successorUsed(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      try await sample.begin("here", in: store)
      _ = try await rotate(store, first, to: 1, after: 1)
      _ = try await rotate(store, SessionSample.hash(1), to: 2, after: 2)
      let session = try #require(await store.session(SessionID("here")))
      let at = now.advanced(bySeconds: 1)
      for next: UInt8 in [1, 2, 3] {
        #expect(try await rotate(store, first, to: next, after: 3) == .replaced(session, at: at))
      }
      // The newest link may still have been lost.
      let later = now.advanced(bySeconds: 2)
      #expect(
        try await rotate(store, SessionSample.hash(1), to: 2, after: 3)
          == .alreadyRotated(session, at: later))
    }
  }

  @Test("of several who end a session one has ended it", arguments: StoreUnderTest.allCases)
  func endedOnce(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      try await sample.begin("here", in: store)
      let ended = try await withThrowingTaskGroup(of: Bool.self) { group in
        for _ in 0..<8 {
          group.addTask { [now] in
            try await store.end(SessionID("here"), reason: .reused, at: now)
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(ended.filter { $0 }.count == 1)
      #expect(try await store.end(SessionID("nobody"), reason: .reused, at: now) == false)
    }
  }

  @Test(
    "a token is good until just before it expires", arguments: StoreUnderTest.allCases,
    [(-1, true), (0, false), (1, false)] as [(Int64, Bool)])
  func expiry(store: StoreUnderTest, presented: (milliseconds: Int64, isGood: Bool)) async throws {
    try await store.withSample { store in
      try await sample.begin("here", in: store)
      let expiry = sample.tokenExpiry.millisecondsSince1970
      let result = try await store.rotate(
        presented: first, successor: sample.token(1, expiresAt: sample.cap),
        at: Instant(millisecondsSince1970: expiry + presented.milliseconds))
      if case .rotated = result {
        #expect(presented.isGood)
      } else {
        #expect(result == .expired && !presented.isGood)
      }
    }
  }

  @Test("of a hundred at once one wins, and all get the same", arguments: StoreUnderTest.allCases)
  func together(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      try await sample.begin("here", in: store)
      let results = try await withThrowingTaskGroup(of: RotationResult.self) { group in
        for _ in 0..<100 {
          group.addTask { [sample, first] in
            try await store.rotate(
              presented: first, successor: sample.token(1),
              at: sample.now.advanced(bySeconds: 1))
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      let winners = results.filter { if case .rotated = $0 { true } else { false } }
      let others = results.filter { if case .alreadyRotated = $0 { true } else { false } }
      #expect(winners.count == 1)
      #expect(others.count == 99)
      #expect(try await store.session(SessionID("here"))?.ended == nil)
    }
  }

  @Test("the session's cap ends the freshest token", arguments: StoreUnderTest.allCases)
  func cap(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      let token = sample.token(7, expiresAt: sample.cap.advanced(bySeconds: 86_400))
      _ = try await store.begin(sample.session("here"), firstToken: token)
      let result = try await store.rotate(
        presented: token.hash, successor: sample.token(1), at: sample.cap)
      #expect(result == .expired)
    }
  }

  @Test(
    "no token of an ended session is good, and an unknown one is unknown",
    arguments: StoreUnderTest.allCases)
  func refusals(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      try await sample.begin("here", in: store)
      _ = try await rotate(store, first, to: 1, after: 1)
      try await store.end(SessionID("here"), reason: .signedOut, at: now)
      #expect(try await rotate(store, SessionSample.hash(1), to: 2, after: 2) == .ended(.signedOut))
      #expect(try await rotate(store, first, to: 2, after: 2) == .ended(.signedOut))
      #expect(try await rotate(store, SessionSample.hash(99), to: 2, after: 2) == .unknown)
    }
  }
}
