import PickModel
public import PickSystem

/// The files that keep the session of one issuer, so that its tokens are never sent to another.
public struct SessionFiles: Sendable {
  private let directory: PrivateDirectory?
  private let issuer: String

  /// Files in `stateDirectory` (`Places.state`); without a directory nothing outlives the program.
  ///
  /// `issuer` becomes a part of file names: `SessionAuthority.issuer`.
  public init(stateDirectory: String?, issuer: String) {
    directory = stateDirectory.map { PrivateDirectory($0) }
    self.issuer = issuer
  }

  /// The store of the tokens.
  public var tokens: any TokenStore {
    guard let directory else { return InMemoryTokenStore() }
    return FileTokenStore(file: PrivateFile("session-\(issuer)", in: directory))
  }

  /// What viewers searched for.
  public var searches: KeptSearches { KeptSearches(directory: directory, issuer: issuer) }

  /// The number that the viewer asked to be remembered.
  public var rememberedNumber: RememberedNumber {
    RememberedNumber(file: directory.map { PrivateFile("number-\(issuer)", in: $0) })
  }
}

/// The set-top number a viewer asked to be remembered on this device; never the password.
public struct RememberedNumber: Sendable {
  private let file: PrivateFile?

  /// A number that is kept in `file`; without a file none is kept.
  public init(file: PrivateFile?) { self.file = file }

  /// The number; `nil` when none is remembered or the file may not be trusted.
  public func load() -> String? {
    guard let file else { return nil }
    do {
      if let number = Self.number(from: try file.read()) { return number }
    } catch {
      switch error {
      case .missing, .inputOutput, .locked: return nil
      case .symbolicLink, .notRegular, .foreignOwner, .openToOthers, .tooLarge: break
      }
    }
    try? file.setAside()
    return nil
  }

  /// Remembers `number`, or forgets it for `nil`; returns whether that succeeded.
  @discardableResult
  public func save(_ number: String?) -> Bool {
    guard let file else { return false }
    do {
      guard let number, Self.number(from: Array(number.utf8)) != nil else {
        try file.remove()
        return true
      }
      try file.replace(with: Array(number.utf8))
      return true
    } catch { return false }
  }

  /// One line of the length an account's number may have, without control characters: it is shown
  /// on a screen.
  private static func number(from bytes: [UInt8]) -> String? {
    guard let text = String(validating: bytes, as: UTF8.self),
      OutsideName.isLine(text, 1...Account.longestNumber)
    else { return nil }
    return text
  }
}
