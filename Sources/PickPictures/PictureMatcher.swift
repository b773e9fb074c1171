import Foundation
public import PickModel

/// Finds the title a file of pictures belongs to, by the file's name without its ending.
///
/// A name is the title's identifier, the name the imported files gave it (`clean_asset_nm`, a
/// MovieLens `movieId`), or its name in either language. Upper and lower case, kinds of blanks and the
/// composition of Hangul do not matter; a slash, which no file's name can have, may be an underscore or
/// missing.
public struct PictureMatcher: Sendable {
  /// What a name leads to.
  public enum Match: Equatable, Sendable {
    /// One title.
    case title(Title.ID)
    /// No title.
    case none
    /// More than one title has the name.
    case several
  }

  private let identifiers: Set<Title.ID>
  private let keys: [String: Match]
  private let names: [String: Match]

  /// A matcher of a catalogue.
  ///
  /// - Parameters:
  ///   - titles: all of it.
  ///   - keys: how the imported files name each title.
  public init(titles: [Title], keys: [Title.ID: String]) {
    identifiers = Set(titles.map(\.id))
    self.keys = Self.table(keys.map { ($1, $0) })
    names = Self.table(
      titles.flatMap { title in
        [title.name.original, title.name.english].compactMap { $0 }.map { ($0, title.id) }
      })
  }

  /// The title of a file's name without its ending.
  public func match(_ stem: String) -> Match {
    if let number = Int64(stem), String(number) == stem, identifiers.contains(Title.ID(number)) {
      return .title(Title.ID(number))
    }
    let name = Self.folded(stem)
    return keys[name] ?? names[name] ?? .none
  }

  private static func table(_ pairs: [(String, Title.ID)]) -> [String: Match] {
    var table: [String: Match] = [:]
    for (name, title) in pairs {
      let key = folded(name)
      guard !key.isEmpty else { continue }
      table[key] = table[key].map { $0 == .title(title) ? $0 : .several } ?? .title(title)
    }
    return table
  }

  private static func folded(_ name: String) -> String {
    // A name from a file's system may be a novel of marks; none of ours is that long.
    guard name.utf8.count <= 1024 else { return "" }
    let words = name.precomposedStringWithCanonicalMapping.lowercased()
      .split { $0.isWhitespace || $0 == "_" || $0 == "/" || $0 == ":" }
    return words.joined(separator: " ")
  }
}
