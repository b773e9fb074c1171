import PickModel
import PickStore
import PickTestRunning
import PickTestSupport
import Testing

@Suite("DeviceSignInStore", .also(.mariaDB), .fewAtOnce)
struct DeviceSignInContract {
  private let now = StoreSample.now
  private let viewer = StoreSample.accounts[0].viewer
  private var approved: DeviceSignInDecision { .approved(viewer: viewer, epoch: 3) }

  private func code(_ name: String = "BCDF", proof: UInt8 = 7) -> DeviceCodeProof {
    DeviceCodeProof(name: name, proof: SessionSample.hash(proof))
  }

  private func request(_ device: UInt8 = 1, _ code: DeviceCodeProof) -> StoredDeviceSignIn {
    StoredDeviceSignIn(
      deviceCode: SessionSample.hash(device), code: code, deviceName: "거실 TV",
      place: "192.0.2.7", begunAt: now, expiresAt: now.advanced(bySeconds: 600),
      intervalSeconds: 5)
  }

  private func poll(_ store: any DeviceSignInStore, after seconds: Int64, device: UInt8 = 1)
    async throws -> DevicePoll
  {
    try await store.pollDeviceSignIn(
      deviceCode: SessionSample.hash(device), at: now.advanced(bySeconds: seconds))
  }

  @Test("a request comes back for the code that proves it", arguments: StoreUnderTest.allCases)
  func finding(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      let isBegun = try await store.beginDeviceSignIn(request(1, code()))
      #expect(isBegun)
      #expect(try await store.deviceSignIn(code(), at: now) == request(1, code()))
      #expect(try await store.deviceSignIn(code("BCDG"), at: now) == nil)
      #expect(try await store.deviceSignIn(code(proof: 8), at: now) == nil)
    }
  }

  @Test(
    "a name belongs to one request until that is forgotten", arguments: StoreUnderTest.allCases)
  func takenName(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      let isBegun = try await store.beginDeviceSignIn(request(1, code()))
      #expect(isBegun)
      #expect(try await store.beginDeviceSignIn(request(2, code(proof: 9))) == false)
      #expect(try await poll(store, after: 0, device: 2) == .unknown)
      let later = now.advanced(bySeconds: 600 + StoredDeviceSignIn.memorySeconds + 1)
      let next = StoredDeviceSignIn(
        deviceCode: SessionSample.hash(2), code: code(proof: 9), deviceName: "", place: "",
        begunAt: later, expiresAt: later.advanced(bySeconds: 600), intervalSeconds: 5)
      #expect(try await store.beginDeviceSignIn(next))
      #expect(try await poll(store, after: 0, device: 1) == .unknown)
    }
  }

  @Test("an approval is handed out once", arguments: StoreUnderTest.allCases)
  func approval(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      _ = try await store.beginDeviceSignIn(request(1, code()))
      #expect(try await poll(store, after: 0) == .pending(intervalSeconds: 5))
      #expect(try await store.decideDeviceSignIn(code(), approved, at: now))
      #expect(
        try await poll(store, after: 5)
          == .approved(viewer: viewer, epoch: 3, deviceName: "거실 TV"))
      #expect(try await poll(store, after: 10) == .expired)
    }
  }

  @Test("of many polls at once one gets the approval", arguments: StoreUnderTest.allCases)
  func rivals(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      _ = try await store.beginDeviceSignIn(request(1, code()))
      _ = try await store.decideDeviceSignIn(code(), approved, at: now)
      let wins = try await withThrowingTaskGroup(of: Bool.self) { group in
        for _ in 0..<20 {
          group.addTask {
            if case .approved = try await self.poll(store, after: 1) { return true }
            return false
          }
        }
        return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      #expect(wins == 1)
    }
  }

  @Test("who decides first decides", arguments: StoreUnderTest.allCases)
  func decidedOnce(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      _ = try await store.beginDeviceSignIn(request(1, code()))
      #expect(try await store.decideDeviceSignIn(code(proof: 8), approved, at: now) == false)
      #expect(try await store.decideDeviceSignIn(code(), .denied, at: now))
      #expect(try await store.decideDeviceSignIn(code(), approved, at: now) == false)
      #expect(try await store.deviceSignIn(code(), at: now) == nil)
      #expect(try await poll(store, after: 1) == .denied)
    }
  }

  @Test("five wrong guesses end a request, however they come", arguments: StoreUnderTest.allCases)
  func guesses(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      _ = try await store.beginDeviceSignIn(request(1, code()))
      for guess in 1...4 as ClosedRange<UInt8> {
        #expect(try await store.deviceSignIn(code(proof: 100 + guess), at: now) == nil)
      }
      #expect(try await store.deviceSignIn(code(), at: now) != nil)
      #expect(try await store.decideDeviceSignIn(code(proof: 99), approved, at: now) == false)
      #expect(try await store.deviceSignIn(code(), at: now) == nil)
      #expect(try await store.decideDeviceSignIn(code(), approved, at: now) == false)
      #expect(try await poll(store, after: 1) == .expired)
    }
  }

  @Test("a request ends at its time, decided or not", arguments: StoreUnderTest.allCases)
  func expiry(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      _ = try await store.beginDeviceSignIn(request(1, code()))
      _ = try await store.beginDeviceSignIn(request(2, code("GHJK")))
      _ = try await store.decideDeviceSignIn(code("GHJK"), approved, at: now)
      let end = now.advanced(bySeconds: 600)
      #expect(try await store.deviceSignIn(code(), at: end) == nil)
      #expect(try await store.decideDeviceSignIn(code(), approved, at: end) == false)
      #expect(try await poll(store, after: 600, device: 1) == .expired)
      #expect(try await poll(store, after: 600, device: 2) == .expired)
    }
  }

  @Test(
    "asking too early makes the interval longer, up to a minute",
    arguments: StoreUnderTest.allCases)
  func slowDown(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      _ = try await store.beginDeviceSignIn(request(1, code()))
      #expect(try await poll(store, after: 0) == .pending(intervalSeconds: 5))
      #expect(try await poll(store, after: 4) == .tooEarly(intervalSeconds: 10))
      #expect(try await poll(store, after: 13) == .tooEarly(intervalSeconds: 15))
      #expect(try await poll(store, after: 28) == .pending(intervalSeconds: 15))
      #expect(try await poll(store, after: 43) == .pending(intervalSeconds: 15))
      for _ in 0..<12 { _ = try await poll(store, after: 44) }
      #expect(try await poll(store, after: 44) == .tooEarly(intervalSeconds: 60))
    }
  }
}
