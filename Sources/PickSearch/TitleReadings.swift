import Foundation
public import PickModel

/// The titles a short text may mean, by each of the ways in which people name one.
///
/// Of names upper and lower case, kinds of blanks and the composition of Hangul do not matter, a slash
/// may be an underscore or missing, the article may stand in front or behind ("Godfather, The"), and
/// a year in brackets tells titles of one name apart.
public struct TitleReadings: Sendable {
  /// A way to name a title, the most certain first.
  public enum Reading: String, CaseIterable, Sendable, Encodable {
    /// Its identifier.
    case id
    /// Its key in the files it was imported from (MovieLens: `movieId`).
    case movielens
    /// Its name in either language.
    case name
  }

  /// The titles one reading leads to; never empty.
  public struct Found: Equatable, Sendable {
    /// The reading.
    public let reading: Reading
    /// The titles, by their identifiers.
    public let titles: [Title.ID]
  }

  private let years: [Title.ID: Int?]
  private let keys: [String: [Title.ID]]
  private let names: [String: [Title.ID]]

  /// Readings of a catalogue.
  ///
  /// - Parameters:
  ///   - titles: all of it.
  ///   - keys: how the imported files name each title.
  public init(titles: [Title], keys: [Title.ID: String]) {
    years = Dictionary(titles.map { ($0.id, $0.year) }) { first, _ in first }
    self.keys = Self.table(keys.map { ($1, $0) })
    names = Self.table(
      titles.flatMap { title in
        [title.name.original, title.name.english].compactMap { $0 }
          .flatMap { [$0, WrittenName($0).name] }.map { ($0, title.id) }
      })
  }

  /// What a text may mean, the most certain reading first; empty where it means nothing.
  public func all(_ text: String) -> [Found] {
    Reading.allCases.compactMap { reading in
      let titles = titles(text, as: reading)
      return titles.isEmpty ? nil : Found(reading: reading, titles: titles)
    }
  }

  /// The titles a text means when it is read in one way.
  public func titles(_ text: String, as reading: Reading) -> [Title.ID] {
    switch reading {
    case .id:
      guard let number = Int64(text), String(number) == text else { return [] }
      return years[Title.ID(number)] == nil ? [] : [Title.ID(number)]
    case .movielens: return keys[Self.folded(text)] ?? []
    case .name: return named(text)
    }
  }

  private func named(_ text: String) -> [Title.ID] {
    if let exact = names[Self.folded(text)] { return exact }
    let written = WrittenName(text)
    let found = names[Self.folded(written.name)] ?? []
    guard let year = written.year else { return found }
    // A title whose year is not known may be of any.
    return found.filter { title in years[title].map { $0 == nil || $0 == year } ?? false }
  }

  private static func table(_ pairs: [(String, Title.ID)]) -> [String: [Title.ID]] {
    var table: [String: [Title.ID]] = [:]
    for (name, title) in pairs {
      let key = folded(name)
      guard !key.isEmpty, table[key]?.contains(title) != true else { continue }
      table[key, default: []].append(title)
    }
    return table.mapValues { $0.sorted() }
  }

  private static func folded(_ name: String) -> String {
    // A name from a file's system may be a novel of marks; none of ours is that long.
    guard name.utf8.count <= 1024 else { return "" }
    let words = name.precomposedStringWithCanonicalMapping.lowercased()
      .split { $0.isWhitespace || $0 == "_" || $0 == "/" || $0 == ":" }
    return words.joined(separator: " ")
  }
}
