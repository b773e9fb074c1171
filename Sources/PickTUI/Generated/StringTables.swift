// swift-format-ignore-file
// Generated from the JSON tables in Text by StringsSource.swift; see Text/README.md. Do not edit.

import PickModel

/// Names one sentence or word shown to people.
public enum MessageKey: String, CaseIterable, Hashable, Sendable, Codable {
  case actionBack
  case actionConfirm
  case actionDecline
  case actionDown
  case actionFirstShelf
  case actionHeader
  case actionHelp
  case actionHide
  case actionLanguage
  case actionLastShelf
  case actionLeft
  case actionMarkWatched
  case actionMyList
  case actionNextGenre
  case actionOpen
  case actionPageDown
  case actionPageUp
  case actionPlay
  case actionPreviousGenre
  case actionQuit
  case actionReload
  case actionResumeLast
  case actionRight
  case actionRowEnd
  case actionRowStart
  case actionSearch
  case actionSetAside
  case actionTheme
  case actionThumbDown
  case actionThumbUp
  case actionUndo
  case actionUp
  case actionWhy
  case ageAll
  case ageFrom
  case approveAge
  case approveCode
  case approveHint
  case approveName
  case approveNo
  case approvePlace
  case approveQuestion
  case approveUnknown
  case approveYes
  case badgeOffline
  case badgePageAge
  case badgeRefreshing
  case badgeWaiting
  case brand
  case cardLeft
  case cardNew
  case categoryCount
  case categoryNone
  case close
  case connectExpired
  case connectNoAuthorities
  case connectNoLibrary
  case connectUntrusted
  case connectWrongHost
  case days
  case detailAbout
  case detailAdd
  case detailCast
  case detailEpisodes
  case detailExtras
  case detailForget
  case detailKeywords
  case detailMore
  case detailMoreBelow
  case detailNoSynopsis
  case detailProgress
  case detailPutBack
  case detailRemove
  case detailResume
  case detailShowAgain
  case detailSimilar
  case detailStars
  case detailWatch
  case deviceDenied
  case deviceExpired
  case deviceHow
  case deviceHowPicture
  case deviceNewCode
  case deviceTimeLeft
  case deviceUnreachable
  case emptyCatalog
  case emptyCategory
  case emptyHidden
  case emptyHistory
  case emptyMyList
  case emptyMyListButton
  case emptyShelf
  case emptySimilar
  case episode
  case errorNotFound
  case errorNotSaved
  case errorPasswordLong
  case errorPasswordOld
  case errorPasswordShort
  case errorReference
  case errorUnexpected
  case errorUnreachable
  case filterAdvice
  case filterAdviceAll
  case filterAge
  case filterAgeAll
  case filterAgeUpTo
  case filterAny
  case filterCategory
  case filterClear
  case filterDecade
  case filterGenre
  case filterGiveUp
  case filterLength
  case filterNoOther
  case filterOrder
  case filterUnseen
  case filterUnseenOnly
  case filterYears
  case filterYearsUntil
  case forgetConfirm
  case forgetDetail
  case forgetQuestion
  case helpChoose
  case helpFind
  case helpGo
  case helpMore
  case helpMove
  case helpScreen
  case helpWatch
  case heroDetails
  case heroFirst
  case heroFridayNight
  case heroHour
  case heroNow
  case heroNth
  case heroOnFridayNight
  case heroOnWeekday
  case heroOnWeekend
  case heroRealtime
  case heroRisingFridayNight
  case heroRisingWeekday
  case heroRisingWeekend
  case heroWeekday
  case heroWeekend
  case hintChange
  case hintChoose
  case hintClear
  case hintClearFilters
  case hintConfirm
  case hintDown
  case hintFilter
  case hintFirst
  case hintGenres
  case hintGiveUp
  case hintHero
  case hintInitials
  case hintMove
  case hintNext
  case hintNextFilter
  case hintPickUp
  case hintPress
  case hintPutDown
  case hintScroll
  case hintSwitch
  case hintTabs
  case hintToFilters
  case hintToList
  case hintToPage
  case hintToWords
  case homeBecause
  case homeGenres
  case homeHero
  case hoursMinutes
  case keysHeading
  case kindFilm
  case kindSeries
  case kioskCountdown
  case kioskPin
  case kioskPinHint
  case kioskPinWait
  case kioskPinWrong
  case kioskStay
  case kioskStillWatching
  case kioskWelcome
  case lengthLong
  case lengthMedium
  case lengthShort
  case lengthUnknown
  case lengthVeryLong
  case loading
  case mineApprove
  case mineDeviceHere
  case mineDeviceSeen
  case mineDevices
  case mineHidden
  case mineHiddenHint
  case mineHistory
  case mineHome
  case mineHomeHint
  case mineHomeMoving
  case mineHomeMovingMark
  case mineHomeOff
  case mineLanguage
  case mineLanguageHint
  case mineList
  case mineNumber
  case minePassword
  case mineQuitHint
  case mineSignOutEverywhere
  case mineSignOutEverywhereHint
  case mineSignOutHint
  case mineStored
  case mineStoredChoices
  case mineStoredEvents
  case mineStoredHonest
  case mineStoredImpressions
  case mineStoredSessions
  case mineStoredViews
  case mineTaste
  case mineTasteEmpty
  case mineTheme
  case mineThemeHint
  case minutes
  case no
  case noHangulConsole
  case noticeAdded
  case noticeDeviceApproved
  case noticeDeviceDenied
  case noticeForgotten
  case noticeHeroFirst
  case noticeHidden
  case noticeLastShelf
  case noticeModel
  case noticeNothingToPlay
  case noticeNothingToResume
  case noticeNothingToUndo
  case noticePassword
  case noticePutBack
  case noticeRemoved
  case noticeResuming
  case noticeSetAside
  case noticeShownAgain
  case noticeTheme
  case noticeThumbDown
  case noticeThumbUp
  case noticeThumbWithdrawn
  case noticeUndo
  case noticeUnforgotten
  case noticeUnsaved
  case noticeUnwatched
  case noticeWatched
  case orderFitting
  case orderName
  case orderNew
  case orderPopular
  case orderUsual
  case padDelete
  case padDone
  case padHangul
  case padLatin
  case padSpace
  case padSpaceShort
  case pageAnimation
  case pageBroadcast
  case pageDrama
  case pageFilm
  case pageHome
  case pageKids
  case pageMine
  case pageSearch
  case passwordAgain
  case passwordDifferent
  case passwordHint
  case passwordNew
  case passwordOld
  case passwordSave
  case playerCountdown
  case playerEnd
  case playerEnded
  case playerHintNext
  case playerHintPause
  case playerHintSeek
  case playerHintSpeed
  case playerHintStop
  case playerLeaveHint
  case playerNext
  case playerNextHint
  case playerNextNow
  case playerPaused
  case playerPlaying
  case playerSimulated
  case playerSpeed
  case playerStillThere
  case quit
  case quitQuestion
  case reasonBecause
  case reasonBecauseTwo
  case reasonFavourite
  case reasonGenre
  case reasonHour
  case reasonMatchesSearch
  case reasonMyList
  case reasonNewEpisode
  case reasonNewRelease
  case reasonNextEpisode
  case reasonPopular
  case reasonPopularLong
  case reasonSimilar
  case reasonUnfinished
  case refusedDumbTerminal
  case refusedNoTerminal
  case refusedUnknownTerminal
  case searchAdvice
  case searchCount
  case searchHidden
  case searchHint
  case searchNear
  case searchNone
  case searchOffline
  case searchPadHint
  case searchPadOffer
  case searchPrompt
  case searchRecent
  case season
  case seasonEpisode
  case seconds
  case sessionClock
  case sessionEnded
  case sessionRevoked
  case sessionSignedOut
  case sessionUnsaved
  case shelfBecause
  case shelfContinue
  case shelfFailed
  case shelfFavourite
  case shelfMyList
  case shelfNewEpisodes
  case shelfNewReleases
  case shelfOther
  case shelfPicked
  case shelfReasonPicked
  case shelfReasonPopular
  case shelfSimilar
  case shelfTop10
  case signInAgain
  case signInButton
  case signInDemo
  case signInDemoChanged
  case signInDemoStart
  case signInDisabled
  case signInElsewhere
  case signInNoNumber
  case signInNoPassword
  case signInNumber
  case signInPassword
  case signInRemember
  case signInThrottled
  case signInWaiting
  case signInWrong
  case signOut
  case signOutEverywhereQuestion
  case signOutQuestion
  case stay
  case tagline
  case themeColourBlind
  case themeContrast
  case themeDark
  case themeLight
  case themeSyntax
  case themeUnknown
  case themeUnreadable
  case themeValue
  case timeLeft
  case tooSmall
  case tooSmallDetail
  case watched
  case whyContent
  case whyExcludedForgotten
  case whyExcludedHidden
  case whyExcludedThumbDown
  case whyExcludedUnavailable
  case whyExcludedWatched
  case whyFigures
  case whyHeading
  case whyLookedAt
  case whyNothing
  case whyPopularity
  case whyRank
  case whyRest
  case whyScore
  case whyThumb
  case whyWatched
  case year
}

