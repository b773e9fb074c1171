/// Every route there is: nothing is served that is not in this list.
///
/// What each one is called with is in `Endpoint+Route.swift`; `openapi.yaml`, the router and
/// docs/security.md are held against it by tests. The raw value is the operation's name in
/// `openapi.yaml`.
public enum Endpoint: String, CaseIterable, Sendable {
  // MARK: Signing in
  case signIn
  case refresh
  case signOut
  case session
  case sessions
  case endSession
  case changePassword

  // MARK: Pages
  case home
  case shelf
  case shelfCards
  case category
  case search
  case title
  case explanation
  case myPage
  case myList
  case history
  case taste

  // MARK: Choosing
  case addToMyList
  case removeFromMyList
  case setThumb
  case withdrawThumb
  case hide
  case unhide
  case forget

  // MARK: Watching
  case markWatched
  case savePlayback
  case recordWatchEvents
  case recordDetailViews
  case recordImpressions

  // MARK: Device sign-in
  case authorizeDevice
  case pollDeviceToken
  case pendingDevice
  case approveDevice
  case denyDevice
  case activationForm
  case activate

  // MARK: Operating
  case live
  case ready
  case keySet
  case openAPI
}
