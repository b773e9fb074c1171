import PickClient
public import PickModel

/// A page on the stack, with everything it remembers.
///
/// The model of a page conforms to `PageModel`; each switch here hands one of its members on.
public enum Page: Equatable, Sendable {
  /// Number and password.
  case signIn(SignInModel)
  /// A code to sign in with another device.
  case deviceCode(DeviceCodeModel)
  /// The front page.
  case home(HomeModel)
  /// One category.
  case category(CategoryModel)
  /// Search.
  case search(SearchModel)
  /// One title.
  case detail(DetailModel)
  /// Playback.
  case player(PlayerModel)
  /// The viewer's own page.
  case myPage(MyPageModel)
  /// The page of a lobby until the first key.
  case start(StartModel)

  /// Changes the page after a message.
  ///
  /// - Returns: what the page asks for; `nil` when the message means nothing to it.
  mutating func update(_ message: PageMessage, in context: PageContext) -> [Effect]? {
    switch self {
    case .signIn(var model):
      defer { self = .signIn(model) }
      return model.update(message, in: context)
    case .deviceCode(var model):
      defer { self = .deviceCode(model) }
      return model.update(message, in: context)
    case .home(var model):
      defer { self = .home(model) }
      return model.update(message, in: context)
    case .category(var model):
      defer { self = .category(model) }
      return model.update(message, in: context)
    case .search(var model):
      defer { self = .search(model) }
      return model.update(message, in: context)
    case .detail(var model):
      defer { self = .detail(model) }
      return model.update(message, in: context)
    case .player(var model):
      defer { self = .player(model) }
      return model.update(message, in: context)
    case .myPage(var model):
      defer { self = .myPage(model) }
      return model.update(message, in: context)
    case .start(var model):
      defer { self = .start(model) }
      return model.update(message, in: context)
    }
  }

  /// Facts about the page for the program around it.
  var traits: PageTraits {
    switch self {
    case .signIn(let model): model.traits
    case .deviceCode(let model): model.traits
    case .home(let model): model.traits
    case .category(let model): model.traits
    case .search(let model): model.traits
    case .detail(let model): model.traits
    case .player(let model): model.traits
    case .myPage(let model): model.traits
    case .start(let model): model.traits
    }
  }

  /// What was watched last, where the page knows it.
  var resumable: Card? { if case .home(let model) = self { model.resumable } else { nil } }

  /// The questions to ask when the page opens, and again on reload.
  var questions: [Question] {
    switch self {
    case .signIn(let model): model.questions
    case .deviceCode(let model): model.questions
    case .home(let model): model.questions
    case .category(let model): model.questions
    case .search(let model): model.questions
    case .detail(let model): model.questions
    case .player(let model): model.questions
    case .myPage(let model): model.questions
    case .start(let model): model.questions
    }
  }

  /// The cards in sight when the page is laid out so.
  func cards(in layout: ShelfLayout) -> CardsInSight? {
    switch self {
    case .signIn(let model): model.cards(in: layout)
    case .deviceCode(let model): model.cards(in: layout)
    case .home(let model): model.cards(in: layout)
    case .category(let model): model.cards(in: layout)
    case .search(let model): model.cards(in: layout)
    case .detail(let model): model.cards(in: layout)
    case .player(let model): model.cards(in: layout)
    case .myPage(let model): model.cards(in: layout)
    case .start(let model): model.cards(in: layout)
    }
  }

  /// Further questions for a page that is laid out so.
  func missingParts(in layout: ShelfLayout) -> [Question] {
    switch self {
    case .signIn(let model): model.missingParts(in: layout)
    case .deviceCode(let model): model.missingParts(in: layout)
    case .home(let model): model.missingParts(in: layout)
    case .category(let model): model.missingParts(in: layout)
    case .search(let model): model.missingParts(in: layout)
    case .detail(let model): model.missingParts(in: layout)
    case .player(let model): model.missingParts(in: layout)
    case .myPage(let model): model.missingParts(in: layout)
    case .start(let model): model.missingParts(in: layout)
    }
  }

  /// Draws the page.
  func draw(on canvas: inout Canvas, _ context: ViewContext) {
    switch self {
    case .signIn(let model): model.draw(on: &canvas, context)
    case .deviceCode(let model): model.draw(on: &canvas, context)
    case .home(let model): model.draw(on: &canvas, context)
    case .category(let model): model.draw(on: &canvas, context)
    case .search(let model): model.draw(on: &canvas, context)
    case .detail(let model): model.draw(on: &canvas, context)
    case .player(let model): model.draw(on: &canvas, context)
    case .myPage(let model): model.draw(on: &canvas, context)
    case .start(let model): model.draw(on: &canvas, context)
    }
  }

  /// The keys the footer names, the most useful first.
  func footerKeys(in layout: ShelfLayout) -> [FooterKey] {
    switch self {
    case .signIn(let model): model.footerKeys(in: layout)
    case .deviceCode(let model): model.footerKeys(in: layout)
    case .home(let model): model.footerKeys(in: layout)
    case .category(let model): model.footerKeys(in: layout)
    case .search(let model): model.footerKeys(in: layout)
    case .detail(let model): model.footerKeys(in: layout)
    case .player(let model): model.footerKeys(in: layout)
    case .myPage(let model): model.footerKeys(in: layout)
    case .start(let model): model.footerKeys(in: layout)
    }
  }

  /// The page an entry of the header opens; `nil` for the one that signs out.
  init?(_ entry: HeaderEntry) {
    switch entry {
    case .home: self = .home(HomeModel())
    case .category(let category): self = .category(CategoryModel(category))
    case .search: self = .search(SearchModel())
    case .myPage: self = .myPage(MyPageModel())
    case .signOut: return nil
    }
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

  /// The entry an action opens; `nil` for other actions.
  init?(_ action: Action) {
    switch action {
    case .goHome: self = .home
    case .goBroadcast: self = .category(.broadcast)
    case .goDrama: self = .category(.drama)
    case .goFilm: self = .category(.film)
    case .goKids: self = .category(.kids)
    case .goAnimation: self = .category(.animation)
    case .goSearch, .search: self = .search
    case .goMine: self = .myPage
    default: return nil
    }
  }
}
