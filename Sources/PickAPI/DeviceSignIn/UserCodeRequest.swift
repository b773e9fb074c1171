/// A signed-in viewer speaks of a waiting device by the code on its screen: looks it up, approves
/// it or denies it.
public struct UserCodeRequest: Hashable, Sendable, Codable {
  /// What was typed: case, spaces and hyphens do not matter.
  public let userCode: String

  /// A code as typed.
  public init(userCode: String) { self.userCode = userCode }

  private enum CodingKeys: String, CodingKey {
    case userCode = "user_code"
  }
}
