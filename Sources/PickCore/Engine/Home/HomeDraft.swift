import PickModel

/// A front page but for the parts that Space plays.
struct HomeDraft: Sendable {
  let catalog: CatalogSnapshot
  let hero: [ShelfDraft]
  let shelves: [ShelfDraft]
  let builtFor: Instant
  let isPersonalised: Bool

  /// Titles whose first part still has to be found, each once.
  var unresolved: Set<Title.ID> { Set((hero + shelves).flatMap(\.unresolved)) }

  /// The page, once the first parts are known.
  func page(firstAssets: Result<[Title.ID: Asset], StoreError>) -> HomePage {
    HomePage(
      hero: hero.map { $0.result(firstAssets: firstAssets) },
      shelves: shelves.map { $0.result(firstAssets: firstAssets) },
      builtFor: builtFor, isPersonalised: isPersonalised)
  }
}
