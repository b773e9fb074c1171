import PickAPI
public import PickCore

extension HomePortion {
  /// As much of a front page as a server sends at once.
  ///
  /// The embedded engine gets the same portion, so that a viewer cannot tell who answers.
  public static let wire = HomePortion(
    cardsPerShelf: HomeBudget.cardsPerShelf, budget: HomeBudget.bytes,
    weights: Weights(
      page: HomeBudget.page, shelf: { HomeBudget.shelf($0) },
      card: { HomeBudget.card($0, common: $1) }))
}
