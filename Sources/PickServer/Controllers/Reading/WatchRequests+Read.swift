import PickAPI
import PickModel

extension PlaybackRequest {
  static func read(_ object: inout ObjectReader) throws(Problem) -> PlaybackRequest {
    PlaybackRequest(
      asset: try object.identifier("asset"), startedAt: try object.instant("started_at"),
      watchedSeconds: try object.seconds("watched_seconds"),
      position: try object.seconds("position"))
  }
}

extension WatchEventsRequest.Item {
  static func read(_ object: inout ObjectReader) throws(Problem) -> Self {
    Self(
      id: try object.event("id"), asset: try object.identifier("asset"),
      startedAt: try object.instant("started_at"),
      watchedSeconds: try object.seconds("watched_seconds"),
      position: try object.seconds("position"))
  }
}

extension DetailViewsRequest.Item {
  static func read(_ object: inout ObjectReader) throws(Problem) -> Self {
    Self(
      id: try object.event("id"), title: try object.identifier("title"),
      at: try object.instant("at"))
  }
}

extension ImpressionsRequest.Item {
  static func read(_ object: inout ObjectReader) throws(Problem) -> Self {
    Self(
      id: try object.event("id"),
      // As genres are named: without the runs of marks that make a text costly to compare.
      shelf: Shelf.ID(
        DisplayText.sanitized(try object.text("shelf", 1...WireLimits.shelfLength))),
      title: try object.identifier("title"),
      position: Int(try object.integer("position", 0...Int64(WireLimits.shelfPositions))),
      at: try object.instant("at"))
  }
}

extension ImpressionsRequest {
  static func read(_ object: inout ObjectReader) throws(Problem) -> ImpressionsRequest {
    let name = try object.optionalText(
      "recommendation_id", 1...WireLimits.recommendationLength)
    guard name.map({ OutsideName.isPlain($0) }) ?? true else {
      throw object.fault("recommendation_id")
    }
    return ImpressionsRequest(
      try object.list("impressions", Item.read), recommendationID: name)
  }
}
