import PickAPI
import PickCore
import PickModel

/// The viewer-independent part of every card at one version of the catalogue, as JSON.
///
/// A body depends on the title alone, so it is encoded once and copied into every page after that.
final class CardBodies: Sendable {
  private let catalog: CatalogSnapshot
  private let bodies: [[UInt8]]

  /// Encodes the cards of all titles: 1 µs each.
  init(_ catalog: CatalogSnapshot) {
    self.catalog = catalog
    let reason = Reason.matchesSearch
    bodies = catalog.titles.map {
      JSONWriter.body(of: Card($0, playable: nil, reason: reason))
    }
  }

  /// A card's body; encoded anew for a title that came into the catalogue since.
  func body(of card: Card) -> [UInt8] {
    catalog.position(of: card.id).map { bodies[$0] } ?? JSONWriter.body(of: card)
  }
}
