public import PickModel

/// The well-known accounts of every demo world.
///
/// They share one password that is no secret.
public enum DemoAccounts {
  /// Its history fills every shelf of home.
  public static let viewer = Account(
    id: Account.ID(1), number: "1000000001", viewer: Viewer.ID(1))
  /// Has watched nothing yet.
  public static let newcomer = Account(
    id: Account.ID(2), number: "1000000002", viewer: Viewer.ID(2))
  /// Signs a kiosk in; starts without a history.
  public static let kiosk = Account(id: Account.ID(3), number: "1000000003", viewer: Viewer.ID(3))
  /// Of all three.
  public static let password = "pick-demo"

  /// All three, in order.
  public static let all = [viewer, newcomer, kiosk]

  /// The account of the `index`-th other viewer, from 0; nobody can sign in as one.
  static func neighbour(_ index: Int) -> Account {
    let id = Int64(all.count + 1 + index)
    return Account(id: Account.ID(id), number: "\(2_000_000_000 + id)", viewer: Viewer.ID(id))
  }
}
