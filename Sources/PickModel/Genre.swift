/// A kind of story, as the catalogue names it ("멜로/로맨스", "Comedy").
///
/// Two genres are the same when their original names are: a catalogue has no other identity for
/// them.
public struct Genre: Hashable, Sendable, Codable, Identifiable {
  /// The name in the catalogue's language and in English.
  public let name: LocalizedText

  /// A genre of that name.
  public init(_ name: LocalizedText) { self.name = name }

  /// The original name, by which genres are told apart.
  public var id: String { name.original }

  /// Compares original names only.
  public static func == (left: Self, right: Self) -> Bool { left.id == right.id }

  /// Hashes the original name only.
  public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}
