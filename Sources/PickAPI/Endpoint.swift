/// Every route there is: nothing is served that is not in this list.
///
/// What each one is called with is in `Endpoint+Route.swift`; `openapi.yaml`, the router and
/// docs/security.md are held against it by tests. The raw value is the operation's name in
/// `openapi.yaml`.
public enum Endpoint: String, CaseIterable, Sendable {
  // MARK: Signing in
  /// Number and password for a pair of tokens.
  case signIn
  /// A refresh token for a new pair.
  case refresh
  /// Ends this session, or all of the account.
  case signOut
  /// Who is signed in, and until when.
  case session
  /// Where the account is signed in.
  case sessions
  /// Signs one device out.
  case endSession
  /// Replaces the password.
  case changePassword

  // MARK: Pages
  /// The front page.
  case home
  /// One whole shelf of the front page.
  case shelf
  /// The cards that follow those a shelf came with.
  case shelfCards
  /// One category.
  case category
  /// Titles that match.
  case search
  /// Everything about one title.
  case title
  /// How the score of a title is made up.
  case explanation
  /// Everything of a viewer's own page.
  case myPage
  /// The viewer's list.
  case myList
  /// What was watched.
  case history
  /// What the watching is made of.
  case taste

  // MARK: Choosing
  /// Puts a title on the list.
  case addToMyList
  /// Takes a title off the list.
  case removeFromMyList
  /// Says what the viewer thinks of a title.
  case setThumb
  /// Takes a thumb back.
  case withdrawThumb
  /// Hides a title from shelves.
  case hide
  /// Shows a hidden title again.
  case unhide
  /// Leaves a title out of history and recommendations.
  case forget

  // MARK: Watching
  /// Marks an asset as watched.
  case markWatched
  /// Takes back that an asset was watched.
  case unmarkWatched
  /// Says where a running playback stands.
  case savePlayback
  /// Records finished playbacks.
  case recordWatchEvents
  /// Records opened detail pages.
  case recordDetailViews
  /// Records cards that were visible.
  case recordImpressions

  // MARK: Device sign-in
  /// Begins to sign a device in.
  case authorizeDevice
  /// Asks whether the device has been approved.
  case pollDeviceToken
  /// Which device waits under a code.
  case pendingDevice
  /// Signs the waiting device in.
  case approveDevice
  /// Turns the waiting device away.
  case denyDevice
  /// The page on which a code is typed.
  case activationForm
  /// What was typed there.
  case activate

  // MARK: Operating
  /// The process answers.
  case live
  /// The server can serve.
  case ready
  /// The keys access tokens are signed with.
  case keySet
  /// The description of all this.
  case openAPI
}
