import PickModel
import PickTestSupport
import Testing

@testable import PickIdentity
@testable import PickStore
@testable import PickStoreSQLite
@testable import PickSystem

@Suite("Device sign-in")
struct DeviceSignInsTests {
  let clock = ManualClock()
  let database: SQLiteDatabase
  let devices: DeviceSignIns
  let audits = AuditLog()
  var now: Instant { clock.now() }

  init() async throws {
    database = try SQLiteDatabase.inMemory()
    let hasher = PasswordHasher(parameters: SignInFixture.cheap)
    let authority = SessionAuthority(
      accounts: database, sessions: database, key: .ephemeral(), hasher: hasher,
      audit: { [audits] in audits.add($0) })
    devices = DeviceSignIns(store: database, authority: authority)
    let hash = try await hasher.hash(SignInFixture.password)
    try await database.create(SignInFixture.mina, passwordHash: hash)
    try await database.create(SignInFixture.jun, passwordHash: hash)
  }

  private func begin() async throws -> DeviceCodes {
    try await devices.begin(deviceName: "거실 TV", place: "192.0.2.7", at: now)
  }

  private func mina() async throws -> StoredAccount {
    try #require(await database.account(of: SignInFixture.mina.viewer))
  }

  private func collect(_ codes: DeviceCodes) async -> DeviceSignInError? {
    do {
      _ = try await devices.collect(codes.device.text, at: now)
      return nil
    } catch { return error }
  }

  @Test("begun, looked up, approved and collected: a session of that device")
  func journey() async throws {
    let codes = try await begin()
    #expect(await collect(codes) == .pending)
    let waiting = try await devices.waiting(
      codes.user.text, for: SignInFixture.mina.id, at: now)
    #expect(waiting.name == "거실 TV" && waiting.place == "192.0.2.7" && waiting.begunAt == now)
    try await devices.approve(codes.user.text, by: mina(), at: now)
    let (account, tokens) = try await devices.collect(codes.device.text, at: now)
    #expect(account == SignInFixture.mina)
    let grant = try await devices.authority.authorize(tokens.access, at: now)
    #expect(grant.viewer == SignInFixture.mina.viewer)
    #expect(try await database.session(grant.session)?.deviceName == "거실 TV")
    #expect(await collect(codes) == .expired)
    #expect(audits.kinds == [.deviceApproved, .deviceSignedIn])
  }

  @Test("asking too early is told so, with the longer interval")
  func slowDown() async throws {
    let codes = try await begin()
    #expect(await collect(codes) == .pending)
    #expect(await collect(codes) == .tooEarly(intervalSeconds: 10))
  }

  @Test("refused is refused, and nobody can approve it afterwards")
  func denied() async throws {
    let codes = try await begin()
    try await devices.deny(codes.user.text, by: SignInFixture.jun.id, at: now)
    #expect(await collect(codes) == .denied)
    await #expect(throws: DeviceSignInError.noSuchCode) {
      try await devices.approve(codes.user.text, by: mina(), at: now)
    }
  }

  @Test("signing out everywhere, a new password and disabling take an approval back")
  func takenBack() async throws {
    for takeBack in 0..<3 {
      let codes = try await begin()
      try await devices.approve(codes.user.text, by: mina(), at: now)
      let id = SignInFixture.mina.id
      switch takeBack {
      case 0: try await devices.authority.signOutEverywhere(id, at: now)
      case 1:
        _ = try await database.setPasswordHash(
          "new", account: id, ifEpoch: nil, keeping: nil, at: now)
      default: try await database.setDisabled(true, account: id, at: now)
      }
      #expect(await collect(codes) == .denied)
      #expect(await collect(codes) == .expired)
    }
    #expect(try await database.liveSessions(of: SignInFixture.mina.id, at: now).isEmpty)
  }

  @Test("an account's wrong codes are throttled like wrong passwords, and apart from them")
  func guessing() async throws {
    let codes = try await begin()
    for expected in [DeviceSignInError.noSuchCode, .noSuchCode, .throttled(retryAfterSeconds: 2)] {
      await #expect(throws: expected) {
        try await devices.waiting("BBBB-BBBB", for: SignInFixture.mina.id, at: now)
      }
    }
    await #expect(throws: DeviceSignInError.throttled(retryAfterSeconds: 2)) {
      try await devices.approve(codes.user.text, by: mina(), at: now)
    }
    _ = try await devices.waiting(codes.user.text, for: SignInFixture.jun.id, at: now)
    _ = try await devices.authority.signIn(
      SignInFixture.minasCredentials, device: "t", at: now)
    clock.advance(bySeconds: 2)
    try await devices.approve(codes.user.text, by: mina(), at: now)
  }

  @Test("what an account's guesses are counted under is nothing that can be typed")
  func guessKeys() {
    for id in [Account.ID(1), Account.ID(.max)] {
      let key = EnteredNumber(guessesOf: id).throttleKey
      #expect(key.utf8.count == EnteredNumber.longestKey + 1)
      #expect(EnteredNumber(key).throttleKey != key)
    }
  }

  @Test("a code is good for ten minutes")
  func expiry() async throws {
    let codes = try await begin()
    clock.advance(bySeconds: 600)
    await #expect(throws: DeviceSignInError.noSuchCode) {
      try await devices.approve(codes.user.text, by: mina(), at: now)
    }
    #expect(await collect(codes) == .expired)
  }

  @Test(
    "what is no device code is answered like one that expired",
    arguments: ["", "pkd1.", "pkr1." + String(repeating: "0", count: 64)])
  func malformed(code: String) async {
    await #expect(throws: DeviceSignInError.expired) { try await devices.collect(code, at: now) }
  }
}

@Suite("User code")
struct UserCodeTests {
  @Test(
    "is read however it is typed",
    arguments: ["BCDF-GHJK", "bcdfghjk", " b c d f - g h j k ", "BCDF--GHJK"])
  func typed(text: String) {
    #expect(UserCode(typed: text)?.text == "BCDF-GHJK")
  }

  @Test(
    "anything else is no code",
    arguments: ["", "BCDF-GHJ", "BCDF-GHJKL", "BCDF-GHJA", "BCDF_GHJK", "ＢCDF-GHJK", "BCDF-GHJ1"])
  func refused(text: String) {
    #expect(UserCode(typed: text) == nil)
    #expect(UserCode(typed: String(repeating: text + " ", count: 100)) == nil)
  }

  @Test("every letter is drawn about as often as any other")
  func fair() {
    var counts: [Character: Int] = [:]
    let random = RandomBytes.seeded(1)
    for _ in 0..<5000 {
      for letter in UserCode(random: random).text where letter != "-" {
        counts[letter, default: 0] += 1
      }
    }
    #expect(counts.count == 20)
    #expect(counts.values.allSatisfy { (1800...2200).contains($0) })
  }

  @Test("the proof is of the whole code and needs the key")
  func proof() throws {
    let code = try #require(UserCode(typed: "BCDF-GHJK"))
    let other = try #require(UserCode(typed: "BCDF-GHJL"))
    let (one, two) = (SigningKey.ephemeral(), SigningKey.ephemeral())
    #expect(code.proof(key: one.userCode).name == "BCDF")
    #expect(code.proof(key: one.userCode) != other.proof(key: one.userCode))
    #expect(code.proof(key: one.userCode) != code.proof(key: two.userCode))
  }
}
