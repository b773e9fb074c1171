import Foundation
import PickCommand
import PickModel
import PickStore

/// Finds what a person named, or says which names are near.
extension AccountStore where Self: NameStore {
  /// The account of a number.
  ///
  /// - Throws: `Failure` that names near numbers where there is none.
  func existingAccount(_ number: String) async throws -> StoredAccount {
    if let account = try await account(number: number) { return account }
    let numbers = try await accountNumbers().values.sorted()
    throw Failure(
      .badData,
      "There is no account \(number).\(NearNames(numbers).question(after: number)) Imports name "
        + "accounts by viewer id; pickctl account list lists them.")
  }
}

extension CatalogStore {
  /// The title of an identifier, an imported key or a name.
  ///
  /// - Throws: `Failure` that names near titles where there is none.
  func existingTitle(_ name: String) async throws -> Title {
    if let title = try await title(named: name) { return title }
    let found = try await FindTitles(self)(name, limit: 3).titles.map { "‘\($0.name.original)’" }
    let names = found.isEmpty ? "" : " Did you mean \(found.joined(separator: ", "))?"
    throw Failure(
      .badData, "There is no title ‘\(name)’.\(names) pickctl title find TEXT searches for one.")
  }
}

/// Files beside one that is not there.
enum NearFiles {
  /// " Did you mean copy.sqlite?", or nothing where no file of the folder has a name like it.
  static func question(after path: String) -> String {
    let parent = (path as NSString).deletingLastPathComponent
    let names =
      (try? FileManager.default.contentsOfDirectory(atPath: parent.isEmpty ? "." : parent))
    let near = NearNames((names ?? []).filter { !$0.hasPrefix(".") }.sorted())
    return near.question(after: (path as NSString).lastPathComponent)
  }
}
