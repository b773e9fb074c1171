import PickClient
import PickModel
import PickTestSupport

extension TokenPair {
  /// A pair of `account`, named so that tests read: access "a1" goes with refresh "r1".
  static func sample(
    _ name: String = "1", of account: Account = SignInFixture.mina, session: String = "s",
    issuedAt: Instant = ManualClock().now()
  ) -> TokenPair {
    TokenPair(
      account: account, session: SessionID(session), access: "a" + name, refresh: "r" + name,
      issuedAt: issuedAt, accessExpiresAt: issuedAt.advanced(bySeconds: 1800),
      refreshExpiresAt: issuedAt.advanced(bySeconds: 7 * 86_400))
  }
}
