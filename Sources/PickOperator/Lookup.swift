import Foundation
import PickCommand
import PickModel
import PickSearch
import PickStore
import PickSystem

/// Finds what a person named, or says which names are near.
extension AccountStore where Self: NameStore {
  /// The account of a number.
  ///
  /// - Parameters:
  ///   - number: what was named.
  ///   - namesNear: whether near numbers may be named. They are other people's: an answer about one
  ///     person, who may have been erased, names none.
  /// - Returns: the account.
  /// - Throws: `Failure` where there is none.
  func existingAccount(_ number: String, namesNear: Bool = true) async throws -> StoredAccount {
    if let account = try await account(number: number) { return account }
    let numbers = namesNear ? try await accountNumbers().values.sorted() : []
    throw Failure(
      .badData,
      "There is no account \(number).\(NearNames(numbers).question(after: number)) Imports name "
        + "accounts by viewer id; pickctl account list lists them.")
  }
}

extension CatalogStore where Self: NameStore {
  /// The title of an identifier, an imported key or a name, which a year in brackets may follow.
  ///
  /// An identifier means its title and no other, so that there is always a way to name one.
  ///
  /// - Throws: `Failure` that lists the titles where there are several, and near ones where there is
  ///   none.
  func existingTitle(_ name: String) async throws -> Title {
    let titles = try await titles()
    let found = TitleReadings(titles: titles, keys: try await importedKeys()).all(name)
    let meant = Set(
      found.first { $0.reading == .id }?.titles ?? found.flatMap(\.titles))
    let candidates = titles.filter { meant.contains($0.id) }
    if candidates.count == 1 { return candidates[0] }
    guard candidates.isEmpty else { throw Failure(amongSeveral: candidates, called: name) }
    let near = try await FindTitles(self)(name, limit: 3).titles.map { "‘\($0.name.original)’" }
    let names = near.isEmpty ? "" : " Did you mean \(near.joined(separator: ", "))?"
    throw Failure(
      .badData, "There is no title ‘\(name)’.\(names) pickctl title find TEXT searches for one.")
  }
}

extension Failure {
  /// Titles that are listed at most.
  private static let most = 10

  /// The refusal to choose among titles of one name.
  fileprivate init(amongSeveral titles: [Title], called name: String) {
    let sorted = titles.sorted { ($0.year ?? .max, $0.id) < ($1.year ?? .max, $1.id) }
    let lines = sorted.prefix(Self.most).map { title in
      "\(title.id) ‘\(title.name.original)’\(title.year.map { " (\($0))" } ?? "")"
    }
    let more = titles.count > Self.most ? "; and \(titles.count - Self.most) more" : ""
    self.init(
      .usage,
      "\(titles.count) titles may be meant by ‘\(name)’: \(lines.joined(separator: "; "))\(more). "
        + "Name one by its id, or with its year.")
  }
}

/// Files beside one that is not there.
enum NearFiles {
  /// " Did you mean copy.sqlite?", or nothing where no file of the folder has a name like it.
  static func question(after path: String) -> String {
    let names =
      (try? FileManager.default.contentsOfDirectory(atPath: PathName.directory(of: path)))
    let near = NearNames((names ?? []).filter { !$0.hasPrefix(".") }.sorted())
    return near.question(after: PathName.last(of: path))
  }
}
