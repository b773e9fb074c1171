public import PickModel

/// What a person who approves or refuses a waiting device is shown of it.
public struct WaitingDevice: Equatable, Sendable {
  /// What it calls itself.
  public let name: String
  /// Where it asked from, as the server saw it.
  public let place: String
  /// When it asked.
  public let begunAt: Instant
  /// When its codes expire.
  public let expiresAt: Instant
}

extension DeviceSignIns {
  /// The waiting device a typed code belongs to, asked without an account: a wrong second half counts
  /// against the code only.
  public func waiting(_ typed: String, at now: Instant)
    async throws(DeviceSignInError) -> WaitingDevice
  {
    guard let code = UserCode(typed: typed) else { throw .noSuchCode }
    let found: StoredDeviceSignIn?
    do {
      found = try await store.deviceSignIn(code.proof(key: authority.key.userCode), at: now)
    } catch { throw .store(error) }
    guard let found else { throw .noSuchCode }
    return WaitingDevice(
      name: found.deviceName, place: found.place, begunAt: found.begunAt,
      expiresAt: found.expiresAt)
  }

  /// The waiting device a signed-in viewer typed the code of.
  public func waiting(_ typed: String, for account: Account.ID, at now: Instant)
    async throws(DeviceSignInError) -> WaitingDevice
  {
    try await guessing(account, at: now) { () async throws(DeviceSignInError) in
      try await waiting(typed, at: now)
    }
  }

  /// Lets the device of that code sign in as the account's viewer.
  public func approve(_ typed: String, by account: StoredAccount, at now: Instant)
    async throws(DeviceSignInError)
  {
    let yes = DeviceSignInDecision.approved(
      viewer: account.account.viewer, epoch: account.tokenEpoch)
    try await decide(typed, yes, by: account.account.id, at: now)
    authority.audit(AuditEvent(.deviceApproved, at: now, account: account.account.id))
  }

  /// Refuses the device of that code.
  public func deny(_ typed: String, by account: Account.ID, at now: Instant)
    async throws(DeviceSignInError)
  {
    try await decide(typed, .denied, by: account, at: now)
    authority.audit(AuditEvent(.deviceDenied, at: now, account: account))
  }

  private func decide(
    _ typed: String, _ decision: DeviceSignInDecision, by account: Account.ID, at now: Instant
  ) async throws(DeviceSignInError) {
    try await guessing(account, at: now) { () async throws(DeviceSignInError) in
      try await decide(typed, decision, at: now)
    }
  }

  private func decide(_ typed: String, _ decision: DeviceSignInDecision, at now: Instant)
    async throws(DeviceSignInError)
  {
    guard let code = UserCode(typed: typed) else { throw .noSuchCode }
    let proof = code.proof(key: authority.key.userCode)
    let isDecided: Bool
    do { isDecided = try await store.decideDeviceSignIn(proof, decision, at: now) } catch {
      throw .store(error)
    }
    guard isDecided else { throw .noSuchCode }
  }

  /// Counts a wrong code in advance, and takes it back when it was right: the throttle of sign-ins,
  /// for the codes one account types.
  ///
  /// A right code forgives no wrong one: anybody can have one, of a device of one's own.
  private func guessing<Answer: Sendable>(
    _ account: Account.ID, at now: Instant,
    _ look: () async throws(DeviceSignInError) -> Answer
  ) async throws(DeviceSignInError) -> Answer {
    let guesses = EnteredNumber(guessesOf: account)
    let before: FailedSignIns?
    do { before = try await authority.countTry(of: guesses, at: now) } catch {
      throw DeviceSignInError(error)
    }
    func takeBack() async throws(DeviceSignInError) {
      do {
        try await authority.accounts.takeBackFailedSignIn(
          number: guesses.throttleKey, lastAt: before?.lastAt)
      } catch { throw .store(error) }
    }
    do throws(DeviceSignInError) {
      let answer = try await look()
      try await takeBack()
      return answer
    } catch {
      switch error {
      case .noSuchCode: authority.audit(AuditEvent(.deviceCodeWrong, at: now, account: account))
      // A try that found nothing out counts for nobody; where the store fails again it counts.
      case .store: try? await takeBack()
      default: break
      }
      throw error
    }
  }
}

extension EnteredNumber {
  /// What an account's wrong codes are counted under: one byte longer than any number that is
  /// counted as it was typed, so that no number is counted with them.
  init(guessesOf account: Account.ID) {
    let title = "codes typed by account "
    let digits = "\(account)"
    let count = Self.longestKey + 1 - title.utf8.count - digits.utf8.count
    self.init(title + String(repeating: ".", count: count) + digits, isKey: true)
  }

  private init(_ key: String, isKey: Bool) {
    text = key
    throttleKey = key
    isPossible = false
  }
}
