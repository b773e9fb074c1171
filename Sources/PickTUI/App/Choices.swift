import PickClient
import PickModel

extension AppModel {
  /// A viewer's choices for one title.
  struct Choice: Hashable, Sendable {
    var isOnMyList = false
    var thumb: Thumb?
    var isHidden = false
    /// Whether it was taken out of continue watching in this session.
    var isSetAside = false
  }

  /// Puts a title on the list or takes it off.
  ///
  /// A choice shows at once; the reply to its write loads the pages again.
  mutating func toggleMyList(_ title: Title.ID) -> [Effect] {
    rememberChoice(of: title)
    let isOnList = !choices[title, default: Choice()].isOnMyList
    willChange(title, .myList(!isOnList))
    choices[title, default: Choice()].isOnMyList = isOnList
    return show(isOnList ? .addedToMyList : .removedFromMyList, offersUndo: true)
      + [unsettle(.setOnMyList(isOnList, title))]
  }

  /// Hides a title or shows it again; `known` says that the page shows it as hidden.
  mutating func toggleHidden(_ focused: TitleReference, isHidden known: Bool) -> [Effect] {
    let title = meant(by: .hide, on: focused.id)
    justChosen = JustChosen(action: .hide, title: title)
    if title == focused.id, known, unsettled[title] == nil {
      choices[title, default: Choice()].isHidden = true
    }
    rememberChoice(of: title)
    let isHidden = !choices[title, default: Choice()].isHidden
    willChange(title, .hidden(!isHidden))
    choices[title, default: Choice()].isHidden = isHidden
    tellPages(.event(isHidden ? .removed(title) : .restored(title)))
    settle()
    return show(isHidden ? .hidden : .shownAgain, offersUndo: true)
      + [unsettle(.setHidden(isHidden, title))]
  }

  /// Gives a thumb, or withdraws it when it was given before.
  mutating func toggle(_ thumb: Thumb, of focused: Title.ID) -> [Effect] {
    let action: Action = thumb == .up ? .thumbUp : .thumbDown
    let title = meant(by: action, on: focused)
    justChosen = JustChosen(action: action, title: title)
    rememberChoice(of: title)
    let new = choices[title]?.thumb == thumb ? nil : thumb
    willChange(title, .thumb(choices[title]?.thumb))
    choices[title, default: Choice()].thumb = new
    return show(Self.announcement(of: new), offersUndo: true) + [unsettle(.setThumb(new, title))]
  }

  /// Takes a title out of continue watching, or puts it back; its history stays.
  mutating func toggleSetAside(_ focused: Title.ID) -> [Effect] {
    let title = meant(by: .setAside, on: focused)
    justChosen = JustChosen(action: .setAside, title: title)
    rememberChoice(of: title)
    let isSetAside = !choices[title, default: Choice()].isSetAside
    willChange(title, .setAside(!isSetAside))
    choices[title, default: Choice()].isSetAside = isSetAside
    tellPages(.event(isSetAside ? .setAside(title) : .restored(title)))
    settle()
    return show(isSetAside ? .setAside : .putBack, offersUndo: true)
      + [unsettle(.setAside(isSetAside, title))]
  }

  /// Marks a part as watched, or takes it back: when it shows as watched, and when the key before
  /// this one was the same and marked it.
  mutating func toggle(_ mark: WatchedMark, of title: Title.ID) -> [Effect] {
    let previous = justMarked.flatMap { marked in
      marked.title == title && (!mark.isExact || marked.asset == mark.asset) ? marked : nil
    }
    justMarked = nil
    if let previous {
      justTakenBack = previous.asset
      willChange(title, .watched(previous.asset, true))
      return show(.unmarkedWatched, offersUndo: true) + [.write(.unmarkWatched(previous.asset))]
    }
    if mark.isFinished, justTakenBack != mark.asset {
      justTakenBack = mark.asset
      willChange(title, .watched(mark.asset, true))
      return show(.unmarkedWatched, offersUndo: true) + [.write(.unmarkWatched(mark.asset))]
    }
    justTakenBack = nil
    justMarked = JustMarked(title: title, asset: mark.asset)
    willChange(title, .watched(mark.asset, false))
    return show(.markedWatched, offersUndo: true) + [.write(.markWatched(mark.asset))]
  }

