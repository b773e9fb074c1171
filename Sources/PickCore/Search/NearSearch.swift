import PickModel
import PickSearch
import PickStore
import PickSystem

extension Engine {
  /// Near titles whose first parts are looked at where a running time is asked for.
  private static let mostNearMeasured = 50

  /// Titles whose names are a few slips from words that find nothing: none where only the filter is why
  /// nothing is found, and none that the viewer hid or that does not pass.
  func near(
    _ filter: TitleFilter, on ground: SearchGround
  ) async throws(StoreError) -> [Card] {
    guard !ground.isBrowsing else { return [] }
    var words = TitleFilter.none
    words.leavesOutAdult = filter.leavesOutAdult
    if FilterFacet.allCases.contains(where: filter.asks) {
      guard try await places(words, on: ground).isEmpty else { return [] }
    }
    let catalog = ground.catalog
    let near = try await names(of: catalog, by: ground.index).near(
      ground.query, limit: filter.length == nil ? SearchResults.mostNear : Self.mostNearMeasured
    ) { id in
      catalog.position(of: id).map { place in
        filter.passes(catalog.titles[place])
          && ground.has(place, hidden: false, unseenOnly: filter.isUnseen)
      } ?? false
    }
    var found = near.compactMap { catalog.position(of: $0).map { Int32(clamping: $0) } }
    if let length = filter.length {
      found = try await running(length, of: found, in: catalog)
    }
    let placements = found.prefix(SearchResults.mostNear).map { place in
      let title = catalog.titles[Int(place)]
      return Placement(
        title, Self.browsingReason(title), playable: ground.viewer[title.id]?.playable)
    }
    return try await cards(placements, in: catalog)
  }

  /// The names of a catalogue, gathered when words first find nothing; equally near ones by popularity.
  private func names(
    of catalog: CatalogSnapshot, by index: SearchIndex
  ) async throws(StoreError) -> NearTitles {
    try await nearTitles.value(for: catalog.version) { () async throws(StoreError) in
      NearTitles(index.popularFirst.lazy.map { catalog.titles[Int($0)] })
    }
  }
}
