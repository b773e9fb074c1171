public import PickModel
import PickSystem

/// What viewers of one issuer searched for and found on this device, a private file each.
///
/// What cannot be written is not kept; a file that may not be trusted is set aside and counts as
/// empty. Nothing of it is ever sent.
public struct KeptSearches: Sendable {
  /// Searches that are kept of a viewer.
  public static let mostSearches = 10
  /// Letters of a search that is kept.
  private static let longest = 200

  private let directory: PrivateDirectory?
  private let issuer: String

  init(directory: PrivateDirectory?, issuer: String) {
    self.directory = directory
    self.issuer = issuer
  }

  /// The searches of a viewer, the last first.
  public func load(of viewer: Viewer.ID) -> [String] {
    guard let file = file(of: viewer) else { return [] }
    do {
      if let text = String(validating: try file.read(), as: UTF8.self) {
        return Self.kept(text.split(separator: "\n").map(String.init))
      }
    } catch {
      switch error {
      case .missing, .inputOutput, .locked: return []
      case .symbolicLink, .notRegular, .foreignOwner, .openToOthers, .tooLarge: break
      }
    }
    try? file.setAside()
    return []
  }

  /// Replaces the searches of a viewer; none removes the file.
  public func save(_ searches: [String], of viewer: Viewer.ID) {
    guard let file = file(of: viewer) else { return }
    let kept = Self.kept(searches)
    guard !kept.isEmpty else {
      try? file.remove()
      return
    }
    let text = kept.map { $0 + "\n" }.joined()
    try? file.replace(with: Array(text.utf8), isDurable: false)
  }

  /// As many as are kept, each of them one line that a screen can show.
  private static func kept(_ searches: [String]) -> [String] {
    Array(
      searches.filter { OutsideName.isLine($0, 1...longest) && DisplayText.isSafe($0) }
        .prefix(mostSearches))
  }

  private func file(of viewer: Viewer.ID) -> PrivateFile? {
    directory.map { PrivateFile("searches-\(issuer)-\(viewer)", in: $0, limit: 16_384) }
  }
}
