// Generated from ko.json and en.json; see README.md beside them. Do not edit.

/// Names one sentence or word shown to people.
public enum MessageKey: String, CaseIterable, Hashable, Sendable, Codable {
  /// “Back”
  case actionBack
  /// “Yes”
  case actionConfirm
  /// “No”
  case actionDecline
  /// “Down”
  case actionDown
  /// “First shelf”
  case actionFirstShelf
  /// “Menu”
  case actionHeader
  /// “Help”
  case actionHelp
  /// “Hide”
  case actionHide
  /// “한국어”
  case actionLanguage
  /// “Last shelf”
  case actionLastShelf
  /// “Left”
  case actionLeft
  /// “Watched”
  case actionMarkWatched
  /// “My list”
  case actionMyList
  /// “Open”
  case actionOpen
  /// “Page down”
  case actionPageDown
  /// “Page up”
  case actionPageUp
  /// “Play”
  case actionPlay
  /// “Quit”
  case actionQuit
  /// “Reload”
  case actionReload
  /// “Right”
  case actionRight
  /// “End of shelf”
  case actionRowEnd
  /// “Start of shelf”
  case actionRowStart
  /// “Search”
  case actionSearch
  /// “Theme”
  case actionTheme
  /// “Dislike”
  case actionThumbDown
  /// “Like”
  case actionThumbUp
  /// “Up”
  case actionUp
  /// “Why”
  case actionWhy
  /// “All”
  case ageAll
  /// “{age}+”
  case ageFrom
  /// “Hello Pick”
  case brand
  /// “Close”
  case close
  /// “No titles yet. Fill it with pickctl import or demo create”
  case emptyCatalog
  /// “No titles in this category yet”
  case emptyCategory
  /// “Nothing watched yet”
  case emptyHistory
  /// “Your list is empty. Press {key} on a title to add it”
  case emptyMyList
  /// “Nothing similar”
  case emptySimilar
  /// “Episode {number}”
  case episode
  /// “It is not there any more”
  case errorNotFound
  /// “It could not be saved. Check disk space and permissions”
  case errorNotSaved
  /// “The present password is not right”
  case errorPasswordOld
  /// “The new password needs eight characters”
  case errorPasswordShort
  /// “Reference {reference}”
  case errorReference
  /// “Something went wrong. Try again”
  case errorUnexpected
  /// “The service does not answer. Press {key} to retry”
  case errorUnreachable
  /// “#FridayNight”
  case heroFridayNight
  /// “It is {time} · rising at {hour}:00”
  case heroNow
  /// “#RightNow”
  case heroRealtime
  /// “Rising on Friday nights”
  case heroRisingFridayNight
  /// “Rising on weekdays”
  case heroRisingWeekday
  /// “Rising at weekends”
  case heroRisingWeekend
  /// “#Weekdays”
  case heroWeekday
  /// “#Weekend”
  case heroWeekend
  /// “{hours} h {minutes} min”
  case hoursMinutes
  /// “Keys”
  case keysHeading
  /// “{count} min”
  case minutes
  /// “No”
  case no
  /// “This console cannot show Hangul, so Pick speaks English”
  case noHangulConsole
  /// “Animation”
  case pageAnimation
  /// “TV shows”
  case pageBroadcast
  /// “TV drama”
  case pageDrama
  /// “Films”
  case pageFilm
  /// “Home”
  case pageHome
  /// “Kids”
  case pageKids
  /// “My page”
  case pageMine
  /// “Search”
  case pageSearch
  /// “Quit”
  case quit
  /// “Quit Pick?”
  case quitQuestion
  /// “Because you watched {title}”
  case reasonBecause
  /// “Because you watched {first} and {second}”
  case reasonBecauseTwo
  /// “Your favourite genre {genre}”
  case reasonFavourite
  /// “Genre: {genre}”
  case reasonGenre
  /// “Rising at {hour}:00”
  case reasonHour
  /// “On your list”
  case reasonMyList
  /// “There is a new episode”
  case reasonNewEpisode
  /// “New in the catalogue”
  case reasonNewRelease
  /// “The next episode”
  case reasonNextEpisode
  /// “No. {rank} of all”
  case reasonPopular
  /// “Similar to {title}”
  case reasonSimilar
  /// “You stopped in the middle”
  case reasonUnfinished
  /// “This terminal ({type}) cannot move its cursor. Use another one”
  case refusedDumbTerminal
  /// “Start it in a terminal: standard input and output have to be one”
  case refusedNoTerminal
  /// “Unknown terminal ({type}). Try TERM=xterm-256color”
  case refusedUnknownTerminal
  /// “Check the spelling, or try initials, a name or a genre”
  case searchAdvice
  /// “{count} results”
  case searchCount
  /// “0 results”
  case searchNone
  /// “Title, cast, genre, initials”
  case searchPrompt
  /// “Season {number}”
  case season
  /// “S{season} E{number}”
  case seasonEpisode
  /// “{count} s”
  case seconds
  /// “Your session ended. Sign in again”
  case sessionEnded
  /// “You were signed out elsewhere. Sign in again”
  case sessionRevoked
  /// “You are signed out”
  case sessionSignedOut
  /// “Because you watched {title}”
  case shelfBecause
  /// “Continue watching”
  case shelfContinue
  /// “Could not load · {key} to retry”
  case shelfFailed
  /// “Your favourite genre”
  case shelfFavourite
  /// “My list”
  case shelfMyList
  /// “New episodes”
  case shelfNewEpisodes
  /// “Other titles”
  case shelfOther
  /// “Picked for you”
  case shelfPicked
  /// “Similar to the last watched”
  case shelfSimilar
  /// “Top 10”
  case shelfTop10
  /// “Sign in”
  case signInButton
  /// “Demo account: {number} / {password}”
  case signInDemo
  /// “Set-top number”
  case signInNumber
  /// “Password”
  case signInPassword
  /// “Remember number”
  case signInRemember
  /// “Wait before the next try · {seconds} s”
  case signInThrottled
  /// “The number or password is not right”
  case signInWrong
  /// “Sign out”
  case signOut
  /// “Stay”
  case stay
  /// “{file}, line {line} is no TOML; the default is used”
  case themeSyntax
  /// “There is no theme {name}; the default is used”
  case themeUnknown
  /// “The theme {file} cannot be read; the default is used”
  case themeUnreadable
  /// “{file}, line {line}, {key}: wrong value; the default is used”
  case themeValue
  /// “The screen is too small”
  case tooSmall
  /// “Make it {columns}×{rows} or larger”
  case tooSmallDetail
  /// “Watched”
  case watched
  /// “{year}”
  case year
  /// “Yes”
  case yes
}

