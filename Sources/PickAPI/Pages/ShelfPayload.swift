public import PickModel

/// One shelf: its name, its kind and its cards, or `"failed": true` where they could not be made.
public struct ShelfPayload: Hashable, Sendable, Codable {
  /// The shelf, or the one that did not come.
  public let result: ShelfResult

  /// A shelf that came or did not.
  public init(_ result: ShelfResult) { self.result = result }

  /// A shelf that came.
  public init(_ shelf: Shelf) { result = .loaded(shelf) }

  private enum CodingKeys: String, CodingKey {
    case id, next, failed
  }

  /// Writes name, kind, cards and where they go on.
  public func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: CodingKeys.self)
    try object.encode(result.id, forKey: .id)
    try ShelfKindPayload(result.kind).encode(to: encoder)
    switch result {
    case .loaded(let shelf):
      try CardsPayload(shelf.cards).encode(to: encoder)
      try object.encodeIfPresent(shelf.next, forKey: .next)
    case .failed: try object.encode(true, forKey: .failed)
    }
  }

  /// Reads kind, cards and where they go on; the name follows from the kind.
  public init(from decoder: any Decoder) throws {
    let object = try decoder.container(keyedBy: CodingKeys.self)
    let kind = try ShelfKindPayload(from: decoder).kind
    if try object.decodeIfPresent(Bool.self, forKey: .failed) == true {
      result = .failed(kind)
    } else {
      let cards = try CardsPayload(from: decoder).cards
      let next = try object.decodeIfPresent(PageCursor.self, forKey: .next)
      result = .loaded(Shelf(kind: kind, cards: cards, next: next))
    }
  }
}
