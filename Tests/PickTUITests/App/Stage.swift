import PickClient
import PickModel
import PickTestSupport

@testable import PickTUI

/// A screen a stage is looked at on: its size and the language it speaks.
struct Screen: Sendable, CustomStringConvertible {
  let size: Size
  let language: Language

  init(_ size: Size, _ language: Language = .korean) {
    self.size = size
    self.language = language
  }

  /// The screen tests use where the size does not matter.
  static let usual = Screen(Size(columns: 80, rows: 24))

  var description: String { "\(size.columns)x\(size.rows)-\(language.rawValue)" }
}

/// A program without a terminal: keys go in, effects are answered from `SampleWorld` at once.
struct Stage {
  var model: AppModel
  /// Effects that were not answered, in order.
  var effects: [Effect] = []
  /// What every kind of question is answered with instead of `SampleWorld`'s answer.
  var failures: [Question: ServiceError] = [:]
  /// What the service says about the session.
  var cautions = SessionCautions()
  /// Whether questions are answered.
  var answers = true

  init(
    on screen: Screen = .usual, kiosk: KioskOptions? = nil, demoAccount: Credentials? = nil,
    capabilities: TerminalCapabilities = .full, isRemote: Bool = false
  ) {
    model = AppModel(
      size: screen.size,
      settings: Settings(language: screen.language, theme: "dark", rememberedNumber: nil),
      options: AppOptions(
        keyMap: KeyMap(), capabilities: capabilities, themes: ["dark", "light"],
        demoAccount: demoAccount, kiosk: kiosk, isRemote: isRemote), now: SampleWorld.now)
  }

  /// A stage with a signed-in viewer and home on the screen.
  static func home(on screen: Screen = .usual) -> Stage {
    var stage = Stage(on: screen)
    stage.send(.started(seed: 7))
    return stage
  }

  /// A stage with home on the screen while the server does not answer.
  static func offline() -> Stage {
    var stage = home()
    stage.cautions = SessionCautions(isOffline: true)
    stage.send(.answered(stage.model.lastRequest, .cautions, .success(.cautions(stage.cautions))))
    stage.model.cautions = stage.cautions
    return stage
  }

  var frame: Frame { view(model) }
  var text: String { frame.text }

  /// Lets something happen and answers what is asked because of it.
  mutating func send(_ message: Message, after seconds: Int64 = 0) {
    var waiting = [message]
    let now = model.now.advanced(bySeconds: seconds)
    while !waiting.isEmpty {
      let wanted = model.update(waiting.removeFirst(), at: now)
      for effect in wanted {
        if answers, let answer = answer(to: effect) {
          waiting.append(answer)
        } else {
          effects.append(effect)
        }
      }
    }
  }

  /// Presses keys, one after the other.
  mutating func press(_ keys: Key...) { for key in keys { send(.input(.key(key))) } }

  /// Types a text.
  mutating func type(_ text: String) {
    for character in text { send(.input(.key(.character(character)))) }
  }

  /// Fills the sign-in page in, field by field.
  mutating func signIn(_ credentials: Credentials = SampleWorld.credentials) {
    for field in [credentials.number, credentials.password] {
      type(field)
      press(.enter)
    }
  }

  /// Answers the question for a title that was asked last with other parts than `SampleWorld` has.
  mutating func answerTitle(
    _ id: Title.ID, seasons: [TitlePage.Season] = [], others: [TitlePage.Part] = [],
    next: TitlePage.Part? = nil
  ) {
    let page = SampleWorld.page(of: id)
    send(
      .answered(
        model.lastRequest, .title(id),
        .success(
          .title(
            TitlePage(
              title: page.title, synopsis: page.synopsis, cast: page.cast, seasons: seasons,
              others: others, next: next, similar: [], reason: nil, isOnMyList: false, thumb: nil,
              isHidden: false)))))
  }

  /// A part of a title: an episode of a season, or a film's whole length.
  static func part(
    _ id: Int64, of title: Title.ID, _ episode: EpisodeNumber? = nil, runningSeconds: Int? = 60
  ) -> TitlePage.Part {
    TitlePage.Part(
      asset: Asset(
        id: Asset.ID(id), title: title, episode: episode,
        name: episode.map { "\($0.number)회" } ?? "본편", runningSeconds: runningSeconds,
        addedAt: SampleWorld.now), aliases: [], progress: nil)
  }

  /// Forgets the effects so far and says what they were.
  mutating func taken() -> [Effect] {
    defer { effects = [] }
    return effects
  }

  /// The writes among the effects so far.
  var writes: [Write] {
    effects.compactMap { if case .write(let write) = $0 { write } else { nil } }
  }

  private func answer(to effect: Effect) -> Message? {
    switch effect {
    case .ask(let question, let request):
      if let failure = failures[question] {
        return .answered(request, question, .failure(failure))
      }
      if question == .cautions {
        return .answered(request, question, .success(.cautions(cautions)))
      }
      return .answered(request, question, .success(Self.answer(to: question)))
    case .signIn(let credentials, let request):
      let isRight = credentials == SampleWorld.credentials
      return .answered(
        request, .signIn,
        isRight ? .success(.account(SampleWorld.account)) : .failure(.wrongCredentials))
    default: return nil
    }
  }

  /// What the sample world says.
  static func answer(to question: Question) -> Answer {
    switch question {
    case .authorization: .viewer(SampleWorld.account.viewer)
    case .signIn: .account(SampleWorld.account)
    case .cautions: .cautions(SessionCautions())
    case .lastHome: .lastHome(nil)
    case .home: .home(SampleWorld.home)
    case .shelf(let kind): .shelf(Shelf(kind: kind, cards: [SampleWorld.card(1)]))
    case .more: .part(ShelfPart(cards: [], next: nil))
    case .category(let category): .category(SampleWorld.category(category))
    case .search(let query, let filter, from: let offset):
      .results(SampleWorld.results(for: query, filter, from: offset))
    case .title(let id): .title(SampleWorld.page(of: id))
    case .myPage: .myPage(SampleWorld.myPage)
    case .explanation(let id): .explanation(SampleWorld.explanation(of: id))
    case .deviceCode: .deviceCode(ShownCode(SampleWorld.deviceCode))
    case .deviceProgress: .deviceProgress(.pending)
    case .pendingDevice: .pendingDevice(SampleWorld.pendingDevice)
    }
  }
}

/// The page on the screen, where it is of that kind.
extension Stage {
  var signInPage: SignInModel? {
    if case .signIn(let page) = model.pages.top { page } else { nil }
  }
  var homePage: HomeModel? {
    if case .home(let page) = model.pages.top { page } else { nil }
  }
  var categoryPage: CategoryModel? {
    if case .category(let page) = model.pages.top { page } else { nil }
  }
  var searchPage: SearchModel? {
    if case .search(let page) = model.pages.top { page } else { nil }
  }
  var detailPage: DetailModel? {
    if case .detail(let page) = model.pages.top { page } else { nil }
  }
  var player: PlayerModel? {
    if case .player(let page) = model.pages.top { page } else { nil }
  }
  var myPage: MyPageModel? {
    if case .myPage(let page) = model.pages.top { page } else { nil }
  }

  /// The title home's focus is on.
  var focusedTitle: Title.ID? { homePage?.focusedCard?.id }
  /// The shelf home's focus is on.
  var focusedShelf: Shelf.ID? { homePage?.browser.shelf }
}
