public import PickModel

/// The front page.
public struct HomePayload: Hashable, Sendable, Codable {
  /// Names this page in the impressions that are recorded of it.
  public let recommendationID: String
  /// The instant the page speaks of.
  public let builtFor: Instant
  /// Whether a trained model had a say.
  public let isPersonalised: Bool
  /// What the hero's tabs show.
  public let hero: [ShelfPayload]
  /// The shelves, in the order they stand in.
  public let shelves: [ShelfPayload]

  /// A front page under a name.
  public init(_ page: HomePage, recommendationID: String) {
    self.recommendationID = recommendationID
    builtFor = page.builtFor
    isPersonalised = page.isPersonalised
    hero = page.hero.map(ShelfPayload.init)
    shelves = page.shelves.map(ShelfPayload.init)
  }

  /// The page.
  public var page: HomePage {
    HomePage(
      hero: hero.map(\.result), shelves: shelves.map(\.result), builtFor: builtFor,
      isPersonalised: isPersonalised)
  }

  private enum CodingKeys: String, CodingKey {
    case hero, shelves
    case recommendationID = "recommendation_id"
    case builtFor = "built_for"
    case isPersonalised = "is_personalised"
  }
}