extension MessageKey {
  func text(in language: Language) -> String {
    switch language {
    case .korean: korean
    case .english: english
    }
  }

  private var korean: String {
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
    case .actionNextGenre: "다음 장르·글자"
    case .actionOpen: "열기"
    case .actionPageDown: "다음 화면"
    case .actionPageUp: "이전 화면"
    case .actionPlay: "재생"
    case .actionPreviousGenre: "이전 장르·글자"
    case .actionQuit: "끝내기"
    case .actionReload: "새로고침"
    case .actionResumeLast: "마지막에 보던 것"
    case .actionRight: "오른쪽"
    case .actionRowEnd: "줄 끝"
    case .actionRowStart: "줄 처음"
    case .actionSearch: "검색"
    case .actionSetAside: "이어보기에서 빼기"
    case .actionTheme: "테마"
    case .actionThumbDown: "싫어요"
    case .actionThumbUp: "좋아요"
    case .actionUndo: "되돌리기"
    case .actionUp: "위"
    case .actionWhy: "추천 이유"
    case .ageAll: "전체"
    case .ageFrom: "{age}세"
    case .approveAge: "요청: {age} 전"
    case .approveCode: "코드"
    case .approveHint: "로그인할 기기에 보이는 코드를 입력하세요 (BCDF-GHJK)"
    case .approveName: "기기: {name}"
    case .approveNo: "거절"
    case .approvePlace: "위치: {place}"
    case .approveQuestion: "이 기기를 내 계정으로 로그인할까요?"
    case .approveUnknown: "그런 코드로 기다리는 기기가 없습니다. 코드를 다시 확인해 주세요"
    case .approveYes: "승인"
    case .badgeOffline: "오프라인"
    case .badgePageAge: "{age} 전 화면"
    case .badgeRefreshing: "이전 화면 · 새로 고치는 중"
    case .badgeWaiting: "기록 {count}건 대기"
    case .brand: "헬로 Pick"
    case .cardLeft: "{time} 남음"
    case .cardNew: "NEW"
    case .categoryCount: "{category} {count}건"
    case .categoryNone: "분류 없음"
    case .close: "닫기"
    case .connectExpired: "서버 인증서의 기간이 맞지 않습니다. 인증서나 시계를 확인하세요"
    case .connectNoAuthorities: "CA 파일을 읽을 수 없습니다. --ca-file을 확인하세요"
    case .connectNoLibrary: "필요한 라이브러리가 없습니다. libcurl4를 설치하세요"
    case .connectUntrusted: "믿을 수 없는 서버 인증서입니다. --ca-file로 CA를 지정하세요"
    case .connectWrongHost: "서버 인증서의 주소가 다릅니다. --server 주소를 확인하세요"
    case .days: "{count}일"
    case .detailAbout: "줄거리 전체"
    case .detailAdd: "내 목록에 담기"
    case .detailCast: "출연 {names}"
    case .detailEpisodes: "회차 {count}개"
    case .detailExtras: "그 밖의 영상"
    case .detailForget: "기록 지우기"
    case .detailKeywords: "키워드 {words}"
    case .detailMore: "더 보기"
    case .detailMoreBelow: "아래로 {count}개 더"
    case .detailNoSynopsis: "줄거리가 없습니다"
    case .detailProgress: "{position} / {length}"
    case .detailPutBack: "이어보기에 되돌리기"
    case .detailRemove: "내 목록에서 빼기"
    case .detailResume: "이어보기"
    case .detailShowAgain: "숨기기 취소"
    case .detailSimilar: "비슷한 작품"
    case .detailStars: "별점 {mean}/5 · {count}명"
    case .detailWatch: "재생"
    case .deviceDenied: "승인이 거절되었습니다 · {key} 새 코드"
    case .deviceExpired: "코드가 만료되었습니다 · {key} 새 코드"
    case .deviceHow: "다른 기기에서 아래 주소를 열어 코드를 입력하세요"
    case .deviceHowPicture: "휴대폰으로 QR 코드를 찍거나, 아래 주소를 열어 코드를 입력하세요"
    case .deviceNewCode: "새 코드"
    case .deviceTimeLeft: "남은 시간 {time}"
    case .deviceUnreachable: "서버에 연결할 수 없어 다시 시도하고 있습니다"
    case .emptyCatalog: "아직 작품이 없습니다. pickctl import 또는 demo create로 채워 주세요"
    case .emptyCategory: "이 분류에는 아직 작품이 없습니다"
    case .emptyHidden: "숨긴 작품이 없습니다"
    case .emptyHistory: "시청 기록이 없습니다"
    case .emptyMyList: "내 목록이 비어 있습니다. 작품에서 {key} 키로 추가하세요"
    case .emptyMyListButton: "내 목록이 비어 있습니다. 작품 화면의 ‘내 목록에 담기’로 추가하세요"
    case .emptyShelf: "지금은 여기에 보여 드릴 작품이 없습니다"
    case .emptySimilar: "비슷한 작품이 없습니다"
    case .episode: "{number}회"
    case .errorNotFound: "더 이상 없는 작품입니다"
    case .errorNotSaved: "저장하지 못했습니다. 디스크 공간과 권한을 확인하세요"
    case .errorPasswordLong: "비밀번호는 1,024자까지입니다"
    case .errorPasswordOld: "현재 비밀번호가 맞지 않습니다"
    case .errorPasswordShort: "새 비밀번호는 8자 이상이어야 합니다"
    case .errorReference: "참조 번호 {reference}"
    case .errorUnexpected: "문제가 생겼습니다. 다시 시도해 주세요"
    case .errorUnreachable: "서비스에 연결할 수 없습니다. {key} 키로 다시 시도하세요"
    case .filterAdvice: "이 가운데 하나를 빼면 나옵니다"
    case .filterAdviceAll: "하나만 빼서는 나오지 않습니다. 모두 지우고 찾아보세요"
    case .filterAge: "나이"
    case .filterAgeAll: "전체 관람가"
    case .filterAgeUpTo: "{age}세까지"
    case .filterAny: "전체"
    case .filterCategory: "분류"
    case .filterClear: "조건 모두 지우기"
    case .filterDecade: "{year}년대"
    case .filterGenre: "장르"
    case .filterGiveUp: "{filter:을/를} 빼면 {count}건"
    case .filterLength: "길이"
    case .filterNoOther: "다른 것으로는 나오지 않습니다"
    case .filterOrder: "정렬"
    case .filterUnseen: "시청"
    case .filterUnseenOnly: "안 본 작품"
    case .filterYears: "연도"
    case .filterYearsUntil: "{year}년 이전"
    case .forgetConfirm: "지우기"
    case .forgetDetail: "시청 기록과 추천에서 빠집니다"
    case .forgetQuestion: "{title}의 기록을 지울까요?"
    case .helpChoose: "고르고 되돌릴 때"
    case .helpFind: "찾고 싶을 때"
    case .helpGo: "다른 화면으로 갈 때"
    case .helpMore: "{up}/{down} 더 보기"
    case .helpMove: "움직일 때"
    case .helpScreen: "화면을 바꿀 때"
    case .helpWatch: "보고 싶을 때"
    case .heroDetails: "자세히"
    case .heroFirst: "가장 빠르게 오르는 작품"
    case .heroFridayNight: "#불금"
    case .heroHour: "지금 {hour}시"
    case .heroNow: "지금은 {time} · {hour}시 인기 급상승"
    case .heroNth: "{rank}번째로 빠르게 오르는 작품"
    case .heroOnFridayNight: "금요일 밤"
    case .heroOnWeekday: "평일"
    case .heroOnWeekend: "주말"
    case .heroRealtime: "#실시간"
    case .heroRisingFridayNight: "불금 인기 급상승"
    case .heroRisingWeekday: "평일 인기 급상승"
    case .heroRisingWeekend: "주말 인기 급상승"
    case .heroWeekday: "#평일"
    case .heroWeekend: "#주말"
    case .hintChange: "바꾸기"
    case .hintChoose: "고르기"
    case .hintClear: "지우기"
    case .hintClearFilters: "조건 지우기"
    case .hintConfirm: "확인"
    case .hintDown: "아래로"
    case .hintFilter: "고르기"
    case .hintFirst: "첫 작품"
    case .hintGenres: "다른 장르"
    case .hintGiveUp: "빼고 찾기"
    case .hintHero: "버튼 · 작품"
    case .hintInitials: "다음 글자"
    case .hintMove: "옮기기"
    case .hintNext: "다음"
    case .hintNextFilter: "다른 조건"
    case .hintPickUp: "집어서 옮기기"
    case .hintPress: "누르기"
    case .hintPutDown: "놓기"
    case .hintScroll: "더 보기"
    case .hintSwitch: "켜기/끄기"
    case .hintTabs: "다른 때"
    case .hintToFilters: "조건으로"
    case .hintToList: "목록으로"
    case .hintToPage: "화면으로"
    case .hintToWords: "검색어로"
    case .homeBecause: "본 작품에서 이어지는 추천"
    case .homeGenres: "장르"
    case .homeHero: "지금 뜨는 작품"
    case .hoursMinutes: "{hours}시간 {minutes}분"
    case .keysHeading: "키"
    case .kindFilm: "영화"
    case .kindSeries: "시리즈"
    case .kioskCountdown: "{seconds}초 뒤에 처음 화면으로 돌아갑니다"
    case .kioskPin: "관리자 번호"
    case .kioskPinHint: "직원용 · 뒤로({back}) 키로 닫기"
    case .kioskPinWait: "{seconds}초 뒤에 확인할 수 있습니다"
    case .kioskPinWrong: "관리자 번호가 맞지 않습니다"
    case .kioskStay: "계속 보려면 아무 키나 누르세요"
    case .kioskStillWatching: "아직 보고 계세요? {seconds}초 뒤에 처음 화면으로 돌아갑니다"
    case .kioskWelcome: "아무 키나 누르세요 · Press any key"
    case .lengthLong: "1~2시간"
    case .lengthMedium: "30분~1시간"
    case .lengthShort: "30분까지"
    case .lengthUnknown: "재생 시간 정보 없음"
    case .lengthVeryLong: "2시간 넘게"
    case .loading: "불러오는 중…"
    case .mineApprove: "기기 승인"
    case .mineDeviceHere: "지금 이 기기"
    case .mineDeviceSeen: "{date} {time} 사용"
    case .mineDevices: "로그인한 기기"
    case .mineHidden: "숨긴 작품"
    case .mineHiddenHint: "{key} 다시 보이기"
    case .mineHistory: "시청 기록"
    case .mineHome: "홈 구성"
    case .mineHomeHint: "{open} 켜기/끄기 · {right} 집어서 옮기기"
    case .mineHomeMoving: "{up}/{down} 옮기기 · {open} 놓기"
    case .mineHomeMovingMark: "옮기는 중"
    case .mineHomeOff: "꺼짐"
    case .mineLanguage: "언어: 한국어"
    case .mineLanguageHint: "Enter를 누르면 영어로 바뀝니다"
    case .mineList: "내 목록"
    case .mineNumber: "셋톱번호 {number}"
    case .minePassword: "비밀번호 변경"
    case .mineQuitHint: "Pick을 끝냅니다. 로그인은 유지됩니다"
    case .mineSignOutEverywhere: "모든 기기에서 로그아웃"
    case .mineSignOutEverywhereHint: "로그인한 모든 기기에서 로그아웃합니다"
    case .mineSignOutHint: "이 기기에서 로그아웃합니다"
    case .mineStored: "저장된 정보"
    case .mineStoredChoices: "내 목록, 평가, 숨김 {count}건"
    case .mineStoredEvents: "시청 기록 {count}건"
    case .mineStoredHonest: "이 데이터 파일을 읽을 수 있는 사람은 이 기록도 읽을 수 있습니다"
    case .mineStoredImpressions: "화면에 보인 작품 {count}건"
    case .mineStoredSessions: "로그인 기록 {count}건"
    case .mineStoredViews: "작품 화면을 연 기록 {count}건"
    case .mineTaste: "취향"
    case .mineTasteEmpty: "아직 취향을 알 수 없습니다"
    case .mineTheme: "테마: {name}"
    case .mineThemeHint: "Enter를 누르면 다음 테마로 바뀝니다"
    case .minutes: "{count}분"
    case .no: "아니요"
    case .noHangulConsole: "이 콘솔은 한글을 표시할 수 없어 영어로 보여 드립니다"
    case .noticeAdded: "내 목록에 담았습니다"
    case .noticeDeviceApproved: "기기를 승인했습니다"
    case .noticeDeviceDenied: "기기를 거절했습니다"
    case .noticeForgotten: "기록에서 지웠습니다"
    case .noticeHeroFirst: "맨 위 작품은 자리를 옮기지 않고, 켜고 끄기만 합니다"
    case .noticeHidden: "숨겼습니다"
    case .noticeLastShelf: "한 줄은 켜져 있어야 합니다"
    case .noticeModel: "추천을 새로 계산했습니다"
    case .noticeNothingToPlay: "재생할 영상이 없습니다"
    case .noticeNothingToResume: "이어 볼 작품이 없습니다"
    case .noticeNothingToUndo: "되돌릴 것이 없습니다"
    case .noticePassword: "비밀번호를 바꾸었습니다"
    case .noticePutBack: "이어보기에 되돌렸습니다"
    case .noticeRemoved: "내 목록에서 뺐습니다"
    case .noticeResuming: "{title}{part} 이어보기"
    case .noticeSetAside: "이어보기에서 뺐습니다. 시청 기록은 그대로입니다"
    case .noticeShownAgain: "다시 보입니다"
    case .noticeTheme: "테마: {name}"
    case .noticeThumbDown: "싫어요를 눌렀습니다. 홈에서 빼고 더는 추천하지 않습니다"
    case .noticeThumbUp: "좋아요를 눌렀습니다. 비슷한 작품을 더 골라 드립니다"
    case .noticeThumbWithdrawn: "평가를 취소했습니다"
    case .noticeUndo: "{key} 되돌리기"
    case .noticeUnforgotten: "기록을 되살렸습니다"
    case .noticeUnsaved: "저장할 곳이 없어 아무것도 저장하지 않습니다"
    case .noticeUnwatched: "본 것으로 한 표시를 지웠습니다"
    case .noticeWatched: "본 것으로 표시했습니다"
    case .orderFitting: "맞는 순"
    case .orderName: "이름순"
    case .orderNew: "최신순"
    case .orderPopular: "인기순"
    case .orderUsual: "장르별"
    case .padDelete: "지움"
    case .padDone: "확인"
    case .padHangul: "한글"
    case .padLatin: "ABC"
    case .padSpace: "띄어쓰기"
    case .padSpaceShort: "공백"
    case .pageAnimation: "애니메이션"
    case .pageBroadcast: "TV방송"
    case .pageDrama: "TV드라마"
    case .pageFilm: "영화"
    case .pageHome: "홈"
    case .pageKids: "키즈"
    case .pageMine: "내 정보"
    case .pageSearch: "검색"
    case .passwordAgain: "새 비밀번호 확인"
    case .passwordDifferent: "새 비밀번호가 서로 다릅니다"
    case .passwordHint: "8자 이상. 바꾸면 다른 기기에서는 로그아웃됩니다"
    case .passwordNew: "새 비밀번호"
    case .passwordOld: "현재 비밀번호"
    case .passwordSave: "바꾸기"
    case .playerCountdown: "{seconds} 후 재생 · 아무 키나 누르면 멈춤"
    case .playerEnd: "끝 {time}"
    case .playerEnded: "끝까지 보셨습니다"
    case .playerHintNext: "다음 회차"
    case .playerHintPause: "멈춤/재생"
    case .playerHintSeek: "10초 이동"
    case .playerHintSpeed: "빠르기"
    case .playerHintStop: "그만 보기"
    case .playerLeaveHint: "{key} 돌아가기"
    case .playerNext: "다음 회차: {name}"
    case .playerNextHint: "{key} 다음 회차 재생"
    case .playerNextNow: "{key} 바로 재생"
    case .playerPaused: "일시정지"
    case .playerPlaying: "재생 중"
    case .playerSimulated: "모의 재생입니다. 시계만 흐릅니다"
    case .playerSpeed: "{speed}배속"
    case .playerStillThere: "아직 보고 계신가요? {key} 다음 회차 재생"
    case .quit: "끝내기"
    case .quitQuestion: "Pick을 끝낼까요?"
    case .reasonBecause: "{title:을/를} 보셨기 때문에"
    case .reasonBecauseTwo: "{first:과/와} {second:을/를} 보셨기 때문에"
    case .reasonFavourite: "좋아하는 장르 {genre}"
    case .reasonGenre: "{genre} 장르"
    case .reasonHour: "{hour}시에 인기 급상승"
    case .reasonMatchesSearch: "검색어와 맞는 작품"
    case .reasonMyList: "내 목록에 있는 작품"
    case .reasonNewEpisode: "새 회차가 올라왔습니다"
    case .reasonNewRelease: "새로 들어온 작품"
    case .reasonNextEpisode: "다음 회차"
    case .reasonPopular: "전체 인기 {rank}위"
    case .reasonPopularLong: "꾸준히 찾는 작품"
    case .reasonSimilar: "{title:과/와} 비슷한 작품"
    case .reasonUnfinished: "보던 작품"
    case .refusedDumbTerminal: "이 터미널({type})은 커서를 옮길 수 없습니다. 다른 터미널을 쓰세요"
    case .refusedNoTerminal: "터미널에서 실행해 주세요. 표준 입력과 출력이 터미널이어야 합니다"
    case .refusedUnknownTerminal: "알 수 없는 터미널입니다({type}). TERM=xterm-256color로 시도해 보세요"
    case .searchAdvice: "철자를 확인하거나 초성, 출연자, 장르로 찾아보세요"
    case .searchCount: "{count}건"
    case .searchHidden: "숨김"
    case .searchHint: "찾고 싶은 작품을 입력하세요"
    case .searchNear: "혹시 이 작품을 찾으셨나요?"
    case .searchNone: "검색 결과 0건"
    case .searchOffline: "오프라인: 본 작품 안에서만 찾습니다"
    case .searchPadHint: "화살표로 글자를 고르고 {open}로 입력하세요"
    case .searchPadOffer: "{open}: 글자판"
    case .searchPrompt: "제목, 출연, 장르, 초성(ㅎㄹㅍ)"
    case .searchRecent: "최근 검색"
    case .season: "시즌 {number}"
    case .seasonEpisode: "시즌 {season} {number}회"
    case .seconds: "{count}초"
    case .sessionClock: "이 기기의 시계가 맞지 않는 것 같습니다. 날짜와 시각을 확인해 주세요"
    case .sessionEnded: "로그인이 만료되었습니다. 다시 로그인해 주세요"
    case .sessionRevoked: "다른 곳에서 로그아웃되었습니다. 다시 로그인해 주세요"
    case .sessionSignedOut: "로그아웃했습니다"
    case .sessionUnsaved: "로그인을 저장하지 못했습니다. Pick을 끝내면 다시 로그인해야 합니다"
    case .shelfBecause: "{title:을/를} 보셨다면"
    case .shelfContinue: "이어보기"
    case .shelfFailed: "불러오지 못했습니다 · {key} 다시"
    case .shelfFavourite: "좋아하는 장르"
    case .shelfMyList: "내 목록"
    case .shelfNewEpisodes: "새 회차"
    case .shelfNewReleases: "새로 들어온 작품"
    case .shelfOther: "그 밖의 작품"
    case .shelfPicked: "당신을 위한 추천"
    case .shelfReasonPicked: "시청 기록을 바탕으로 골랐습니다"
    case .shelfReasonPopular: "시청 기록이 쌓이면 더 잘 골라 드립니다"
    case .shelfSimilar: "최근 본 작품과 비슷한 작품"
    case .shelfTop10: "인기 TOP 10"
    case .signInAgain: "이제 비밀번호를 다시 입력하세요"
    case .signInButton: "로그인"
    case .signInDemo: "데모 계정: {number} / {password}"
    case .signInDemoChanged: "데모 계정의 비밀번호가 바뀌었습니다"
    case .signInDemoStart: "데모로 시작"
    case .signInDisabled: "사용이 중지된 계정입니다. 운영자에게 사용 재개를 요청하세요"
    case .signInElsewhere: "다른 기기로 로그인"
    case .signInNoNumber: "셋톱번호를 입력하세요"
    case .signInNoPassword: "비밀번호를 입력하세요"
    case .signInNumber: "셋톱번호"
    case .signInPassword: "비밀번호"
    case .signInRemember: "번호 저장"
    case .signInThrottled: "잠시 후 다시 시도해 주세요 · {seconds}초"
    case .signInWaiting: "로그인하는 중…"
    case .signInWrong: "번호 또는 비밀번호가 맞지 않습니다"
    case .signOut: "로그아웃"
    case .signOutEverywhereQuestion: "모든 기기에서 로그아웃할까요?"
    case .signOutQuestion: "이 기기에서 로그아웃할까요?"
    case .stay: "계속 보기"
    case .tagline: "보던 다음이 궁금한 밤"
    case .themeColourBlind: "색각 보정 화면"
    case .themeContrast: "고대비 화면"
    case .themeDark: "어두운 화면"
    case .themeLight: "밝은 화면"
    case .themeSyntax: "{file} {line}행이 TOML이 아니어서 기본 테마를 씁니다"
    case .themeUnknown: "테마 {name:을/를} 찾을 수 없어 기본 테마를 씁니다"
    case .themeUnreadable: "{file} 테마를 읽을 수 없어 기본 테마를 씁니다"
    case .themeValue: "{file} {line}행 {key}: 잘못된 값이라 기본 테마를 씁니다"
    case .timeLeft: "{time} 남음"
    case .tooSmall: "화면이 너무 작습니다"
    case .tooSmallDetail: "{columns}×{rows} 이상으로 넓혀 주세요"
    case .watched: "시청 완료"
    case .whyContent: "{title:과/와} 닮은 내용"
    case .whyExcludedForgotten: "기록을 지운 작품이라 추천하지 않습니다"
    case .whyExcludedHidden: "숨긴 작품이라 추천하지 않습니다"
    case .whyExcludedThumbDown: "싫어요를 누른 작품이라 추천하지 않습니다"
    case .whyExcludedUnavailable: "지금은 볼 수 없는 작품입니다"
    case .whyExcludedWatched: "이미 보았거나 보던 작품이라 추천하지 않고 이어서 보여 드립니다"
    case .whyFigures: "수치 보기"
    case .whyHeading: "추천 이유"
    case .whyLookedAt: "{title} 둘러봄"
    case .whyNothing: "따로 계산된 점수가 없습니다"
    case .whyPopularity: "모두의 인기"
    case .whyRank: "추천 점수 {score} · 후보 중 {rank}위"
    case .whyRest: "그 밖의 이유"
    case .whyScore: "추천 점수 {score}"
    case .whyThumb: "{title} 평가"
    case .whyWatched: "{title} 시청"
    case .year: "{year}년"
    }
  }

  private var english: String {
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
    case .actionNextGenre: "Next genre or letter"
    case .actionOpen: "Open"
    case .actionPageDown: "Page down"
    case .actionPageUp: "Page up"
    case .actionPlay: "Play"
    case .actionPreviousGenre: "Genre or letter back"
    case .actionQuit: "Quit"
    case .actionReload: "Reload"
    case .actionResumeLast: "Resume the last"
    case .actionRight: "Right"
    case .actionRowEnd: "End of shelf"
    case .actionRowStart: "Start of shelf"
    case .actionSearch: "Search"
    case .actionSetAside: "Stop continuing"
    case .actionTheme: "Theme"
    case .actionThumbDown: "Dislike"
    case .actionThumbUp: "Like"
    case .actionUndo: "Undo"
    case .actionUp: "Up"
    case .actionWhy: "Why"
    case .ageAll: "All"
    case .ageFrom: "{age}+"
    case .approveAge: "Asked: {age} ago"
    case .approveCode: "Code"
    case .approveHint: "Enter the code that the other device shows (BCDF-GHJK)"
    case .approveName: "Device: {name}"
    case .approveNo: "Refuse"
    case .approvePlace: "Place: {place}"
    case .approveQuestion: "Sign this device in to your account?"
    case .approveUnknown: "No device waits with that code. Check the code"
    case .approveYes: "Approve"
    case .badgeOffline: "Offline"
    case .badgePageAge: "page from {age} ago"
    case .badgeRefreshing: "Earlier page · refreshing"
    case .badgeWaiting: "{count} events waiting"
    case .brand: "Hello Pick"
    case .cardLeft: "{time} left"
    case .cardNew: "NEW"
    case .categoryCount: "{category}: {count}"
    case .categoryNone: "No category"
    case .close: "Close"
    case .connectExpired: "The server's certificate is not valid today. Renew it or fix the clock"
    case .connectNoAuthorities: "The CA file cannot be read or holds no certificate. Check --ca-file"
    case .connectNoLibrary: "A library is missing on this machine. Install libcurl4"
    case .connectUntrusted: "Nobody trusted vouches for the server. Name its CA with --ca-file"
    case .connectWrongHost: "The server's certificate names another host. Check --server"
    case .days: "{count} days"
    case .detailAbout: "Whole story"
    case .detailAdd: "Add to my list"
    case .detailCast: "With {names}"
    case .detailEpisodes: "{count} episodes"
    case .detailExtras: "Further videos"
    case .detailForget: "Forget"
    case .detailKeywords: "Keywords {words}"
    case .detailMore: "More"
    case .detailMoreBelow: "{count} more below"
    case .detailNoSynopsis: "There is no synopsis"
    case .detailProgress: "{position} of {length}"
    case .detailPutBack: "Continue again"
    case .detailRemove: "Take off my list"
    case .detailResume: "Resume"
    case .detailShowAgain: "Show again"
    case .detailSimilar: "Similar titles"
    case .detailStars: "Rated {mean} of 5 by {count}"
    case .detailWatch: "Watch"
    case .deviceDenied: "The request was refused · {key} for a new code"
    case .deviceExpired: "The code has expired · {key} for a new one"
    case .deviceHow: "Open this address on another device and enter the code"
    case .deviceHowPicture: "Scan the QR code with a phone, or open this address and enter the code"
    case .deviceNewCode: "New code"
    case .deviceTimeLeft: "{time} left"
    case .deviceUnreachable: "The server does not answer; trying again"
    case .emptyCatalog: "No titles yet. Fill it with pickctl import or demo create"
    case .emptyCategory: "No titles in this category yet"
    case .emptyHidden: "You have hidden nothing"
    case .emptyHistory: "Nothing watched yet"
    case .emptyMyList: "Your list is empty. Press {key} on a title to add it"
    case .emptyMyListButton: "Your list is empty. ‘Add to my list’ on a title adds it"
    case .emptyShelf: "There is nothing to show here just now"
    case .emptySimilar: "Nothing similar"
    case .episode: "Episode {number}"
    case .errorNotFound: "It is not there any more"
    case .errorNotSaved: "It could not be saved. Check disk space and permissions"
    case .errorPasswordLong: "A password has 1,024 characters at most"
    case .errorPasswordOld: "The present password is not right"
    case .errorPasswordShort: "The new password needs eight characters"
    case .errorReference: "Reference {reference}"
    case .errorUnexpected: "Something went wrong. Try again"
    case .errorUnreachable: "The service does not answer. Press {key} to retry"
    case .filterAdvice: "Leave one of these out to find something"
    case .filterAdviceAll: "Leaving one out is not enough: clear them all"
    case .filterAge: "Age"
    case .filterAgeAll: "All ages"
    case .filterAgeUpTo: "Up to {age}"
    case .filterAny: "All"
    case .filterCategory: "Category"
    case .filterClear: "Clear all filters"
    case .filterDecade: "{year}s"
    case .filterGenre: "Genre"
    case .filterGiveUp: "Without {filter}: {count}"
    case .filterLength: "Length"
    case .filterNoOther: "Nothing else finds anything"
    case .filterOrder: "Sort"
    case .filterUnseen: "Seen"
    case .filterUnseenOnly: "Not seen"
    case .filterYears: "Year"
    case .filterYearsUntil: "Before {year}"
    case .forgetConfirm: "Forget"
    case .forgetDetail: "It leaves your history and your recommendations"
    case .forgetQuestion: "Forget {title}?"
    case .helpChoose: "To choose and take back"
    case .helpFind: "To find"
    case .helpGo: "To go elsewhere"
    case .helpMore: "{up}/{down} for more"
    case .helpMove: "To move"
    case .helpScreen: "To change the screen"
    case .helpWatch: "To watch"
    case .heroDetails: "Details"
    case .heroFirst: "rising fastest"
    case .heroFridayNight: "#FridayNight"
    case .heroHour: "Now, at {hour}:00"
    case .heroNow: "It is {time} · rising at {hour}:00"
    case .heroNth: "rising, number {rank}"
    case .heroOnFridayNight: "On Friday nights"
    case .heroOnWeekday: "On weekdays"
    case .heroOnWeekend: "At weekends"
    case .heroRealtime: "#RightNow"
    case .heroRisingFridayNight: "Rising on Friday nights"
    case .heroRisingWeekday: "Rising on weekdays"
    case .heroRisingWeekend: "Rising at weekends"
    case .heroWeekday: "#Weekdays"
    case .heroWeekend: "#Weekend"
    case .hintChange: "Change"
    case .hintChoose: "Choose"
    case .hintClear: "Clear"
    case .hintClearFilters: "Clear filter"
    case .hintConfirm: "OK"
    case .hintDown: "Go down"
    case .hintFilter: "Choose"
    case .hintFirst: "First title"
    case .hintGenres: "Other genre"
    case .hintGiveUp: "Find without"
    case .hintHero: "Buttons · titles"
    case .hintInitials: "Next letter"
    case .hintMove: "Move"
    case .hintNext: "Next"
    case .hintNextFilter: "Other filter"
    case .hintPickUp: "Pick up"
    case .hintPress: "Press"
    case .hintPutDown: "Put down"
    case .hintScroll: "More"
    case .hintSwitch: "On/off"
    case .hintTabs: "Other times"
    case .hintToFilters: "To filters"
    case .hintToList: "To the list"
    case .hintToPage: "To the page"
    case .hintToWords: "To the words"
    case .homeBecause: "Because you watched …"
    case .homeGenres: "Genres"
    case .homeHero: "Rising now"
    case .hoursMinutes: "{hours} h {minutes} min"
    case .keysHeading: "Keys"
    case .kindFilm: "Film"
    case .kindSeries: "Series"
    case .kioskCountdown: "Back to the start page in {seconds} s"
    case .kioskPin: "PIN"
    case .kioskPinHint: "For staff · Back ({back}) closes"
    case .kioskPinWait: "Can be checked in {seconds} s"
    case .kioskPinWrong: "The PIN is not right"
    case .kioskStay: "Press any key to stay"
    case .kioskStillWatching: "Still watching? Back to the start in {seconds} s"
    case .kioskWelcome: "Press any key · 아무 키나 누르세요"
    case .lengthLong: "1 to 2 h"
    case .lengthMedium: "30 to 60 min"
    case .lengthShort: "Up to 30 min"
    case .lengthUnknown: "Running time unknown"
    case .lengthVeryLong: "Over 2 h"
    case .loading: "Loading…"
    case .mineApprove: "Approve a device"
    case .mineDeviceHere: "This device"
    case .mineDeviceSeen: "Used {date} {time}"
    case .mineDevices: "Devices"
    case .mineHidden: "Hidden titles"
    case .mineHiddenHint: "{key} shows it again"
    case .mineHistory: "History"
    case .mineHome: "Home shelves"
    case .mineHomeHint: "{open} on/off · {right} picks up to move"
    case .mineHomeMoving: "{up}/{down} moves · {open} puts down"
    case .mineHomeMovingMark: "moving"
    case .mineHomeOff: "off"
    case .mineLanguage: "Language: English"
    case .mineLanguageHint: "Press Enter for Korean"
    case .mineList: "My list"
    case .mineNumber: "Set-top number {number}"
    case .minePassword: "Change password"
    case .mineQuitHint: "Ends Pick; you stay signed in"
    case .mineSignOutEverywhere: "Sign out everywhere"
    case .mineSignOutEverywhereHint: "Signs out on all your devices"
    case .mineSignOutHint: "Signs out on this device"
    case .mineStored: "What is stored"
    case .mineStoredChoices: "List, thumbs, hidden titles: {count}"
    case .mineStoredEvents: "Watch events: {count}"
    case .mineStoredHonest: "Whoever can read the data file can read this, too"
    case .mineStoredImpressions: "Titles shown to you: {count}"
    case .mineStoredSessions: "Sign-ins kept: {count}"
    case .mineStoredViews: "Opened titles: {count}"
    case .mineTaste: "Taste"
    case .mineTasteEmpty: "Nothing is known of your taste yet"
    case .mineTheme: "Theme: {name}"
    case .mineThemeHint: "Press Enter for the next theme"
    case .minutes: "{count} min"
    case .no: "No"
    case .noHangulConsole: "This console cannot show Hangul, so Pick speaks English"
    case .noticeAdded: "Added to your list"
    case .noticeDeviceApproved: "The device is signed in"
    case .noticeDeviceDenied: "The device was refused"
    case .noticeForgotten: "Forgotten"
    case .noticeHeroFirst: "The title at the top stays first; it can be switched off"
    case .noticeHidden: "Hidden"
    case .noticeLastShelf: "One shelf has to stay on"
    case .noticeModel: "Your recommendations are ready"
    case .noticeNothingToPlay: "There is nothing to play"
    case .noticeNothingToResume: "There is nothing to resume"
    case .noticeNothingToUndo: "There is nothing to take back"
    case .noticePassword: "The password is changed"
    case .noticePutBack: "Back in continue watching"
    case .noticeRemoved: "Taken off your list"
    case .noticeResuming: "Resuming {title}{part}"
    case .noticeSetAside: "Out of continue watching; its history stays"
    case .noticeShownAgain: "It shows again"
    case .noticeTheme: "Theme: {name}"
    case .noticeThumbDown: "You dislike it: it leaves home and is no longer recommended"
    case .noticeThumbUp: "You like it: expect more like this"
    case .noticeThumbWithdrawn: "Your thumb is withdrawn"
    case .noticeUndo: "{key} takes it back"
    case .noticeUnforgotten: "Its history counts again"
    case .noticeUnsaved: "There is no place to save: nothing is kept"
    case .noticeUnwatched: "No longer marked as watched"
    case .noticeWatched: "Marked as watched"
    case .orderFitting: "Best match"
    case .orderName: "By name"
    case .orderNew: "Newest"
    case .orderPopular: "Popular"
    case .orderUsual: "By genre"
    case .padDelete: "Delete"
    case .padDone: "OK"
    case .padHangul: "한글"
    case .padLatin: "ABC"
    case .padSpace: "Space"
    case .padSpaceShort: "Space"
    case .pageAnimation: "Animation"
    case .pageBroadcast: "TV shows"
    case .pageDrama: "TV drama"
    case .pageFilm: "Films"
    case .pageHome: "Home"
    case .pageKids: "Kids"
    case .pageMine: "My page"
    case .pageSearch: "Search"
    case .passwordAgain: "New password again"
    case .passwordDifferent: "The new passwords differ"
    case .passwordHint: "Eight characters or more; other devices are signed out"
    case .passwordNew: "New password"
    case .passwordOld: "Present password"
    case .passwordSave: "Change"
    case .playerCountdown: "Plays in {seconds} · any key stops it"
    case .playerEnd: "ends {time}"
    case .playerEnded: "You reached the end"
    case .playerHintNext: "Next episode"
    case .playerHintPause: "Pause"
    case .playerHintSeek: "Seek 10 s"
    case .playerHintSpeed: "Speed"
    case .playerHintStop: "Stop"
    case .playerLeaveHint: "{key} goes back"
    case .playerNext: "Next: {name}"
    case .playerNextHint: "{key} plays the next episode"
    case .playerNextNow: "{key} plays now"
    case .playerPaused: "Paused"
    case .playerPlaying: "Playing"
    case .playerSimulated: "This is a simulated playback: only its clock runs"
    case .playerSpeed: "{speed}× speed"
    case .playerStillThere: "Still watching? {key}: next episode"
    case .quit: "Quit"
    case .quitQuestion: "Quit Pick?"
    case .reasonBecause: "Because you watched {title}"
    case .reasonBecauseTwo: "Because you watched {first} and {second}"
    case .reasonFavourite: "Your favourite genre {genre}"
    case .reasonGenre: "Genre: {genre}"
    case .reasonHour: "Rising at {hour}:00"
    case .reasonMatchesSearch: "It matches what you searched for"
    case .reasonMyList: "On your list"
    case .reasonNewEpisode: "There is a new episode"
    case .reasonNewRelease: "New in the catalogue"
    case .reasonNextEpisode: "The next episode"
    case .reasonPopular: "Number {rank} overall"
    case .reasonPopularLong: "Steadily watched"
    case .reasonSimilar: "Similar to {title}"
    case .reasonUnfinished: "You stopped in the middle"
    case .refusedDumbTerminal: "This terminal ({type}) cannot move its cursor. Use another one"
    case .refusedNoTerminal: "Start it in a terminal: standard input and output have to be one"
    case .refusedUnknownTerminal: "Unknown terminal ({type}). Try TERM=xterm-256color"
    case .searchAdvice: "Check the spelling, or try initials, a name or a genre"
    case .searchCount: "{count} results"
    case .searchHidden: "Hidden"
    case .searchHint: "Type what you are looking for"
    case .searchNear: "Did you mean one of these?"
    case .searchNone: "0 results"
    case .searchOffline: "Offline: only among titles you have seen"
    case .searchPadHint: "Arrows choose a letter, {open} types it"
    case .searchPadOffer: "{open}: letter pad"
    case .searchPrompt: "Title, cast, genre, initials"
    case .searchRecent: "Recent searches"
    case .season: "Season {number}"
    case .seasonEpisode: "S{season} E{number}"
    case .seconds: "{count} s"
    case .sessionClock: "This device's clock seems wrong. Check its date and time"
    case .sessionEnded: "Your session ended. Sign in again"
    case .sessionRevoked: "You were signed out elsewhere. Sign in again"
    case .sessionSignedOut: "You are signed out"
    case .sessionUnsaved: "Your sign-in cannot be kept: it ends with Pick"
    case .shelfBecause: "Because you watched {title}"
    case .shelfContinue: "Continue watching"
    case .shelfFailed: "Could not load · {key} to retry"
    case .shelfFavourite: "Your favourite genre"
    case .shelfMyList: "My list"
    case .shelfNewEpisodes: "New episodes"
    case .shelfNewReleases: "New in the catalogue"
    case .shelfOther: "Other titles"
    case .shelfPicked: "Picked for you"
    case .shelfReasonPicked: "Chosen from what you watched"
    case .shelfReasonPopular: "Gets better with everything you watch"
    case .shelfSimilar: "Similar to the last watched"
    case .shelfTop10: "Top 10"
    case .signInAgain: "Now type the password again"
    case .signInButton: "Sign in"
    case .signInDemo: "Demo account: {number} / {password}"
    case .signInDemoChanged: "The demo account has another password now"
    case .signInDemoStart: "Start the demo"
    case .signInDisabled: "This account is disabled. Ask the operator to enable it"
    case .signInElsewhere: "Sign in with another device"
    case .signInNoNumber: "Type the set-top number"
    case .signInNoPassword: "Type the password"
    case .signInNumber: "Set-top number"
    case .signInPassword: "Password"
    case .signInRemember: "Remember number"
    case .signInThrottled: "Wait before the next try · {seconds} s"
    case .signInWaiting: "Signing in…"
    case .signInWrong: "The number or password is not right"
    case .signOut: "Sign out"
    case .signOutEverywhereQuestion: "Sign out on all devices?"
    case .signOutQuestion: "Sign out on this device?"
    case .stay: "Stay"
    case .tagline: "What to watch tonight"
    case .themeColourBlind: "Colour-blind safe"
    case .themeContrast: "High contrast"
    case .themeDark: "Dark"
    case .themeLight: "Light"
    case .themeSyntax: "{file}, line {line} is no TOML; the default is used"
    case .themeUnknown: "There is no theme {name}; the default is used"
    case .themeUnreadable: "The theme {file} cannot be read; the default is used"
    case .themeValue: "{file}, line {line}, {key}: wrong value; the default is used"
    case .timeLeft: "{time} left"
    case .tooSmall: "The screen is too small"
    case .tooSmallDetail: "Make it {columns}×{rows} or larger"
    case .watched: "Watched"
    case .whyContent: "Resembles {title}"
    case .whyExcludedForgotten: "You asked to forget it, so it is not recommended"
    case .whyExcludedHidden: "You hid it, so it is not recommended"
    case .whyExcludedThumbDown: "Your thumb is down, so it is not recommended"
    case .whyExcludedUnavailable: "It cannot be watched at the moment"
    case .whyExcludedWatched: "Begun or watched: it is continued, not recommended"
    case .whyFigures: "Figures"
    case .whyHeading: "Why it is here"
    case .whyLookedAt: "You looked at {title}"
    case .whyNothing: "There is no score for it"
    case .whyPopularity: "Popular with everybody"
    case .whyRank: "Score {score} · no. {rank} of all candidates"
    case .whyRest: "Everything else"
    case .whyScore: "Score {score}"
    case .whyThumb: "Your thumb for {title}"
    case .whyWatched: "You watched {title}"
    case .year: "{year}"
    }
  }
}
