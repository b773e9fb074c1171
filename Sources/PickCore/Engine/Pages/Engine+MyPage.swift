public import PickModel

extension Engine {
  /// What is known of a viewer, but for number and devices, which the account knows.
  public struct OwnPage: Equatable, Sendable {
    /// Last watched first.
    public let history: [MyPage.HistoryEntry]
    /// Last added first.
    public let myList: [Card]
    /// Most watched first.
    public let taste: [MyPage.Taste]
    /// Counts of what is stored.
    public let stored: MyPage.StoredData
  }

  /// What a viewer's own page shows of watching and choosing.
  public func ownPage(of viewer: Viewer.ID, now: Instant) async throws(StoreError) -> OwnPage {
    let state = try await state(of: viewer, at: pageTime(now))
    let catalog = try await catalogSnapshot()
    let builder = MyPageBuilder(catalog: catalog, viewer: state)
    return OwnPage(
      history: builder.history, myList: try await cards(builder.myList, in: catalog),
      taste: builder.taste,
      stored: try await stores.choices.storedData(of: viewer))
  }
}
