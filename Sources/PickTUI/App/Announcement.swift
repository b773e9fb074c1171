public import PickClient
public import PickModel

/// A sentence that appears above the footer and goes by itself.
public struct Announcement: Hashable, Sendable {
  /// What it says.
  public let kind: Kind
  /// Tells it from every other notice of a run.
  public let number: Int

  /// A fact that the screen turns into a sentence.
  public enum Kind: Hashable, Sendable {
    /// The title is on the list now.
    case addedToMyList
    /// The title is off the list now.
    case removedFromMyList
    /// The thumb is up now.
    case thumbUp
    /// The thumb is down now.
    case thumbDown
    /// There is no thumb any more.
    case thumbWithdrawn
    /// The title is hidden now.
    case hidden
    /// The title shows again.
    case shownAgain
    /// The part counts as watched.
    case markedWatched
    /// The part does not count as watched any more.
    case unmarkedWatched
    /// The title is left out from now on.
    case forgotten
    /// Another device was let in.
    case deviceApproved
    /// Another device was sent away.
    case deviceDenied
    /// The password is new.
    case passwordChanged
    /// Theme of that name.
    case theme(String)
    /// There is nothing to play.
    case nothingToPlay
    /// What the viewer did was not kept.
    case failed(ServiceError)
    /// Recommendations are personal from now on.
    case modelArrived
    /// Nothing is kept: there is no place to keep it.
    case unsaved
    /// Tokens look as if the machine's clock were wrong.
    case clockSeemsWrong
    /// The session ends with the program: it cannot be stored.
    case sessionUnsaved
    /// The terminal cannot show Hangul, so the screen is in English.
    case englishOnly
    /// Something that was found before the screen opened: a broken theme.
    case message(UserMessage)
  }
}

/// What lies over the page and gets the keys first.
public enum Overlay: Equatable, Sendable {
  /// All keys.
  case help(firstLine: Int)
  /// "Really quit?", and whether "quit" is focused.
  case quit(isQuitFocused: Bool)
  /// "Really forget this title?", and whether "forget" is focused.
  case forget(TitleReference, isForgetFocused: Bool)
  /// Why a title stands where it stands.
  case why(WhyModel)
  /// The PIN that ends a kiosk.
  case pin(PinModel)
}
