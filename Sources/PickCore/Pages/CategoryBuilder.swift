public import PickModel
public import PickStore

/// Decides what stands on a category's page: a shelf a genre, a title once.
///
/// A title stands under its main genre, popular before new; when that shelf is full, under its next
/// genre with room. Shelves come in the order of the viewer's interest, then of popularity. A
/// page to browse shows what was watched and disliked too, but nothing hidden or unavailable.
enum CategoryBuilder {
  /// Cards of one shelf at most.
  private static let shelfLimit = 30

  static func shelves(of category: Category, in context: PageContext) -> [ShelfDraft] {
    var shelves = deal(context.popular(in: category, where: context.eligibility.mayBrowse))
    let others = shelves.removeValue(forKey: nil) ?? []
    let byGenre = inOrder(shelves, context)
    let rest = ShelfDraft(
      .noGenre, .success(others.map { context.place($0, .category(category)) }))
    return byGenre + (rest.isEmpty ? [] : [rest])
  }

  private static func deal(_ titles: [Title]) -> [Genre?: [Title]] {
    var shelves: [Genre?: [Title]] = [:]
    for title in titles {
      let genres: [Genre?] = title.genres.isEmpty ? [nil] : title.genres
      let room = genres.first { shelves[$0, default: []].count < shelfLimit }
      if let room { shelves[room, default: []].append(title) }
    }
    return shelves
  }

  private static func inOrder(
    _ shelves: [Genre?: [Title]], _ context: PageContext
  ) -> [ShelfDraft] {
    let known = GenreInterest(context).ranked.filter { shelves[$0] != nil }
    let unknown = shelves.keys.compactMap(\.self).filter { !known.contains($0) }
      .sorted { $0.id < $1.id }
    return (known + unknown).map { genre in
      ShelfDraft(
        .genre(genre),
        .success((shelves[genre] ?? []).map { context.place($0, .genre(genre)) }))
    }
  }
}

extension Engine {
  /// One category, as one viewer sees it.
  public func category(
    _ category: Category, of viewer: Viewer.ID, now: Instant
  ) async throws(StoreError) -> CategoryPage {
    let inputs = try await inputs(for: viewer, slots: [.all], at: pageTime(now))
    let context = PageContext(inputs, choices: try inputs.choices.get())
    let drafts = CategoryBuilder.shelves(of: category, in: context)
    let first = await firstAssets(
      of: Set(drafts.flatMap { $0.unresolved() }), in: inputs.ground.catalog)
    return CategoryPage(
      category: category, shelves: drafts.map { $0.result(firstAssets: first) })
  }
}
