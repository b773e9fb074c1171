public import PickModel

/// Writes the pages that are asked for often, with the cards' viewer-independent parts at hand.
///
/// They are the same JSON values as those of `WireJSON`; members stand in the order in which they
/// were described, because the part of a card that is kept has to stand at its beginning.
public struct PageWriter: Sendable {
  /// Gives the viewer-independent part of a card; see `JSONWriter.body(of:)`.
  public typealias CardBody = @Sendable (Card) -> [UInt8]

  private let body: CardBody?

  /// A writer that encodes every card anew, unless `body` remembers them.
  public init(body: CardBody? = nil) { self.body = body }

  /// A front page under its name.
  public func home(_ page: HomePage, recommendationID: String) -> [UInt8] {
    write(HomePayload(page, recommendationID: recommendationID), capacity: HomeBudget.bytes)
  }

  /// A category's page.
  public func category(_ page: CategoryPage) -> [UInt8] { write(page, capacity: 65_536) }

  /// A shelf that came.
  public func shelf(_ shelf: Shelf) -> [UInt8] {
    write(ShelfResult.loaded(shelf), capacity: 300 * shelf.cards.count)
  }

  /// The next cards of a shelf.
  public func part(_ part: ShelfPart) -> [UInt8] { write(part, capacity: 300 * part.cards.count) }

  /// One title; `known` is its `JSONWriter.body(of:)` where that is kept.
  public func title(_ page: TitlePage, body known: [UInt8]? = nil) -> [UInt8] {
    guard let known else { return write(page, capacity: page.jsonCapacity) }
    var writer = JSONWriter(capacity: known.count + 4096, cardBody: body)
    writer.write(page, body: known)
    return writer.bytes
  }

  /// What a search found.
  public func search(_ results: SearchResults) -> [UInt8] {
    write(results, capacity: 300 * results.cards.count)
  }

  private func write<Page: WirePayload>(_ page: Page, capacity: Int) -> [UInt8] {
    var writer = JSONWriter(capacity: capacity, cardBody: body)
    Page.wire.write(page, &writer)
    return writer.bytes
  }
}
