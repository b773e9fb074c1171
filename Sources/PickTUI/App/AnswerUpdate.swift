import PickClient
import PickModel

extension AppModel {
  /// Hands an answer to the page that waits for it; an answer that is no longer waited for is dropped.
  mutating func answer(_ outcome: Outcome<Answer>, to request: RequestID) -> [Effect] {
    guard let question = asked.removeValue(forKey: request) else { return [] }
    if question == .signIn { return finishSignIn(outcome, request) }
    if case .failure(.sessionEnded(let ending)) = outcome { return endSession(ending) }
    if resuming == request { return handOut(outcome, request) + resume(outcome) }
    switch question {
    case .authorization:
      guard case .success(.viewer(let viewer)) = outcome else { return [] }
      defer { session = .signedIn(viewer) }
      // A remote server is slow: the skeleton shows at once, not after a tenth of a second.
      if options.isRemote, session == .unknown { tellPages(.event(.connected)) }
      return session == .unknown ? ask(.cautions) + recallSearches(of: viewer) : []
    case .cautions: return heed(outcome)
    case .lastHome: return begin(with: outcome)
    case .deviceProgress:
      guard case .success(.deviceProgress(.approved(let account))) = outcome else {
        return handOut(outcome, request)
      }
      return finishSignIn(.success(.account(account)), request)
    case .explanation:
      guard case .why(var model) = overlay else { return [] }
      model.take(outcome, to: request)
      overlay = .why(model)
      return []
    case .signIn, .home, .shelf, .more, .category, .search, .title, .myPage, .deviceCode,
      .pendingDevice:
      if case .success(let answer) = outcome { learn(from: answer, to: question, request) }
      return handOut(outcome, request) + complain(outcome, about: question)
        + askAboutServer()
    }
  }

  /// Shows what seems wrong: on the sign-in page below the form, elsewhere in a notice.
  private mutating func heed(_ outcome: Outcome<Answer>) -> [Effect] {
    guard case .success(.cautions(let new)) = outcome else { return [] }
    let known = cautions
    let effects = note(new)
    if pages.top.update(.event(.cautions(new)), in: context) != nil { return effects }
    if new.clockSeemsWrong, !known.clockSeemsWrong { return effects + show(.clockSeemsWrong) }
    // A run that keeps nothing at all has said so already, and a lobby's visit is meant to.
    guard new.isUnsaved, !known.isUnsaved, options.firstNotice != .unsaved, options.kiosk == nil
    else { return effects }
    return effects + show(.sessionUnsaved)
  }

  /// Hands an outcome to every page; pages that wait for another request ignore it.
  mutating func handOut(_ outcome: Outcome<Answer>, _ request: RequestID) -> [Effect] {
    updatePages(.answered(outcome, request))
  }

  /// Shows a notice when a page that has content could not be loaded again.
  ///
  /// Failed parts of shelves are not mentioned: they are asked for again with the next move.
  private mutating func complain(
    _ outcome: Outcome<Answer>, about question: Question
  ) -> [Effect] {
    guard case .failure(let error) = outcome, pages.top.traits.hasContent else { return [] }
    if case .more = question { return [] }
    return show(.failed(error))
  }

  /// The service kept something, or could not.
  mutating func confirm(_ write: Write, _ failure: ServiceError?) -> [Effect] {
    if write == .changePassword { return confirmPassword(failure) }
    if case .sessionEnded(let ending) = failure {
      // The page stays until the viewer's next step, which is authorised.
      return session == .signedOut || write.isUnasked ? [] : endSession(ending)
    }
    guard case .signedIn = session else { return [] }
    if write.isDeviceAnswer { return confirmDevice(write, failure) }
    settleChoice(write, hasFailed: failure != nil)
    switch write {
    case .arrangeHome, .unmarkWatched: tellPages(.event(.wrote(write, failure: failure)))
    case .setOnMyList, .setThumb, .setHidden, .markWatched, .forget, .unforget, .withdraw,
      .setAside, .savePlayback, .recordPlayback, .detailView, .impressions, .signOut,
      .approveDevice, .denyDevice, .changePassword:
      break
    }
    var effects: [Effect] = []
    if let failure, write.isNoticed { effects += show(.failed(failure)) }
    guard write.changesHome else { return effects + askAboutServer() }
    effects += ask(.home)
    if pages.top.traits.entry != .home { effects += askForTop() }
    return effects
  }

  private mutating func confirmDevice(_ write: Write, _ failure: ServiceError?) -> [Effect] {
    tellPages(.event(.wrote(write, failure: failure)))
    guard failure == nil else { return [] }
    if case .approveDevice = write { return show(.deviceApproved) + askForTop() }
    return show(.deviceDenied)
  }

  private mutating func confirmPassword(_ failure: ServiceError?) -> [Effect] {
    if case .sessionEnded(let ending) = failure { return endSession(ending) }
    tellPages(.event(.wrote(.changePassword, failure: failure)))
    return failure == nil ? show(.passwordChanged) + askForTop() : []
  }
}
