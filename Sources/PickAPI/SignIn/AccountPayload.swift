public import PickModel

/// Who signed in.
public struct AccountPayload: Hashable, Sendable, Codable {
  /// The account.
  public let id: WireIdentifier<Account>
  /// The set-top number.
  public let number: String
  /// The account's viewer.
  public let viewer: WireIdentifier<Viewer>

  /// Who signed in.
  public init(_ account: Account) {
    id = WireIdentifier(account.id)
    number = account.number
    viewer = WireIdentifier(account.viewer)
  }

  /// Who signed in.
  public var account: Account {
    Account(id: id.value, number: number, viewer: viewer.value)
  }
}
