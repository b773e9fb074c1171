public import PickModel

/// Writes the pages that are asked for often: the same JSON values as their payloads, faster.
public struct PageWriter: Sendable {
  /// Gives the viewer-independent part of a card; see `JSONWriter.body(of:)`.
  public typealias CardBody = @Sendable (Card) -> [UInt8]

  private let body: CardBody

  /// A writer that encodes every card anew, unless `body` remembers them.
  public init(body: @escaping CardBody = { JSONWriter.body(of: $0) }) { self.body = body }

  /// `HomePayload`.
  public func home(_ page: HomePage, recommendationID: String) -> [UInt8] {
    var writer = JSONWriter(capacity: HomeBudget.bytes)
    writer.member("{\"recommendation_id\":") { $0.string(recommendationID) }
    writer.member(",\"built_for\":") { $0.number(page.builtFor.millisecondsSince1970) }
    writer.member(",\"is_personalised\":") { $0.boolean(page.isPersonalised) }
    writer.member(",\"hero\":") { $0.list(page.hero) { $0.shelf($1, body: body) } }
    writer.member(",\"shelves\":") { $0.list(page.shelves) { $0.shelf($1, body: body) } }
    writer.raw("}")
    return writer.bytes
  }

  /// `CategoryPayload`.
  public func category(_ page: CategoryPage) -> [UInt8] {
    var writer = JSONWriter(capacity: 65_536)
    writer.member("{\"category\":") { $0.string(page.category.wireName) }
    writer.member(",\"shelves\":") { $0.list(page.shelves) { $0.shelf($1, body: body) } }
    writer.raw("}")
    return writer.bytes
  }

  /// `ShelfPayload`.
  public func shelf(_ shelf: Shelf) -> [UInt8] {
    var writer = JSONWriter(capacity: 300 * shelf.cards.count)
    writer.shelf(.loaded(shelf), body: body)
    return writer.bytes
  }

  /// `ShelfPartPayload`.
  public func part(_ part: ShelfPart) -> [UInt8] {
    var writer = JSONWriter(capacity: 300 * part.cards.count)
    writer.raw("{")
    writer.cards(part.cards, body: body)
    if let next = part.next { writer.member(",\"next\":") { $0.string(next.text) } }
    writer.raw("}")
    return writer.bytes
  }

  /// `SearchPayload`.
  public func search(_ results: SearchResults) -> [UInt8] {
    var writer = JSONWriter(capacity: 300 * results.cards.count)
    writer.member("{\"query\":") { $0.string(results.query) }
    writer.member(",\"total_count\":") { $0.number(results.totalCount) }
    writer.raw(",")
    writer.cards(results.cards, body: body)
    writer.raw("}")
    return writer.bytes
  }
}
