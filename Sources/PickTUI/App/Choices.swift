import PickClient
import PickModel

extension AppModel {
  /// A viewer's choices for one title.
  struct Choice: Hashable, Sendable {
    var isOnMyList = false
    var thumb: Thumb?
    var isHidden = false
  }

  /// Puts a title on the list or takes it off.
  ///
  /// A choice shows at once; the reply to its write loads the pages again.
  mutating func toggleMyList(_ title: Title.ID) -> [Effect] {
    rememberChoice(of: title)
    let isOnList = !choices[title, default: Choice()].isOnMyList
    choices[title, default: Choice()].isOnMyList = isOnList
    return show(isOnList ? .addedToMyList : .removedFromMyList)
      + [unsettle(.setOnMyList(isOnList, title))]
  }

  /// Hides a title or shows it again.
  mutating func toggleHidden(_ title: Title.ID) -> [Effect] {
    rememberChoice(of: title)
    let isHidden = !choices[title, default: Choice()].isHidden
    choices[title, default: Choice()].isHidden = isHidden
    if isHidden { remove(title) }
    return show(isHidden ? .hidden : .shownAgain) + [unsettle(.setHidden(isHidden, title))]
  }

  /// Gives a thumb, or withdraws it when it was given before.
  mutating func toggle(_ thumb: Thumb, of title: Title.ID) -> [Effect] {
    rememberChoice(of: title)
    let new = choices[title]?.thumb == thumb ? nil : thumb
    choices[title, default: Choice()].thumb = new
    let said: Announcement.Kind =
      switch new {
      case .up: .thumbUp
      case .down: .thumbDown
      case nil: .thumbWithdrawn
      }
    return show(said) + [unsettle(.setThumb(new, title))]
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
      return show(.unmarkedWatched) + [.write(.unmarkWatched(previous.asset))]
    }
    if mark.isFinished, justTakenBack != mark.asset {
      justTakenBack = mark.asset
      return show(.unmarkedWatched) + [.write(.unmarkWatched(mark.asset))]
    }
    justTakenBack = nil
    justMarked = JustMarked(title: title, asset: mark.asset)
    return show(.markedWatched) + [.write(.markWatched(mark.asset))]
  }

  /// Leaves a title out of history and recommendations.
  mutating func forget(_ title: TitleReference) -> [Effect] {
    overlay = nil
    choices[title.id] = nil
    remove(title.id)
    return show(.forgotten) + [unsettle(.forget(title.id))]
  }

  /// Takes a title from the pages at once that show it until their next load.
  private mutating func remove(_ title: Title.ID) {
    tellPages(.event(.removed(title)))
    settle()
  }

  /// Ends the time in which the same key takes a mark back.
  mutating func forgetMark() {
    justMarked = nil
    justTakenBack = nil
  }

  // MARK: What the service says

  /// Remembers the viewer's choices, so that `+` on any card knows what it changes.
  mutating func learn(
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
  private mutating func unsettle(_ write: Write) -> Effect {
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
  static func line(_ part: TitlePage.Part) -> WatchedMark {
    WatchedMark(asset: part.id, isFinished: part.progress?.isFinished == true, isExact: true)
  }
}
