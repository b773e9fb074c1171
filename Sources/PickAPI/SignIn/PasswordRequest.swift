/// A password to be replaced.
public struct PasswordRequest: Hashable, Sendable, Codable {
  /// The one that holds.
  public let oldPassword: String
  /// The one that shall.
  public let newPassword: String

  /// A password to be replaced.
  public init(oldPassword: String, newPassword: String) {
    self.oldPassword = oldPassword
    self.newPassword = newPassword
  }

  private enum CodingKeys: String, CodingKey {
    case oldPassword = "old_password"
    case newPassword = "new_password"
  }
}

extension PasswordRequest: CustomStringConvertible, CustomReflectable {
  /// Neither of them.
  public var description: String { "PasswordRequest(redacted)" }
  /// Nothing a dump could show.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}
