/// Where a list goes on: a text only whoever made it can read, handed back as it came.
public struct PageCursor: Hashable, Sendable, Codable {
  /// The text, fit for a query parameter.
  public let text: String

  /// A cursor that somebody else made.
  public init(_ text: String) { self.text = text }

  /// Reads the bare text.
  public init(from decoder: any Decoder) throws {
    text = try decoder.singleValueContainer().decode(String.self)
  }

  /// Writes the bare text.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

/// The cards that follow those already shown of a shelf.
public struct ShelfPart: Hashable, Sendable, Codable {
  /// The cards, in the shelf's order.
  public let cards: [Card]
  /// Where the shelf goes on; `nil` at its end.
  public let next: PageCursor?

  /// Cards that follow others.
  public init(cards: [Card], next: PageCursor?) {
    self.cards = cards
    self.next = next
  }
}
