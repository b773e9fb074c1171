import PickAPI
public import PickCore

extension HomePortion {
  /// As much of a front page as is sent at once; what follows is asked for by cursor.
  public static let served = HomePortion(
    cardsPerShelf: HomeBudget.cardsPerShelf, budget: HomeBudget.bytes,
    weights: Weights(
      page: HomeBudget.page, shelf: { HomeBudget.shelf($0) },
      card: { HomeBudget.card($0, common: $1) }))
}
