import PickModel

/// A choice that can be taken back: the title it was about, and how things were before.
struct Undo: Equatable, Sendable {
  let title: Title.ID
  let before: Before

  /// How things were.
  enum Before: Equatable, Sendable {
    case myList(Bool)
    case thumb(Thumb?)
    case hidden(Bool)
    case watched(Asset.ID, Bool)
    case setAside(Bool)
    /// What was known of the viewer's choices before the title was forgotten.
    case remembered(AppModel.Choice?)
  }
}

/// A choice that may have taken the focused card away, so that the same key, pressed again, means
/// the same title and not its neighbour.
struct JustChosen: Equatable, Sendable {
  let action: Action
  let title: Title.ID
}

extension AppModel {
  /// At most so many choices can be taken back.
  private static let undoLimit = 32

  /// Notes a choice before it is made.
  mutating func willChange(_ title: Title.ID, _ before: Undo.Before) {
    undos.append(Undo(title: title, before: before))
    if undos.count > Self.undoLimit { undos.removeFirst() }
  }

  /// The title a key means: that of the choice the same key made just before, else the focused one.
  func meant(by action: Action, on focused: Title.ID) -> Title.ID {
    guard let justChosen, justChosen.action == action else { return focused }
    return justChosen.title
  }

  /// Takes the last choice back, and says what holds now.
  mutating func undo() -> [Effect] {
    guard case .signedIn = session else { return [] }
    guard let last = undos.popLast() else { return show(.nothingToUndo) }
    let title = last.title
    switch last.before {
    case .myList(let was):
      choices[title, default: Choice()].isOnMyList = was
      return show(was ? .addedToMyList : .removedFromMyList)
        + [unsettle(.setOnMyList(was, title))]
    case .thumb(let was):
      choices[title, default: Choice()].thumb = was
      return show(Self.announcement(of: was)) + [unsettle(.setThumb(was, title))]
    case .hidden(let was):
      choices[title, default: Choice()].isHidden = was
      if was { remove(title) } else { restore(title) }
      return show(was ? .hidden : .shownAgain) + [unsettle(.setHidden(was, title))]
    case .setAside(let was):
      choices[title, default: Choice()].isSetAside = was
      tellPages(.event(was ? .setAside(title) : .restored(title)))
      settle()
      return show(was ? .setAside : .putBack) + [unsettle(.setAside(was, title))]
    case .watched(let asset, let was):
      return was
        ? show(.markedWatched) + [.write(.markWatched(asset))]
        : show(.unmarkedWatched) + [.write(.unmarkWatched(asset))]
    case .remembered(let choice):
      choices[title] = choice
      restore(title)
      return show(.unforgotten) + [unsettle(.unforget(title))]
    }
  }

  private mutating func restore(_ title: Title.ID) {
    tellPages(.event(.restored(title)))
    settle()
  }

  /// What is said of a thumb.
  static func announcement(of thumb: Thumb?) -> Announcement.Kind {
    switch thumb {
    case .up: .thumbUp
    case .down: .thumbDown
    case nil: .thumbWithdrawn
    }
  }
}
