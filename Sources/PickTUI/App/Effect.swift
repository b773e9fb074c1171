import PickClient
public import PickModel

/// An action wanted by a page or the program; a value, so that tests compare it without performing it.
///
/// A page may return any effect. `AppModel.perform` carries out those of the second group, which
/// change the model, and replaces them by effects of the first group, which `EffectRunner` performs.
public enum Effect: Equatable, Sendable {
  // MARK: Performed by the runner

  /// Ask the service.
  case ask(Question, RequestID)
  /// Sign in; answered as `Question.signIn`.
  case signIn(Credentials, RequestID)
  /// Keep something, in order with every other write.
  case write(Write)
  /// Replace the password, in order with every other write.
  case changePassword(from: String, to: String)
  /// Wake the model after a while.
  case wake(Alarm, afterMilliseconds: Int)
  /// Keep what a viewer searched for on this device, in place of what was kept; nothing forgets it.
  case keepSearches([String], Viewer.ID)
  /// Find what a viewer searched for in an earlier run.
  case recallSearches(Viewer.ID)
  /// Keep theme, language and remembered number for the next start.
  case save(Settings)
  /// Paint in the colours of another theme.
  case useTheme(String)
  /// Train a model in a process of its own when there is none.
  case trainIfNeeded
  /// Fetch a title's own picture and draw it.
  case paintPicture(PictureRequest)
  /// Write a line into the log.
  case report(Incident)
  /// End the program.
  case quit(ExitReason)

  // MARK: Carried out by the model

  /// Show a page above this one.
  indirect case show(Page)
  /// Play a part of a title; the one that comes next when `asset` is `nil`.
  case play(Title.ID, Asset.ID?)
  /// Play the next episode by itself; how many in a row that makes.
  case playOn(Title.ID, Asset.ID, inARow: Int)
  /// Leave the page.
  case back
  /// Move the focus to the header.
  case focusHeader
  /// Show a page of the header.
  case header(HeaderEntry)
  /// Show a code that is approved on another device.
  case signInElsewhere
  /// Say why a title is shown.
  case explain(Title.ID, Reason?)
  /// Put a title on the list or take it off, whichever changes something.
  case toggleMyList(TitleReference)
  /// Give a thumb, or withdraw it when it was given before.
  case toggleThumb(Thumb, TitleReference)
  /// Hide a title, or show it again.
  ///
  /// `isHidden` says that the page shows it as hidden.
  case toggleHidden(TitleReference, isHidden: Bool)
  /// Take a title out of continue watching, or put it back.
  case toggleSetAside(TitleReference)
  /// Remember words that were searched for and found something.
  case noteSearch(String)
  /// Mark a part of a title as watched, or take that back.
  case toggleWatched(Title.ID, WatchedMark)
  /// Ask whether to leave a title out of history and recommendations.
  case askToForget(TitleReference)
  /// Show all that is known of a title in words.
  case tellAbout(TitlePage)
  /// Ask the service and wait for the answer on this page.
  case load(Question)
  /// Ask for the page again.
  case reload
  /// Sign in with the typed credentials.
  case submit(Credentials, remember: Bool)
  /// Ask whether to sign out here, or everywhere.
  case askToSignOut(everywhere: Bool)
  /// Use the next theme.
  case nextTheme
  /// Use the next language.
  case nextLanguage
  /// Ask whether to quit.
  case askToQuit
  /// Show a notice for a few seconds.
  case notice(Announcement.Kind)

  /// Whether it has to run in order with the other writes.
  var isWrite: Bool {
    switch self {
    case .write, .changePassword, .signIn, .save, .keepSearches: true
    case .ask, .wake, .recallSearches, .useTheme, .trainIfNeeded, .paintPicture, .report, .quit,
      .show, .play, .playOn, .back, .focusHeader, .header, .signInElsewhere, .explain,
      .toggleMyList, .toggleThumb, .toggleHidden, .toggleSetAside, .noteSearch, .toggleWatched,
      .askToForget, .tellAbout, .load, .reload, .submit, .askToSignOut, .nextTheme, .nextLanguage,
      .askToQuit, .notice:
      false
    }
  }

  /// Why the program is to end; `nil` when it goes on.
  var exitReason: ExitReason? {
    guard case .quit(let reason) = self else { return nil }
    return reason
  }
}

/// A fact for the log of the machine; it never holds what was typed.
public enum Incident: Hashable, Sendable {
  /// A PIN of a kiosk was wrong, so many in a row by now.
  case wrongPin(inARow: Int)
}

/// Why the program ended.
public enum ExitReason: Hashable, Sendable {
  /// The viewer wanted to.
  case quit
  /// Something outside ended it.
  case ended(InputEvent.Ending)
}
