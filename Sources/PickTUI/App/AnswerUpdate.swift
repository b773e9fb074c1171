import PickClient
import PickModel

extension AppModel {
  /// Hands an answer to the page that waits for it; an answer that is no longer waited for is dropped.
  mutating func answer(_ outcome: Outcome<Answer>, to request: RequestID) -> [Effect] {
    guard let question = asked.removeValue(forKey: request) else { return [] }
    if question == .signIn { return finishSignIn(outcome, request) }
    if case .failure(.sessionEnded(let ending)) = outcome { return endSession(ending) }
    switch question {
    case .authorization:
      guard case .success(.viewer(let viewer)) = outcome else { return [] }
      defer { session = .signedIn(viewer) }
      if options.isRemote, session == .unknown { showSkeleton() }
      return session == .unknown ? ask(.cautions) : []
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
    default:
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
    if case .signIn(var model) = pages.top {
      model.clockSeemsWrong = new.clockSeemsWrong
      pages.top = .signIn(model)
      return effects
    }
    if new.clockSeemsWrong, !known.clockSeemsWrong { return effects + show(.clockSeemsWrong) }
    // A run that keeps nothing at all has said so already.
    guard new.isUnsaved, !known.isUnsaved, options.firstNotice != .unsaved else { return effects }
    return effects + show(.sessionUnsaved)
  }

  /// Hands an outcome to every page; one that waits for another request lets it pass.
  mutating func handOut(_ outcome: Outcome<Answer>, _ request: RequestID) -> [Effect] {
    let context = freshContext()
    var intents: [Intent] = []
    pages.forEach { page in
      intents += page.change { $0.take(outcome, to: request, in: context) }
    }
    return perform(intents)
  }

  /// Shows a notice when a page that has content could not be loaded again.
  ///
  /// Failed parts of shelves are not mentioned: they are asked for again with the next move.
  private mutating func complain(
    _ outcome: Outcome<Answer>, about question: Question
  ) -> [Effect] {
    guard case .failure(let error) = outcome, pages.top.screen.hasContent else { return [] }
    if case .more = question { return [] }
    return show(.failed(error))
  }

  /// Remembers the viewer's choices, so that `+` on any card knows what it changes.
  private mutating func learn(
    from answer: Answer, to question: Question, _ request: RequestID
  ) {
    switch answer {
    case .home(let page):
      for shelf in page.shelves where shelf.kind == .myList {
        learnMyList(shelf.cards, request)
      }
    case .shelf(let shelf) where shelf.kind == .myList: learnMyList(shelf.cards, request)
    case .part(let part) where question.isAboutMyList: learnMyList(part.cards, request)
    case .myPage(let page): learnMyList(page.myList, request)
    case .title(let page) where knowsChoice(of: page.id, request):
      choices[page.id] = Choice(
        isOnMyList: page.isOnMyList, thumb: page.thumb, isHidden: page.isHidden)
    default: break
    }
  }

  /// What stands on my list is on it.
  private mutating func learnMyList(_ cards: [Card], _ request: RequestID) {
    for card in cards where knowsChoice(of: card.id, request) {
      choices[card.id, default: Choice()].isOnMyList = true
    }
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
    var effects: [Effect] = []
    if let failure, write.isNoticed { effects += show(.failed(failure)) }
    guard write.changesHome else { return effects + askAboutServer() }
    effects += ask(.home)
    if pages.top.headerEntry != .home { effects += askForTop() }
    return effects
  }

  private mutating func confirmDevice(_ write: Write, _ failure: ServiceError?) -> [Effect] {
    pages.forEach { page in
      guard case .myPage(var model) = page else { return }
      model.approval.finish(failure)
      page = .myPage(model)
    }
    guard failure == nil else { return [] }
    if case .approveDevice = write { return show(.deviceApproved) + askForTop() }
    return show(.deviceDenied)
  }

  private mutating func confirmPassword(_ failure: ServiceError?) -> [Effect] {
    if case .sessionEnded(let ending) = failure { return endSession(ending) }
    pages.forEach { page in
      guard case .myPage(var model) = page else { return }
      model.form.finish(failure)
      page = .myPage(model)
    }
    return failure == nil ? show(.passwordChanged) + askForTop() : []
  }
}

extension Question {
  /// Whether the cards of the answer are those of my list.
  fileprivate var isAboutMyList: Bool {
    if case .more(let shelf, _) = self { shelf == Shelf.Kind.myList.shelfID } else { false }
  }
}

/// A choice that the service may not know yet: answers to earlier requests do not include it.
struct UnsettledChoice: Hashable, Sendable {
  /// Writes whose replies have not come.
  var writes = 0
  /// The last request that was numbered when the last reply came.
  var settledAt: RequestID = 0
}

extension AppModel {
  /// Notes that a choice goes to the service.
  mutating func unsettle(_ write: Write) -> Effect {
    if let title = write.chosenTitle { unsettled[title, default: UnsettledChoice()].writes += 1 }
    return .write(write)
  }

  /// Notes that a choice arrived, or that it did not and the service has to be asked what holds.
  private mutating func settleChoice(_ write: Write, hasFailed: Bool) {
    guard let title = write.chosenTitle, var choice = unsettled[title] else { return }
    choice.writes -= 1
    choice.settledAt = lastRequest
    unsettled[title] = choice
    if hasFailed, choice.writes == 0 { choices[title] = nil }
  }

  /// Whether the answer to a request can know all that was chosen for a title.
  private func knowsChoice(of title: Title.ID, _ request: RequestID) -> Bool {
    guard let choice = unsettled[title] else { return true }
    return choice.writes == 0 && request > choice.settledAt
  }
}
