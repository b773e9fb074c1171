/// The meaning of a key.
public enum Action: String, CaseIterable, Hashable, Sendable, Codable {
  /// Moves up; from the first shelf into the header.
  case up
  /// Moves down.
  case down
  /// Moves to the left.
  case left
  /// Moves to the right.
  case right
  /// Opens or presses what is focused.
  case open
  /// Plays or resumes what is focused.
  case play
  /// Goes back to the page before.
  case back
  /// Goes to the search page.
  case search
  /// Moves into the header.
  case header
  /// Jumps to the first shelf.
  case firstShelf = "first-shelf"
  /// Jumps to the last shelf.
  case lastShelf = "last-shelf"
  /// Jumps to the first card of the shelf.
  case rowStart = "row-start"
  /// Jumps to the last card of the shelf.
  case rowEnd = "row-end"
  /// Moves up by a screen.
  case pageUp = "page-up"
  /// Moves down by a screen.
  case pageDown = "page-down"
  /// Jumps to the next genre of a category.
  case nextGenre = "next-genre"
  /// Jumps to the genre before.
  case previousGenre = "previous-genre"
  /// Puts on the list or takes off.
  case myList = "my-list"
  /// Thumb up.
  case thumbUp = "thumb-up"
  /// Thumb down.
  case thumbDown = "thumb-down"
  /// Hides.
  case hide
  /// Takes out of continue watching.
  case setAside = "set-aside"
  /// Takes the last choice back.
  case undo
  /// Plays what was watched last.
  case resumeLast = "resume-last"
  /// Marks as watched.
  case markWatched = "mark-watched"
  /// Says why it is recommended.
  case why
  /// Loads again.
  case reload
  /// Chooses the next theme.
  case theme
  /// Chooses the next language.
  case language
  /// Lists the keys.
  case help
  /// Asks whether to quit.
  case quit
  /// Answers yes.
  case confirm
  /// Answers no.
  case decline
  /// Goes to the front page.
  case goHome = "go-home"
  /// Goes to TV방송.
  case goBroadcast = "go-broadcast"
  /// Goes to TV드라마.
  case goDrama = "go-drama"
  /// Goes to 영화.
  case goFilm = "go-film"
  /// Goes to 키즈.
  case goKids = "go-kids"
  /// Goes to 애니메이션.
  case goAnimation = "go-animation"
  /// Goes to the search page by its number.
  case goSearch = "go-search"
  /// Goes to the viewer's own page.
  case goMine = "go-mine"

  /// The action's name on the screen.
  public var label: MessageKey {
    switch self {
    case .up: .actionUp
    case .down: .actionDown
    case .left: .actionLeft
    case .right: .actionRight
    case .open: .actionOpen
    case .play: .actionPlay
    case .back: .actionBack
    case .search: .actionSearch
    case .header: .actionHeader
    case .firstShelf: .actionFirstShelf
    case .lastShelf: .actionLastShelf
    case .rowStart: .actionRowStart
    case .rowEnd: .actionRowEnd
    case .pageUp: .actionPageUp
    case .pageDown: .actionPageDown
    case .nextGenre: .actionNextGenre
    case .previousGenre: .actionPreviousGenre
    case .myList: .actionMyList
    case .thumbUp: .actionThumbUp
    case .thumbDown: .actionThumbDown
    case .hide: .actionHide
    case .setAside: .actionSetAside
    case .undo: .actionUndo
    case .resumeLast: .actionResumeLast
    case .markWatched: .actionMarkWatched
    case .why: .actionWhy
    case .reload: .actionReload
    case .theme: .actionTheme
    case .language: .actionLanguage
    case .help: .actionHelp
    case .quit: .actionQuit
    case .confirm: .actionConfirm
    case .decline: .actionDecline
    case .goHome: .pageHome
    case .goBroadcast: .pageBroadcast
    case .goDrama: .pageDrama
    case .goFilm: .pageFilm
    case .goKids: .pageKids
    case .goAnimation: .pageAnimation
    case .goSearch: .pageSearch
    case .goMine: .pageMine
    }
  }
}
