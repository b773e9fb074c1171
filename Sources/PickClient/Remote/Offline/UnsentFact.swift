import PickAPI
import PickModel

/// Something that a viewer did, to be sent to the server now or later.
enum UnsentFact: Hashable, Sendable, Codable {
  /// A playback ended.
  case watched(Playback)
  /// A playback has come so far; of several with one identity the last counts.
  case reached(Playback)
  /// The viewer marked an asset as watched.
  case marked(EventID, Asset.ID, at: Instant)
  /// The viewer withdrew that mark.
  case unmarked(EventID, Asset.ID, at: Instant)
  /// A detail page was opened.
  case viewed(EventID, Title.ID, at: Instant)
  /// A card was visible.
  case seen(VisibleCard)

  /// The kind of a fact; one request holds facts of one kind.
  enum Kind: Hashable {
    case watched, reached, marked, unmarked, viewed, seen
  }

  var kind: Kind {
    switch self {
    case .watched: .watched
    case .reached: .reached
    case .marked: .marked
    case .unmarked: .unmarked
    case .viewed: .viewed
    case .seen: .seen
    }
  }

  /// How many facts of this kind fit one request.
  var batchLimit: Int {
    switch self {
    case .watched, .viewed, .seen: WireLimits.batchCount
    case .reached, .marked, .unmarked: 1
    }
  }

  /// The identity by which the server recognises repeats.
  var id: EventID {
    switch self {
    case .watched(let playback), .reached(let playback): playback.id
    case .marked(let id, _, _), .unmarked(let id, _, _), .viewed(let id, _, _): id
    case .seen(let card): card.id
    }
  }
}
