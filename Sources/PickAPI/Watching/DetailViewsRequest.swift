public import PickModel

/// Opened detail pages; safe to repeat.
public struct DetailViewsRequest: Hashable, Sendable, Codable {
  /// One opened page.
  public struct Item: Hashable, Sendable, Codable {
    /// The fact's identity.
    public let id: WireEventID
    /// Which title.
    public let title: WireIdentifier<Title>
    /// When.
    public let at: Instant

    /// An opened page.
    public init(id: EventID, title: Title.ID, at: Instant) {
      self.id = WireEventID(id)
      self.title = WireIdentifier(title)
      self.at = at
    }

    /// The fact, of the viewer whose token it came with.
    public func view(of viewer: Viewer.ID) -> DetailView {
      DetailView(id: id.value, viewer: viewer, title: title.value, at: at)
    }
  }

  /// The pages, at most `WireLimits.batchCount`.
  public let views: [Item]

  /// Opened pages.
  public init(_ views: [Item]) { self.views = views }
}
