import PickClient
public import PickModel

/// What a screen asks of the program around it; the program turns it into effects.
public enum Intent: Hashable, Sendable {
  /// Show the page of a title.
  case open(Title.ID)
  /// Play a part of a title; the one that comes next when `asset` is `nil`.
  case play(Title.ID, Asset.ID?)
  /// Leave the page.
  case back
  /// Go to the line of pages at the top.
  case focusHeader
  /// Show a page of the header.
  case header(HeaderEntry)
  /// Say why a title stands here.
  case explain(Title.ID, Reason?)
  /// Put a title on the list or take it off, whichever changes something.
  case toggleMyList(TitleReference)
  /// Give a thumb, or withdraw it when it was given before.
  case toggleThumb(Thumb, TitleReference)
  /// Hide a title, or show it again.
  case toggleHidden(TitleReference)
  /// Mark a part of a title as watched, or take that back.
  case toggleWatched(Title.ID, WatchedMark)
  /// Leave a title out of history and recommendations; asks first.
  case forget(TitleReference)
  /// Ask the service and wait for the answer on this page.
  case load(Question)
  /// Ask for the page again.
  case reload
  /// Keep something in the background.
  case write(Write)
  /// Sign in with what was typed.
  case signIn(Credentials, remember: Bool)
  /// Show a code that somebody approves on another device.
  case signInElsewhere
  /// Replace the password.
  case changePassword(from: String, to: String)
  /// Sign out here, or everywhere.
  case signOut(everywhere: Bool)
  /// Wake the page after a while.
  case wake(Alarm, afterMilliseconds: Int)
  /// Use the next theme.
  case nextTheme
  /// Use the other language.
  case otherLanguage
  /// Ask whether to quit.
  case quit
  /// Say something that passes.
  case notice(Announcement.Kind)
}

/// A part that was marked as watched by the last key.
struct JustMarked: Equatable, Sendable {
  let title: Title.ID
  let asset: Asset.ID
}

extension AppModel {
  /// Another key came between: the next mark is a new one.
  mutating func forgetMark() {
    justMarked = nil
    justTakenBack = nil
  }
}

/// What the key for "watched" is about.
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

/// The entries of the line at the top, in their order.
public enum HeaderEntry: Hashable, Sendable, Codable {
  /// 홈.
  case home
  /// One of the five categories.
  case category(Category)
  /// 검색.
  case search
  /// 내 정보.
  case myPage
  /// 로그아웃; has no key of its own.
  case signOut

  /// All entries in their order; the first eight have the keys 1 to 8.
  public static let all: [HeaderEntry] =
    [.home] + Category.allCases.map(HeaderEntry.category) + [.search, .myPage, .signOut]
}
