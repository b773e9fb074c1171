public import PickCore
import PickModel

/// The set-top number a viewer asked to be remembered on this device; never the password.
public struct RememberedNumber: Sendable {
  private let file: PrivateFile?

  /// Kept in `file`, or not at all where there is no place for one.
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

  /// Remembers `number`, or forgets with `nil`; says whether it could.
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

  /// One line of the length an account's number may have, without control characters: it is shown on a screen.
  private static func number(from bytes: [UInt8]) -> String? {
    guard let text = String(validating: bytes, as: UTF8.self),
      OutsideName.isLine(text, 1...Account.longestNumber)
    else { return nil }
    return text
  }
}
