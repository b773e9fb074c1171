public import PickModel

/// What a front page may cost on the wire, and what its parts cost at most.
///
/// Both the embedded engine and the server's cut their pages by these numbers
/// (`HomePortion.Weights` of PickCore), so that a viewer sees the same page from both.
public enum HomeBudget {
  /// Bytes of a front page, uncompressed.
  public static let bytes = 20_480
  /// Cards a shelf comes with.
  public static let cardsPerShelf = 12

  /// Bytes of a page without shelves, and what the cursors of all its shelves share.
  public static let page = 256

  /// Bytes of a shelf without cards, its cursor included.
  @Sendable public static func shelf(_ kind: Shelf.Kind) -> Int {
    var writer = JSONWriter()
    ShelfResult.wire.write(.failed(kind), &writer)
    return writer.bytes.count - Self.failure + cursor(kind.shelfID) + Self.punctuation
  }

  /// Bytes of a card on a shelf whose first card has the reason `common`; of the first card and
  /// the shelf's reason with `nil`.
  @Sendable public static func card(_ card: Card, common: Reason?) -> Int {
    var writer = JSONWriter(capacity: 512)
    writer.commonReason = common
    Card.wire.write(card, &writer)
    return writer.bytes.count + 1
  }

  /// `,"next":"…"`: base64 of 22 bytes and the shelf's name, with room for a longer MAC.
  private static func cursor(_ shelf: Shelf.ID) -> Int {
    10 + (shelf.rawValue.utf8.count + 64) * 4 / 3
  }

  /// What is not said of a shelf that came.
  private static let failure = ",\"failed\":true}".utf8.count

  /// `,"reason":,"cards":[],"failed":true},` and what the key of the reason costs twice.
  private static let punctuation = 48
}
