import PickClient
import PickModel
import PickTestSupport
import Testing

@testable import PickTUI

@Suite("Pages on the screen")
struct PageFrameTests {
  /// The sizes and languages every page is looked at in.
  static let settings: [(Size, Language)] = [
    (Size(columns: 80, rows: 24), .korean), (Size(columns: 120, rows: 40), .korean),
    (Size(columns: 40, rows: 12), .korean), (Size(columns: 80, rows: 24), .english),
    (Size(columns: 120, rows: 40), .english), (Size(columns: 40, rows: 12), .english),
  ]

  /// Every page and state, by the name of its files.
  static let scenes: [(String, @Sendable (inout Stage) -> Void)] = [
    ("home", { _ in }),
    ("home-shelf-focused", { $0.press(.down, .down, .right) }),
    ("home-header", { $0.press(.up, .up, .right) }),
    ("category", { $0.press(.character("4")) }),
    ("detail-series", { $0.press(.down, .enter) }),
    ("detail-episodes", { $0.press(.down, .enter, .down, .down, .down) }),
    (
      "detail-film",
      {
        $0.send(.input(.key(.character("4")))); $0.press(.enter)
      }
    ),
    ("search", { $0.press(.character("/")) }),
    (
      "search-results",
      {
        $0.press(.character("/")); $0.type("의"); $0.press(.down, .down)
      }
    ),
    (
      "search-none",
      {
        $0.press(.character("/")); $0.type("없는말")
      }
    ),
    ("mine", { $0.press(.character("8")) }),
    ("mine-taste", { $0.press(.character("8"), .down, .down) }),
    ("mine-password", { $0.press(.character("8"), .down, .down, .down, .down, .enter) }),
    ("help", { $0.press(.character("?")) }),
    ("why", { $0.press(.down, .character("i")) }),
    ("quit", { $0.press(.character("q")) }),
    (
      "player",
      {
        $0.press(.down, .space); $0.send(.alarm(.playback(run: 1)), after: 1)
      }
    ),
  ]

  @Test("look as they did", arguments: scenes.indices, settings.indices)
  func looks(scene: Int, setting: Int) {
    let (size, language) = Self.settings[setting]
    var stage = Stage.home(size: size, language: language)
    Self.scenes[scene].1(&stage)
    let name =
      "\(Self.scenes[scene].0)-\(size.columns)x\(size.rows)-\(language.rawValue)"
    let difference = GoldenFrame.difference(stage.frame, from: name)
    #expect(difference == nil, "\(difference ?? "")")
  }
}

@Suite("States on the screen")
struct StateFrameTests {
  /// States that are not reached by keys on a working service, by the name of their files.
  static let scenes: [(String, @Sendable (Size, Language) -> Stage)] = [
    ("sign-in", { signIn($0, $1) }),
    (
      "sign-in-wrong",
      {
        var stage = signIn($0, $1)
        stage.type("0101234567")
        stage.press(.enter)
        stage.type("x")
        stage.press(.enter)
        return stage
      }
    ),
    (
      "sign-in-expired",
      {
        var stage = Stage.home(size: $0, language: $1)
        stage.failures[.authorization] = .sessionEnded(.expired)
        stage.press(.character("4"))
        return stage
      }
    ),
    (
      "home-loading",
      {
        var stage = waiting($0, $1)
        stage.send(.alarm(.slow(stage.model.lastRequest)))
        return stage
      }
    ),
    (
      "home-failed",
      {
        var stage = waiting($0, $1)
        stage.send(.alarm(.deadline(stage.model.lastRequest)), after: 10)
        return stage
      }
    ),
    (
      "home-shelf-failed",
      {
        showing(
          HomePage(
            hero: SampleWorld.home.hero, shelves: [.failed(.continueWatching)],
            builtFor: SampleWorld.now, isPersonalised: false), $0, $1)
      }
    ),
    (
      "home-part-coming",
      {
        var stage = ShelfPartsTests.stage(
          ShelfPartsTests.home(picks: 0), size: $0, language: $1)
        stage.send(.alarm(.slow(stage.model.lastRequest)))
        stage.press(.down, .down)
        return stage
      }
    ),
    (
      "home-part-failed",
      {
        let page = ShelfPartsTests.home(picks: 0)
        var stage = ShelfPartsTests.stage(page, size: $0, language: $1)
        stage.send(.alarm(.deadline(stage.model.lastRequest)), after: 10)
        stage.press(.down, .down)
        return stage
      }
    ),
    ("sign-in-remote", { DeviceCodeTests.signIn(size: $0, language: $1) }),
    ("device-code", { DeviceCodeTests.code(size: $0, language: $1) }),
    (
      "device-code-expired",
      {
        var stage = DeviceCodeTests.code(size: $0, language: $1)
        stage.send(.alarm(.deviceTick(run: stage.model.lastNumber)), after: 600)
        return stage
      }
    ),
    ("mine-approve", { ApprovalTests.form(size: $0, language: $1) }),
    ("mine-approve-device", { ApprovalTests.device(size: $0, language: $1) }),
    ("home-old", { ServerTests.old(size: $0, language: $1) }),
    ("home-offline", { ServerTests.offline(size: $0, language: $1) }),
    (
      "home-empty",
      {
        showing(
          HomePage(hero: [], shelves: [], builtFor: SampleWorld.now, isPersonalised: false), $0,
          $1)
      }
    ),
    (
      "category-empty",
      {
        var stage = Stage.home(size: $0, language: $1)
        stage.answers = false
        stage.press(.character("5"))
        stage.send(
          .answered(
            stage.model.lastRequest, .category(.kids),
            .success(.category(CategoryPage(category: .kids, shelves: [])))))
        return stage
      }
    ),
    (
      "too-small",
      { _, language in Stage.home(size: Size(columns: 30, rows: 8), language: language) }
    ),
    (
      "player-ended",
      {
        var stage = Stage.home(size: $0, language: $1)
        stage.press(.down, .enter, .down, .down, .enter)
        for _ in 0..<4 { stage.press(.pageDown) }
        return stage
      }
    ),
    (
      "kiosk-start",
      {
        Stage(
          size: $0, language: $1,
          kiosk: KioskOptions(credentials: SampleWorld.credentials, pin: "2580"))
      }
    ),
  ]

  private static func signIn(_ size: Size, _ language: Language) -> Stage {
    var stage = Stage(size: size, language: language, demoAccount: SampleWorld.credentials)
    stage.failures[.authorization] = .sessionEnded(.signedOut)
    stage.send(.started(seed: 1))
    stage.failures = [:]
    return stage
  }

  private static func waiting(_ size: Size, _ language: Language) -> Stage {
    var stage = Stage(size: size, language: language)
    stage.answers = false
    stage.send(.started(seed: 1))
    return stage
  }

  private static func showing(_ page: HomePage, _ size: Size, _ language: Language) -> Stage {
    var stage = waiting(size, language)
    stage.send(.answered(stage.model.lastRequest, .home, .success(.home(page))))
    return stage
  }

  @Test("look as they did", arguments: scenes.indices, PageFrameTests.settings.indices)
  func looks(scene: Int, setting: Int) {
    let (size, language) = PageFrameTests.settings[setting]
    let stage = Self.scenes[scene].1(size, language)
    let name = "\(Self.scenes[scene].0)-\(size.columns)x\(size.rows)-\(language.rawValue)"
    let difference = GoldenFrame.difference(stage.frame, from: name)
    #expect(difference == nil, "\(difference ?? "")")
  }
}
