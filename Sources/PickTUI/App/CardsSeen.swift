import PickClient
import PickModel

/// Which cards were visible, as evidence for recommendations.
extension AppModel {
  /// Milliseconds after which a card that stands still counts as seen.
  private static let lookMilliseconds = 1000

  private var cardsInSight: CardsInSight? {
    guard overlay == nil, !isTooSmall, case .signedIn = session else { return nil }
    return pages.top.cards(in: layout)
  }

  /// Asks to look again in a second when cards show that were not recorded yet.
  mutating func lookAtCards() -> [Effect] {
    guard look == nil, let cards = cardsInSight else { return [] }
    var hasNew = false
    cards.forEach { shelf, title, _ in
      hasNew = !seen.contains(SeenCard(shelf: shelf, title: title))
      return !hasNew
    }
    guard hasNew else { return [] }
    lastNumber += 1
    look = lastNumber
    return [.wake(.impressions(lastNumber), afterMilliseconds: Self.lookMilliseconds)]
  }

  /// Records the cards that show and were not recorded yet.
  mutating func recordCards(_ number: Int) -> [Effect] {
    guard look == number else { return [] }
    look = nil
    guard let cards = cardsInSight else { return [] }
    var impressions: [VisibleCard] = []
    cards.forEach { shelf, title, position in
      guard seen.insert(SeenCard(shelf: shelf, title: title)).inserted else { return true }
      impressions.append(
        VisibleCard(
          id: newEventID(), shelf: shelf, title: title, position: position, at: now))
      return true
    }
    return impressions.isEmpty ? [] : [.write(.impressions(impressions))]
  }
}
