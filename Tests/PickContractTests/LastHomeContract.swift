import PickClient
import PickModel
import PickTestRunning
import PickTestSupport
import Testing

@Suite("PickService: the front page shown last", .fewAtOnce)
struct LastHomeContract {
  @Test("it is kept as it was, with what was chosen since", arguments: ServiceUnderTest.allCases)
  func kept(kind: ServiceUnderTest) async throws {
    let device = try await kind.start().minasDevice()
    #expect(await device.lastHome() == nil)
    let first = try await device.home()
    await device.finish()
    #expect(await device.lastHome() == first)
    try await device.setHidden(true, title: Title.ID(3))
    let second = try await device.home()
    await device.finish()
    #expect(second != first)
    #expect(await device.lastHome() == second)
  }

  @Test(
    "it goes with the session, and no other viewer sees it", arguments: ServiceUnderTest.allCases)
  func gone(kind: ServiceUnderTest) async throws {
    let house = try await kind.start()
    let device = try await house.minasDevice()
    _ = try await device.home()
    await device.finish()
    await device.signOut(everywhere: false)
    #expect(await device.lastHome() == nil)
    _ = try await device.signIn(Credentials(ContractWorld.mina))
    #expect(await device.lastHome() == nil)
    _ = try await device.home()
    await device.finish()
    _ = try await device.signIn(Credentials(ContractWorld.jun))
    #expect(await device.lastHome() == nil)
  }
}
