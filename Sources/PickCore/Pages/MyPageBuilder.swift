public import PickModel
public import PickStore

/// Puts together a viewer's own page from what was read.
struct MyPageBuilder {
  /// Lines of history at most.
  private static let historyLimit = 200

  let catalog: CatalogSnapshot
  let viewer: ViewerState

  /// Last watched first, one line an asset.
  ///
  /// Titles that left the catalogue are left out, and what was played for moments only.
  var history: [MyPage.HistoryEntry] {
    let entries = viewer.viewings.flatMap { viewing -> [MyPage.HistoryEntry] in
      guard let title = catalog[viewing.title] else { return [] }
      let parts = viewing.standing.parts
      let begun = (parts.main + parts.extras).filter { viewing.standing.begun.contains($0.id) }
      return begun.compactMap { asset in
        viewing.progress[asset.id].map {
          MyPage.HistoryEntry(
            title: title.reference, asset: asset.id, episode: asset.episode, progress: $0)
        }
      }
    }
    let sorted = entries.sorted {
      ($1.progress.lastWatchedAt, $0.asset) < ($0.progress.lastWatchedAt, $1.asset)
    }
    return Array(sorted.prefix(Self.historyLimit))
  }

  /// Last added first, finished and disliked ones too: it is the viewer's own list.
  var myList: [Placement] {
    viewer.choices.myList.compactMap { id in
      catalog[id].map { Placement($0, .onMyList, playable: viewer[id]?.playable) }
    }
  }

  /// Hidden titles by name.
  var hidden: [Placement] {
    viewer.choices.hidden.compactMap { catalog[$0] }
      .sorted { ($0.name.original, $0.id) < ($1.name.original, $1.id) }
      .map {
        Placement($0, .category($0.category), playable: viewer[$0.id]?.playable, isHidden: true)
      }
  }

  /// Genres watched for less are not shown: a bar for no minutes says nothing.
  private static let leastTasteSeconds = 60

  /// Main genres by seconds watched, the most watched first; by titles where no time is known, as of
  /// imported ratings.
  var taste: [MyPage.Taste] {
    var (seconds, titles): ([Genre: Int], [Genre: Int]) = ([:], [:])
    for viewing in viewer.viewings where viewing.isBegun {
      guard let genre = catalog[viewing.title]?.genres.first else { continue }
      titles[genre, default: 0] += 1
      seconds[genre] = (seconds[genre] ?? 0)
        .plus(viewing.views.map(\.watchedSeconds).total())
    }
    seconds = seconds.filter { $0.value >= Self.leastTasteSeconds }
    let weights = seconds.isEmpty ? titles : seconds
    let total = weights.values.total()
    return
      weights
      .map {
        MyPage.Taste(
          genre: $0.key, watchedSeconds: seconds[$0.key] ?? 0,
          share: Double($0.value) / Double(total))
      }
      .sorted { ($1.share, $0.genre.id) < ($0.share, $1.genre.id) }
  }
}

extension Engine {
  /// A viewer's own page without number and devices, which come from the account.
  public struct OwnPage: Equatable, Sendable {
    /// Last watched first.
    public let history: [MyPage.HistoryEntry]
    /// Last added first.
    public let myList: [Card]
    /// By name.
    public let hidden: [Card]
    /// Most watched first.
    public let taste: [MyPage.Taste]
    /// How home is arranged.
    public let home: HomeArrangement
    /// Counts of what is stored.
    public let stored: MyPage.StoredData
  }

  /// The history, list, taste and counts of a viewer's own page.
  public func ownPage(of viewer: Viewer.ID, now: Instant) async throws(StoreError) -> OwnPage {
    let state = try await state(of: viewer, at: pageTime(now))
    let catalog = try await catalogSnapshot()
    let builder = MyPageBuilder(catalog: catalog, viewer: state)
    return OwnPage(
      history: builder.history, myList: try await cards(builder.myList, in: catalog),
      hidden: try await cards(builder.hidden, in: catalog),
      taste: builder.taste, home: state.choices.home,
      stored: try await stores.choices.storedData(of: viewer))
  }
}
