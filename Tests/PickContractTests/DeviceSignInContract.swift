import PickClient
import PickModel
import PickTestRunning
import PickTestSupport
import Testing

@Suite("Device sign-in", .fewAtOnce)
struct DeviceSignInContract {
  /// The services that can; embedded mode has no second device.
  static let remote: [ServiceUnderTest] = [.remoteInProcess, .remoteSocket]

  private func devices(_ kind: ServiceUnderTest) async throws -> (
    house: ContractHouse, new: any PickService & DeviceSignIn, signedIn: any DeviceSignIn
  ) {
    let house = try await kind.start()
    let new = try #require(house.device("안방") as? any PickService & DeviceSignIn)
    let signedIn = try #require(try await house.minasDevice() as? any DeviceSignIn)
    return (house, new, signedIn)
  }

  @Test("a code that is approved elsewhere signs the device in, once", arguments: remote)
  func approved(kind: ServiceUnderTest) async throws {
    let (house, new, signedIn) = try await devices(kind)
    let code = try await new.beginDeviceSignIn()
    #expect(code.userCode.count == 9)
    #expect(code.expiresAt == house.clock.now().advanced(bySeconds: 600))
    #expect(try await new.pollDeviceSignIn(code) == .pending)
    let waiting = try await signedIn.pendingDevice(code.userCode.lowercased())
    #expect(waiting.name == "안방")
    try await signedIn.approveDevice(code.userCode)
    house.clock.advance(bySeconds: Int64(code.intervalSeconds))
    #expect(try await new.pollDeviceSignIn(code) == .approved(ContractWorld.mina))
    #expect(try await new.authorize() == ContractWorld.mina.viewer)
    house.clock.advance(bySeconds: Int64(code.intervalSeconds))
    #expect(try await new.pollDeviceSignIn(code) == .expired)
    #expect(try await new.authorize() == ContractWorld.mina.viewer)
  }

  @Test("a code that is denied, or too old, signs nobody in", arguments: remote)
  func refused(kind: ServiceUnderTest) async throws {
    let (house, new, signedIn) = try await devices(kind)
    let denied = try await new.beginDeviceSignIn()
    try await signedIn.denyDevice(denied.userCode)
    #expect(try await new.pollDeviceSignIn(denied) == .denied)
    let old = try await new.beginDeviceSignIn()
    house.clock.advance(bySeconds: 601)
    #expect(try await new.pollDeviceSignIn(old) == .expired)
    await #expect(throws: ServiceError.notFound) { try await signedIn.approveDevice(old.userCode) }
    await #expect(throws: ServiceError.sessionEnded(.signedOut)) { _ = try await new.authorize() }
  }

  @Test("asking too often is said to be too often", arguments: remote)
  func slowDown(kind: ServiceUnderTest) async throws {
    let (_, new, _) = try await devices(kind)
    let code = try await new.beginDeviceSignIn()
    _ = try await new.pollDeviceSignIn(code)
    #expect(try await new.pollDeviceSignIn(code) == .slowDown)
  }

  @Test("nobody who is not signed in can look a code up or approve it", arguments: remote)
  func guarded(kind: ServiceUnderTest) async throws {
    let (house, new, _) = try await devices(kind)
    let code = try await new.beginDeviceSignIn()
    let stranger = try #require(house.device() as? any DeviceSignIn)
    await #expect(throws: ServiceError.sessionEnded(.signedOut)) {
      _ = try await stranger.pendingDevice(code.userCode)
    }
    await #expect(throws: ServiceError.sessionEnded(.signedOut)) {
      try await stranger.approveDevice(code.userCode)
    }
  }
}
