public import PickModel

/// Cards that were visible; safe to repeat.
public struct ImpressionsRequest: Hashable, Sendable, Codable {
  /// One visible card.
  public struct Item: Hashable, Sendable, Codable {
    /// The fact's identity.
    public let id: WireEventID
    /// On which shelf.
    public let shelf: Shelf.ID
    /// Which title.
    public let title: WireIdentifier<Title>
    /// 0-based place on the shelf.
    public let position: Int
    /// When.
    public let at: Instant

    /// A visible card.
    public init(id: EventID, shelf: Shelf.ID, title: Title.ID, position: Int, at: Instant) {
      self.id = WireEventID(id)
      self.shelf = shelf
      self.title = WireIdentifier(title)
      self.position = position
      self.at = at
    }

    /// The fact, of the viewer whose token it came with and on the page it was seen on.
    public func impression(of viewer: Viewer.ID, on page: String?) -> Impression {
      Impression(
        id: id.value, viewer: viewer, shelf: shelf, title: title.value, position: position,
        at: at, page: page)
    }
  }

  /// The front page the cards were seen on, as `HomePayload` names it.
  public let recommendationID: String?
  /// The cards, at most `WireLimits.batchCount`.
  public let impressions: [Item]

  /// Cards seen on a page; without its name, when nobody knows it any more.
  public init(_ impressions: [Item], recommendationID: String? = nil) {
    self.impressions = impressions
    self.recommendationID = recommendationID
  }

  private enum CodingKeys: String, CodingKey {
    case impressions
    case recommendationID = "recommendation_id"
  }
}