extension MessageKey {
  var korean: String {
    switch self {
    case .actionBack: "뒤로"
    case .actionConfirm: "예"
    case .actionDecline: "아니요"
    case .actionDown: "아래"
    case .actionFirstShelf: "첫 줄"
    case .actionHeader: "메뉴"
    case .actionHelp: "도움말"
    case .actionHide: "숨기기"
    case .actionLanguage: "English"
    case .actionLastShelf: "마지막 줄"
    case .actionLeft: "왼쪽"
    case .actionMarkWatched: "본 것으로"
    case .actionMyList: "내 목록"
    case .actionOpen: "열기"
    case .actionPageDown: "다음 화면"
    case .actionPageUp: "이전 화면"
    case .actionPlay: "재생"
    case .actionQuit: "끝내기"
    case .actionReload: "새로고침"
    case .actionRight: "오른쪽"
    case .actionRowEnd: "줄 끝"
    case .actionRowStart: "줄 처음"
    case .actionSearch: "검색"
    case .actionTheme: "테마"
    case .actionThumbDown: "싫어요"
    case .actionThumbUp: "좋아요"
    case .actionUp: "위"
    case .actionWhy: "추천 이유"
    case .ageAll: "전체"
    case .ageFrom: "{age}세"
    case .brand: "헬로 Pick"
    case .close: "닫기"
    case .emptyCatalog: "아직 작품이 없습니다. pickctl import 또는 demo create로 채워 주세요"
    case .emptyCategory: "이 분류에는 아직 작품이 없습니다"
    case .emptyHistory: "시청 기록이 없습니다"
    case .emptyMyList: "내 목록이 비어 있습니다. 작품에서 {key} 키로 추가하세요"
    case .emptySimilar: "비슷한 작품이 없습니다"
    case .episode: "{number}회"
    case .errorNotFound: "더 이상 없는 작품입니다"
    case .errorNotSaved: "저장하지 못했습니다. 디스크 공간과 권한을 확인하세요"
    case .errorPasswordOld: "현재 비밀번호가 맞지 않습니다"
    case .errorPasswordShort: "새 비밀번호는 8자 이상이어야 합니다"
    case .errorReference: "참조 번호 {reference}"
    case .errorUnexpected: "문제가 생겼습니다. 다시 시도해 주세요"
    case .errorUnreachable: "서비스에 연결할 수 없습니다. {key} 키로 다시 시도하세요"
    case .heroFridayNight: "#불금"
    case .heroNow: "지금은 {time} · {hour}시 인기 급상승"
    case .heroRealtime: "#실시간"
    case .heroRisingFridayNight: "불금 인기 급상승"
    case .heroRisingWeekday: "평일 인기 급상승"
    case .heroRisingWeekend: "주말 인기 급상승"
    case .heroWeekday: "#평일"
    case .heroWeekend: "#주말"
    case .hoursMinutes: "{hours}시간 {minutes}분"
    case .keysHeading: "키"
    case .minutes: "{count}분"
    case .no: "아니요"
    case .noHangulConsole: "이 콘솔은 한글을 표시할 수 없어 영어로 보여 드립니다"
    case .pageAnimation: "애니메이션"
    case .pageBroadcast: "TV방송"
    case .pageDrama: "TV드라마"
    case .pageFilm: "영화"
    case .pageHome: "홈"
    case .pageKids: "키즈"
    case .pageMine: "내 정보"
    case .pageSearch: "검색"
    case .quit: "끝내기"
    case .quitQuestion: "Pick을 끝낼까요?"
    case .reasonBecause: "{title:을/를} 보셨기 때문에"
    case .reasonBecauseTwo: "{first:과/와} {second:을/를} 보셨기 때문에"
    case .reasonFavourite: "좋아하는 장르 {genre}"
    case .reasonGenre: "{genre} 장르"
    case .reasonHour: "{hour}시에 인기 급상승"
    case .reasonMyList: "내 목록에 있는 작품"
    case .reasonNewEpisode: "새 회차가 올라왔습니다"
    case .reasonNewRelease: "새로 들어온 작품"
    case .reasonNextEpisode: "다음 회차"
    case .reasonPopular: "인기 {rank}위"
    case .reasonSimilar: "{title:과/와} 비슷한 작품"
    case .reasonUnfinished: "보던 작품"
    case .refusedDumbTerminal: "이 터미널({type})은 커서를 옮길 수 없습니다. 다른 터미널을 쓰세요"
    case .refusedNoTerminal: "터미널에서 실행해 주세요. 표준 입력과 출력이 터미널이어야 합니다"
    case .refusedUnknownTerminal: "알 수 없는 터미널입니다({type}). TERM=xterm-256color로 시도해 보세요"
    case .searchAdvice: "철자를 확인하거나 초성, 출연자, 장르로 찾아보세요"
    case .searchCount: "{count}건"
    case .searchNone: "검색 결과 0건"
    case .searchPrompt: "제목, 출연, 장르, 초성(ㅎㄹㅍ)"
    case .season: "시즌 {number}"
    case .seasonEpisode: "시즌 {season} {number}회"
    case .seconds: "{count}초"
    case .sessionEnded: "로그인이 만료되었습니다. 다시 로그인해 주세요"
    case .sessionRevoked: "다른 곳에서 로그아웃되었습니다. 다시 로그인해 주세요"
    case .sessionSignedOut: "로그아웃했습니다"
    case .shelfBecause: "{title:을/를} 보셨다면"
    case .shelfContinue: "이어보기"
    case .shelfFailed: "불러오지 못했습니다 · {key} 다시"
    case .shelfFavourite: "좋아하는 장르"
    case .shelfMyList: "내 목록"
    case .shelfNewEpisodes: "새 회차"
    case .shelfOther: "그 밖의 작품"
    case .shelfPicked: "당신을 위한 추천"
    case .shelfSimilar: "최근 본 작품과 비슷한"
    case .shelfTop10: "인기 TOP 10"
    case .signInButton: "로그인"
    case .signInDemo: "데모 계정: {number} / {password}"
    case .signInNumber: "셋톱번호"
    case .signInPassword: "비밀번호"
    case .signInRemember: "번호 저장"
    case .signInThrottled: "잠시 후 다시 시도해 주세요 · {seconds}초"
    case .signInWrong: "번호 또는 비밀번호가 맞지 않습니다"
    case .signOut: "로그아웃"
    case .stay: "계속 보기"
    case .themeSyntax: "{file} {line}행이 TOML이 아니어서 기본 테마를 씁니다"
    case .themeUnknown: "테마 {name:을/를} 찾을 수 없어 기본 테마를 씁니다"
    case .themeUnreadable: "{file} 테마를 읽을 수 없어 기본 테마를 씁니다"
    case .themeValue: "{file} {line}행 {key}: 잘못된 값이라 기본 테마를 씁니다"
    case .tooSmall: "화면이 너무 작습니다"
    case .tooSmallDetail: "{columns}×{rows} 이상으로 넓혀 주세요"
    case .watched: "시청 완료"
    case .year: "{year}년"
    case .yes: "예"
    }
  }

