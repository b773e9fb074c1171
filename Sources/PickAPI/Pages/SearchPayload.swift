public import PickModel

/// What a search found.
public struct SearchPayload: Hashable, Sendable, Codable {
  /// The words, how many titles match, and the best of them.
  public let results: SearchResults

  /// What a search found.
  public init(_ results: SearchResults) { self.results = results }

  private enum CodingKeys: String, CodingKey {
    case query
    case totalCount = "total_count"
  }

  /// Writes words, count and cards.
  public func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: CodingKeys.self)
    try object.encode(results.query, forKey: .query)
    try object.encode(results.totalCount, forKey: .totalCount)
    try CardsPayload(results.cards).encode(to: encoder)
  }

  /// Reads words, count and cards.
  public init(from decoder: any Decoder) throws {
    let object = try decoder.container(keyedBy: CodingKeys.self)
    results = SearchResults(
      query: try object.decode(String.self, forKey: .query),
      totalCount: try object.decode(Int.self, forKey: .totalCount),
      cards: try CardsPayload(from: decoder).cards)
  }
}
