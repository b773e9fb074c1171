import PickCore

/// The files one issuer's session is kept in: one issuer's tokens are never offered to another.
public struct SessionFiles: Sendable {
  private let directory: PrivateDirectory?
  private let issuer: String

  /// Files in `stateDirectory` (`Places.state`); without one nothing outlives the program.
  ///
  /// `issuer` becomes a part of file names: `SessionAuthority.issuer`.
  public init(stateDirectory: String?, issuer: String) {
    directory = stateDirectory.map { PrivateDirectory($0) }
    self.issuer = issuer
  }

  /// Where the tokens are.
  public var tokens: any TokenStore {
    guard let directory else { return InMemoryTokenStore() }
    return FileTokenStore(file: PrivateFile("session-\(issuer)", in: directory))
  }

  /// Where the number is.
  public var rememberedNumber: RememberedNumber {
    RememberedNumber(file: directory.map { PrivateFile("number-\(issuer)", in: $0) })
  }
}
