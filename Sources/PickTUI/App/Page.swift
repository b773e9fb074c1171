import PickClient
import PickModel

/// A page on the stack, with everything it remembers.
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
  /// What a lobby shows until somebody presses a key.
  case start(StartModel)

  /// The page, whatever it is.
  var screen: any Screen {
    switch self {
    case .signIn(let model): model
    case .deviceCode(let model): model
    case .home(let model): model
    case .category(let model): model
    case .search(let model): model
    case .detail(let model): model
    case .player(let model): model
    case .myPage(let model): model
    case .start(let model): model
    }
  }

  /// Changes the page, whatever it is.
  mutating func change<T>(_ body: (inout any Screen) -> T) -> T {
    var screen = screen
    defer { self = Page(screen) ?? self }
    return body(&screen)
  }

  private init?(_ screen: any Screen) {
    switch screen {
    case let model as SignInModel: self = .signIn(model)
    case let model as DeviceCodeModel: self = .deviceCode(model)
    case let model as HomeModel: self = .home(model)
    case let model as CategoryModel: self = .category(model)
    case let model as SearchModel: self = .search(model)
    case let model as DetailModel: self = .detail(model)
    case let model as PlayerModel: self = .player(model)
    case let model as MyPageModel: self = .myPage(model)
    case let model as StartModel: self = .start(model)
    default: return nil
    }
  }

  /// The entry of the header the page belongs to; `nil` for pages that belong to none.
  var headerEntry: HeaderEntry? {
    switch self {
    case .home: .home
    case .category(let model): .category(model.category)
    case .search: .search
    case .myPage: .myPage
    case .signIn, .deviceCode, .detail, .player, .start: nil
    }
  }

  /// Whether header and footer stand around the page.
  var hasHeader: Bool {
    switch self {
    case .home, .category, .search, .detail, .myPage: true
    case .signIn, .deviceCode, .player, .start: false
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
