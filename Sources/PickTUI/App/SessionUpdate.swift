import PickClient
import PickModel

extension AppModel {
  /// The session is over: sign in again, and come back to where the viewer was.
  mutating func endSession(_ ending: ServiceError.Ending) -> [Effect] {
    if case .signIn = pages.top { return [] }
    if options.kiosk != nil { return resetKiosk() }
    let wasUnknown = session == .unknown
    if case .signedIn(let viewer) = session {
      tellPages(.event(.sessionEnded))
      wanted = Wanted(viewer: viewer, pages: pages)
    }
    let isFirstTime = wasUnknown && ending == .signedOut
    // A notice from the start is still shown on the first page.
    let firstNotice = wasUnknown ? notice : nil
    showSignIn(reason: isFirstTime ? nil : ending == .signedOut ? .revoked : .init(ending))
    notice = firstNotice
    return ask(.cautions)
  }

  /// Signs out on the viewer's wish; the pages are not restored later.
  mutating func signOut(everywhere: Bool) -> [Effect] {
    let left = leaveTop()
    if options.kiosk != nil { return left + resetKiosk() }
    wanted = nil
    let forgotten = forgettingSearches()
    showSignIn(reason: .signedOut)
    return left + forgotten + [.write(.signOut(everywhere: everywhere))]
  }

  /// Shows a code for another device; without a session there is nothing to authorise.
  mutating func showDeviceCode() -> [Effect] {
    lastNumber += 1
    pages.push(.deviceCode(DeviceCodeModel(run: lastNumber)))
    return askForTop()
  }

  private mutating func showSignIn(reason: SignInModel.Reason?) {
    forgetViewer()
    pages = PageStack(
      .signIn(
        SignInModel(
          number: settings.rememberedNumber ?? "", reason: reason,
          offersDevice: options.isRemote && options.kiosk == nil, demo: options.demoAccount)))
  }

  /// Drops everything that belongs to a viewer, and every answer still on its way.
  mutating func forgetViewer() {
    session = .signedOut
    overlay = nil
    notice = nil
    headerFocus = nil
    asked = [:]
    resuming = nil
    choices = [:]
    unsettled = [:]
    undos = []
    justChosen = nil
    recentSearches = []
    seen = []
    look = nil
    cautions = SessionCautions()
    forgetMark()
  }

  /// Sends number and password; they are in the effect only.
  mutating func signIn(_ credentials: Credentials, remember: Bool) -> [Effect] {
    lastRequest += 1
    let request = lastRequest
    asked[request] = .signIn
    _ = pages.top.update(.asked(.signIn, request), in: context)
    settings.rememberedNumber = remember ? credentials.number : nil
    return [.signIn(credentials, request)] + watch(request)
  }

  mutating func finishSignIn(_ outcome: Outcome<Answer>, _ request: RequestID) -> [Effect] {
    guard case .success(.account(let account)) = outcome else {
      // The page that asked may lie below the one that shows a code.
      return handOut(outcome, request)
    }
    session = .signedIn(account.viewer)
    let returns = wanted.flatMap { $0.viewer == account.viewer ? $0.pages : nil }
    wanted = nil
    pages = returns ?? PageStack(.home(HomeModel()))
    settle()
    let isHome = pages.top.traits.entry == .home
    return (isHome ? [] : ask(.home)) + askForTop()
      + (options.kiosk == nil ? [.save(settings)] + ask(.cautions) : [])
      + recallSearches(of: account.viewer) + [.trainIfNeeded]
  }
}
