public import PickCore

/// What the controllers work with: one database's engine, its sign-ins and their stores.
public struct Backend: Sendable {
  /// Pages and facts.
  public let engine: Engine
  /// What signing in takes.
  public let signIn: SignInParts
  /// Who may sign in.
  public let accounts: any AccountStore
  /// The sessions behind the tokens.
  public let sessions: any SessionStore
  /// Tells the time; tests hand in their own.
  public let clock: any WallClock
  /// What happened, for `/metrics`.
  public let counters: ServerCounters
  /// Asks the database something small, for `/ready`.
  let probe: @Sendable () async throws(StoreError) -> Void

  /// Whether other servers may write to the same database; a file has one, and `pickctl`.
  let isShared: Bool

  /// Sign-ins, tokens and sessions.
  public var authority: SessionAuthority { signIn.authority }

  /// The parts, already put together.
  public init(
    engine: Engine, signIn: SignInParts, accounts: any AccountStore,
    sessions: any SessionStore, clock: any WallClock = SystemWallClock(),
    counters: ServerCounters = ServerCounters(), isShared: Bool = false,
    probe: @escaping @Sendable () async throws(StoreError) -> Void = {}
  ) {
    self.isShared = isShared
    self.engine = engine
    self.signIn = signIn
    self.accounts = accounts
    self.sessions = sessions
    self.clock = clock
    self.counters = counters
    self.probe = probe
  }

  /// Parts around an authority that signs in its own way; without `devices` no device signs in.
  public init(
    engine: Engine, authority: SessionAuthority, accounts: any AccountStore,
    sessions: any SessionStore, devices: (any DeviceSignInStore)? = nil,
    clock: any WallClock = SystemWallClock(), counters: ServerCounters = ServerCounters(),
    probe: @escaping @Sendable () async throws(StoreError) -> Void = {}
  ) {
    self.init(
      engine: engine, signIn: SignInParts(authority: authority, devices: devices),
      accounts: accounts, sessions: sessions, clock: clock, counters: counters, probe: probe)
  }
}