  /// Leaves a title out of history and recommendations.
  mutating func forget(_ title: TitleReference) -> [Effect] {
    overlay = nil
    willChange(title.id, .remembered(choices[title.id]))
    choices[title.id] = nil
    remove(title.id)
    return show(.forgotten, offersUndo: true) + [unsettle(.forget(title.id))]
  }

  /// Takes a title from the pages at once that show it until their next load.
  mutating func remove(_ title: Title.ID) {
    tellPages(.event(.removed(title)))
    settle()
  }

  /// Ends the time in which the same key takes a mark back.
  mutating func forgetMark() {
    justMarked = nil
    justTakenBack = nil
  }

  /// Ends the time in which a key means the title it meant before.
  mutating func forgetChosen(before action: Action) {
    if justChosen?.action != action { justChosen = nil }
  }

  // MARK: What the service says

  /// Remembers the viewer's choices, so that `+` on any card knows what it changes.
  mutating func learn(
    from answer: Answer, to question: Question, _ request: RequestID
  ) {
    switch answer {
    case .home(let page):
      if options.kiosk != nil { lobbyWall.take(page) }
      for shelf in page.shelves where shelf.kind == .myList {
        learnMyList(shelf.cards, request)
      }
    case .shelf(let shelf) where shelf.kind == .myList: learnMyList(shelf.cards, request)
    case .part(let part) where question.isAboutMyList: learnMyList(part.cards, request)
    case .myPage(let page): learnMyList(page.myList, request)
    case .title(let page) where knowsChoice(of: page.id, request):
      // A kept page does not know of choices that wait for the server.
      guard !cautions.isOffline || choices[page.id] == nil else { break }
      choices[page.id] = Choice(
        isOnMyList: page.isOnMyList, thumb: page.thumb, isHidden: page.isHidden,
        isSetAside: choices[page.id]?.isSetAside ?? false)
    case .viewer, .account, .cautions, .lastHome, .shelf, .part, .category, .results, .title,
      .explanation, .deviceCode, .deviceProgress, .pendingDevice:
      break
    }
  }

  private mutating func learnMyList(_ cards: [Card], _ request: RequestID) {
    for card in cards where knowsChoice(of: card.id, request) {
      choices[card.id, default: Choice()].isOnMyList = true
    }
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
  mutating func settleChoice(_ write: Write, hasFailed: Bool) {
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

/// A part that was marked as watched by the last key.
struct JustMarked: Equatable, Sendable {
  let title: Title.ID
  let asset: Asset.ID
}

/// The part the key for "watched" marks.
public struct WatchedMark: Hashable, Sendable {
  /// The part as the screen shows it.
  let asset: Asset.ID
  /// Whether it shows as watched.
  let isFinished: Bool
  /// Whether it is this part and no other: a line of a list.
  ///
  /// A card stands for its title, and shows another part as soon as one was marked.
  let isExact: Bool

  /// The part a card or the button "watch" would play.
  static func next(_ asset: Asset.ID, _ progress: WatchProgress?) -> WatchedMark {
    WatchedMark(asset: asset, isFinished: progress?.isFinished == true, isExact: false)
  }

  /// One line of a title's parts.
  static func line(_ part: TitlePage.Part) -> WatchedMark { line(part.id, part.progress) }

  /// One line of the history.
  static func line(_ asset: Asset.ID, _ progress: WatchProgress?) -> WatchedMark {
    WatchedMark(asset: asset, isFinished: progress?.isFinished == true, isExact: true)
  }
}
