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
  /// The viewer chose something; the identity only names the fact on this device.
  case chose(EventID, Title.ID, UnsentChoice)
  /// A detail page was opened.
  case viewed(EventID, Title.ID, at: Instant)
  /// A card was visible.
  case seen(VisibleCard)

  /// The kind of a fact; one request holds facts of one kind.
  enum Kind: Hashable {
    case watched, reached, marked, unmarked, chose, viewed, seen
  }

  var kind: Kind {
    switch self {
    case .watched: .watched
    case .reached: .reached
    case .marked: .marked
    case .unmarked: .unmarked
    case .chose: .chose
    case .viewed: .viewed
    case .seen: .seen
    }
  }

  /// How many facts of this kind fit one request.
  var batchLimit: Int {
    switch self {
    case .watched, .viewed, .seen: WireLimits.batchCount
    case .reached, .marked, .unmarked, .chose: 1
    }
  }

  /// The identity by which the server recognises repeats.
  var id: EventID {
    switch self {
    case .watched(let playback), .reached(let playback): playback.id
    case .marked(let id, _, _), .unmarked(let id, _, _), .chose(let id, _, _),
      .viewed(let id, _, _):
      id
    case .seen(let card): card.id
    }
  }

  /// Whether a viewer knows of it: what was watched and chosen, and not what the program notes by
  /// itself.
  var isOwn: Bool {
    switch self {
    case .watched, .reached, .marked, .unmarked, .chose: true
    case .viewed, .seen: false
    }
  }
}

/// A state a viewer sets for a title; setting it twice changes nothing.
enum UnsentChoice: Hashable, Sendable, Codable {
  /// Whether it is on the list.
  case myList(Bool)
  /// What the viewer thinks of it.
  case thumb(Thumb?)
  /// Whether it is hidden.
  case hidden(Bool)
  /// Whether what was watched of it before counts.
  case forgotten(Bool)
  /// What was watched of it from an instant on never was.
  case withdrawn(since: Instant)
  /// Whether it is left out of continue watching.
  case setAside(Bool)

  /// The endpoint that sets it.
  var endpoint: Endpoint {
    switch self {
    case .myList(let isOnList): isOnList ? .addToMyList : .removeFromMyList
    case .thumb(let thumb): thumb == nil ? .withdrawThumb : .setThumb
    case .hidden(let isHidden): isHidden ? .hide : .unhide
    case .forgotten(let isForgotten): isForgotten ? .forget : .unforget
    case .withdrawn: .withdraw
    case .setAside(let isSetAside): isSetAside ? .setAside : .putBack
    }
  }

  /// The body of the request, with instants as `serverClock` has them; `nil` where the endpoint says
  /// it all.
  func body(_ serverClock: ServerClock) -> [UInt8]? {
    switch self {
    case .withdrawn(let since):
      WireJSON.encode(WithdrawRequest(since: serverClock.toServer(since)))
    case .thumb(let thumb?): WireJSON.encode(ThumbRequest(thumb))
    case .thumb(nil), .myList, .hidden, .forgotten, .setAside: nil
    }
  }
}