  var english: String {
    switch self {
    case .actionBack: "Back"
    case .actionConfirm: "Yes"
    case .actionDecline: "No"
    case .actionDown: "Down"
    case .actionFirstShelf: "First shelf"
    case .actionHeader: "Menu"
    case .actionHelp: "Help"
    case .actionHide: "Hide"
    case .actionLanguage: "한국어"
    case .actionLastShelf: "Last shelf"
    case .actionLeft: "Left"
    case .actionMarkWatched: "Watched"
    case .actionMyList: "My list"
    case .actionOpen: "Open"
    case .actionPageDown: "Page down"
    case .actionPageUp: "Page up"
    case .actionPlay: "Play"
    case .actionQuit: "Quit"
    case .actionReload: "Reload"
    case .actionRight: "Right"
    case .actionRowEnd: "End of shelf"
    case .actionRowStart: "Start of shelf"
    case .actionSearch: "Search"
    case .actionTheme: "Theme"
    case .actionThumbDown: "Dislike"
    case .actionThumbUp: "Like"
    case .actionUp: "Up"
    case .actionWhy: "Why"
    case .ageAll: "All"
    case .ageFrom: "{age}+"
    case .brand: "Hello Pick"
    case .close: "Close"
    case .emptyCatalog: "No titles yet. Fill it with pickctl import or demo create"
    case .emptyCategory: "No titles in this category yet"
    case .emptyHistory: "Nothing watched yet"
    case .emptyMyList: "Your list is empty. Press {key} on a title to add it"
    case .emptySimilar: "Nothing similar"
    case .episode: "Episode {number}"
    case .errorNotFound: "It is not there any more"
    case .errorNotSaved: "It could not be saved. Check disk space and permissions"
    case .errorPasswordOld: "The present password is not right"
    case .errorPasswordShort: "The new password needs eight characters"
    case .errorReference: "Reference {reference}"
    case .errorUnexpected: "Something went wrong. Try again"
    case .errorUnreachable: "The service does not answer. Press {key} to retry"
    case .heroFridayNight: "#FridayNight"
    case .heroNow: "It is {time} · rising at {hour}:00"
    case .heroRealtime: "#RightNow"
    case .heroRisingFridayNight: "Rising on Friday nights"
    case .heroRisingWeekday: "Rising on weekdays"
    case .heroRisingWeekend: "Rising at weekends"
    case .heroWeekday: "#Weekdays"
    case .heroWeekend: "#Weekend"
    case .hoursMinutes: "{hours} h {minutes} min"
    case .keysHeading: "Keys"
    case .minutes: "{count} min"
    case .no: "No"
    case .noHangulConsole: "This console cannot show Hangul, so Pick speaks English"
    case .pageAnimation: "Animation"
    case .pageBroadcast: "TV shows"
    case .pageDrama: "TV drama"
    case .pageFilm: "Films"
    case .pageHome: "Home"
    case .pageKids: "Kids"
    case .pageMine: "My page"
    case .pageSearch: "Search"
    case .quit: "Quit"
    case .quitQuestion: "Quit Pick?"
    case .reasonBecause: "Because you watched {title}"
    case .reasonBecauseTwo: "Because you watched {first} and {second}"
    case .reasonFavourite: "Your favourite genre {genre}"
    case .reasonGenre: "Genre: {genre}"
    case .reasonHour: "Rising at {hour}:00"
    case .reasonMyList: "On your list"
    case .reasonNewEpisode: "There is a new episode"
    case .reasonNewRelease: "New in the catalogue"
    case .reasonNextEpisode: "The next episode"
    case .reasonPopular: "No. {rank} of all"
    case .reasonSimilar: "Similar to {title}"
    case .reasonUnfinished: "You stopped in the middle"
    case .refusedDumbTerminal: "This terminal ({type}) cannot move its cursor. Use another one"
    case .refusedNoTerminal: "Start it in a terminal: standard input and output have to be one"
    case .refusedUnknownTerminal: "Unknown terminal ({type}). Try TERM=xterm-256color"
    case .searchAdvice: "Check the spelling, or try initials, a name or a genre"
    case .searchCount: "{count} results"
    case .searchNone: "0 results"
    case .searchPrompt: "Title, cast, genre, initials"
    case .season: "Season {number}"
    case .seasonEpisode: "S{season} E{number}"
    case .seconds: "{count} s"
    case .sessionEnded: "Your session ended. Sign in again"
    case .sessionRevoked: "You were signed out elsewhere. Sign in again"
    case .sessionSignedOut: "You are signed out"
    case .shelfBecause: "Because you watched {title}"
    case .shelfContinue: "Continue watching"
    case .shelfFailed: "Could not load · {key} to retry"
    case .shelfFavourite: "Your favourite genre"
    case .shelfMyList: "My list"
    case .shelfNewEpisodes: "New episodes"
    case .shelfOther: "Other titles"
    case .shelfPicked: "Picked for you"
    case .shelfSimilar: "Similar to the last watched"
    case .shelfTop10: "Top 10"
    case .signInButton: "Sign in"
    case .signInDemo: "Demo account: {number} / {password}"
    case .signInNumber: "Set-top number"
    case .signInPassword: "Password"
    case .signInRemember: "Remember number"
    case .signInThrottled: "Wait before the next try · {seconds} s"
    case .signInWrong: "The number or password is not right"
    case .signOut: "Sign out"
    case .stay: "Stay"
    case .themeSyntax: "{file}, line {line} is no TOML; the default is used"
    case .themeUnknown: "There is no theme {name}; the default is used"
    case .themeUnreadable: "The theme {file} cannot be read; the default is used"
    case .themeValue: "{file}, line {line}, {key}: wrong value; the default is used"
    case .tooSmall: "The screen is too small"
    case .tooSmallDetail: "Make it {columns}×{rows} or larger"
    case .watched: "Watched"
    case .year: "{year}"
    case .yes: "Yes"
    }
  }
}
