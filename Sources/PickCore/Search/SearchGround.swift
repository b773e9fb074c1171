import PickModel
import PickSearch
import PickStore

/// What a search looks through, and for whom.
struct SearchGround {
  let query: String
  let catalog: CatalogSnapshot
  let index: SearchIndex
  let viewer: ViewerState
  let instant: Instant
  let facets: TitleFacets
  /// Whether the viewer looks around, without words; kept, because it is asked for each title.
  let isBrowsing: Bool

  /// A search for `query`.
  init(
    _ query: String, in catalog: CatalogSnapshot, by index: SearchIndex,
    for viewer: ViewerState, at instant: Instant
  ) {
    self.query = query
    self.catalog = catalog
    self.index = index
    self.viewer = viewer
    self.instant = instant
    facets = catalog.facets.value
    isBrowsing = query.allSatisfy(\.isWhitespace)
  }

  /// Whether the title at a place is there for the viewer.
  ///
  /// - Parameters:
  ///   - place: the place of the title in the catalogue.
  ///   - hidden: whether titles count that the viewer hid.
  ///   - unseenOnly: whether only titles count that the viewer has not begun.
  /// - Returns: `false` for titles that are not available, too.
  func has(_ place: Int, hidden: Bool, unseenOnly: Bool) -> Bool {
    // One letter finds nearly everything, and a title is large: it is not looked into to be counted.
    if facets.isLimited(at: place), !catalog.titles[place].availability.contains(instant) {
      return false
    }
    if hidden, !unseenOnly { return true }
    let id = catalog.titles[place].id
    if !hidden, viewer.choices.hidden.contains(id) { return false }
    return !unseenOnly || !(viewer[id]?.isSeen ?? false)
  }
}

extension TitleViewing {
  /// Whether any of it was begun or finished.
  var isSeen: Bool { isBegun || isFinished }
}
