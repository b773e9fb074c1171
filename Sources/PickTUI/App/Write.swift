public import PickClient
public import PickModel

/// A fact for the service to keep; writes are performed one after the other.
public enum Write: Hashable, Sendable, Codable {
  /// My list.
  case setOnMyList(Bool, Title.ID)
  /// Thumbs.
  case setThumb(Thumb?, Title.ID)
  /// Hide, or show again.
  case setHidden(Bool, Title.ID)
  /// Mark an asset as watched.
  case markWatched(Asset.ID)
  /// Take that back.
  case unmarkWatched(Asset.ID)
  /// Leave a title out of history and recommendations.
  case forget(Title.ID)
  /// Take that back.
  case unforget(Title.ID)
  /// Withdraw what was watched of a title since then: a visit to a kiosk ends.
  case withdraw(Title.ID, since: Instant)
  /// Take a title out of continue watching, or put it back.
  case setAside(Bool, Title.ID)
  /// The arrangement of home's shelves.
  case arrangeHome(HomeArrangement)
  /// Where a playback stands.
  case savePlayback(Playback)
  /// A playback that stopped.
  case recordPlayback(Playback)
  /// A detail page was opened.
  case detailView(EventID, Title.ID)
  /// Cards were visible.
  case impressions([VisibleCard])
  /// The session ends; on this device, or everywhere.
  case signOut(everywhere: Bool)
  /// A device that shows a code is let in.
  case approveDevice(String)
  /// A device that shows a code is sent away.
  case denyDevice(String)
  /// A new password; the passwords themselves travel in the effect only.
  case changePassword

  /// Whether home looks different afterwards.
  var changesHome: Bool {
    switch self {
    case .setOnMyList, .setThumb, .setHidden, .markWatched, .unmarkWatched, .forget, .unforget,
      .withdraw, .setAside, .arrangeHome, .recordPlayback:
      true
    case .savePlayback, .detailView, .impressions, .signOut, .changePassword, .approveDevice,
      .denyDevice:
      false
    }
  }

  /// Whether it answers a device that waits to be let in.
  var isDeviceAnswer: Bool {
    switch self {
    case .approveDevice, .denyDevice: true
    case .setOnMyList, .setThumb, .setHidden, .markWatched, .unmarkWatched, .forget, .unforget,
      .withdraw, .setAside, .arrangeHome, .savePlayback, .recordPlayback, .detailView, .impressions,
      .signOut, .changePassword:
      false
    }
  }

  /// The title whose choices it changes; `nil` when it changes none.
  var chosenTitle: Title.ID? {
    switch self {
    case .setOnMyList(_, let title), .setThumb(_, let title), .setHidden(_, let title),
      .forget(let title), .unforget(let title), .withdraw(let title, _),
      .setAside(_, let title):
      title
    case .markWatched, .unmarkWatched, .arrangeHome, .savePlayback, .recordPlayback, .detailView,
      .impressions, .signOut, .approveDevice, .denyDevice, .changePassword:
      nil
    }
  }

  /// Whether it happens without a key, so that the viewer expects no reaction.
  var isUnasked: Bool {
    if case .impressions = self { true } else { false }
  }

  /// Whether a viewer waits to hear that it worked; what happens by itself fails silently.
  var isNoticed: Bool {
    switch self {
    case .savePlayback, .detailView, .impressions, .signOut: false
    case .setOnMyList, .setThumb, .setHidden, .markWatched, .unmarkWatched, .forget, .unforget,
      .withdraw, .setAside, .arrangeHome, .recordPlayback, .approveDevice, .denyDevice,
      .changePassword:
      true
    }
  }
}
