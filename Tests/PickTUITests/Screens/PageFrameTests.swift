import PickClient
import PickModel
import PickTestSupport
import Testing

@testable import PickTUI

/// A page or state, and the screens it is looked at on.
struct FrameScene: Sendable {
  /// The screens of most scenes: the usual one, and one without room in the other language.
  static let two = [.usual, Screen(Size(columns: 40, rows: 12), .english)]
  /// Every size in both languages, for the scenes whose layout depends most on the room there is:
  /// home (how many cards and shelves fit), a series (a synopsis of two, four or seven lines above
  /// buttons that wrap) and sign-in (a form in the middle of the screen).
  static let six = [Language.korean, .english].flatMap { language in
    [(80, 24), (120, 40), (40, 12)].map { columns, rows in
      Screen(Size(columns: columns, rows: rows), language)
    }
  }

  /// The usual size and one without room, each in both languages.
  static let four = [Language.korean, .english].flatMap { language in
    [(80, 24), (40, 12)].map { Screen(Size(columns: $0, rows: $1), language) }
  }

  let name: String
  let screens: [Screen]
  let stage: @Sendable (Screen) -> Stage

  init(
    _ name: String, on screens: [Screen] = two, _ stage: @escaping @Sendable (Screen) -> Stage
  ) {
    self.name = name
    self.screens = screens
    self.stage = stage
  }

  /// What keys lead to from home.
  init(_ name: String, on screens: [Screen] = two, pressing keys: Key...) {
    self.init(name, on: screens) { screen in
      var stage = Stage.home(on: screen)
      for key in keys { stage.press(key) }
      return stage
    }
  }

  /// The scene on one screen; the description is the name of its golden frame.
  struct Picture: Sendable, CustomStringConvertible {
    let scene: FrameScene
    let screen: Screen

    var description: String { "\(scene.name)-\(screen)" }

    /// What differs from the golden frame.
    var difference: String? {
      GoldenFrame.difference(scene.stage(screen).frame, from: description)
    }
  }

  var pictures: [Picture] { screens.map { Picture(scene: self, screen: $0) } }
}

@Suite("Pages and states on the screen")
struct PageFrameTests {
  /// The pages of a working service, as keys reach them.
  static let scenes = [
    FrameScene("home", on: FrameScene.six),
    FrameScene("home-shelf-focused", pressing: .down, .down, .right),
    FrameScene("home-header", pressing: .up, .up, .right),
    FrameScene("category", pressing: .character("4")),
    FrameScene("detail-series", on: FrameScene.six, pressing: .down, .enter),
    FrameScene("detail-episodes", pressing: .down, .enter, .down, .down, .down, .down),
    FrameScene("detail-film", pressing: .character("4"), .enter),
    FrameScene("search", pressing: .character("/")),
    FrameScene("search-results", pressing: .character("/"), .character("의"), .down, .down, .down),
    FrameScene("search-none") {
      var stage = Stage.home(on: $0)
      stage.press(.character("/"))
      stage.type("없는말")
      return stage
    },
    FrameScene("mine", pressing: .character("8")),
    FrameScene("mine-taste", pressing: .character("8"), .down, .down, .down),
    FrameScene(
      "mine-password", pressing: .character("8"), .down, .down, .down, .down, .down, .enter),
    FrameScene("help", pressing: .character("?")),
    FrameScene("why", pressing: .down, .character("i")),
    FrameScene("why-figures", pressing: .down, .character("i"), .enter),
    FrameScene("quit", pressing: .character("q")),
    FrameScene("sign-out", pressing: .up, .up, .end, .enter),
    FrameScene("player") {
      var stage = Stage.home(on: $0)
      stage.press(.down, .space)
      stage.send(.alarm(.playback(run: 1)), after: 1)
      return stage
    },
  ]

  @Test(
    "look as they did", arguments: (scenes + StateFrames.scenes).flatMap(\.pictures))
  func looks(picture: FrameScene.Picture) {
    let difference = picture.difference
    #expect(difference == nil, "\(difference ?? "")")
  }
}

/// States that are not reached by keys on a working service.
enum StateFrames {
  static let scenes = [
    FrameScene("sign-in", on: FrameScene.six) { signIn(on: $0) },
    FrameScene("sign-in-wrong") {
      var stage = signIn(on: $0)
      stage.signIn(Credentials(number: "0101234567", password: "x"))
      return stage
    },
    FrameScene("sign-in-expired") {
      var stage = Stage.home(on: $0)
      stage.failures[.authorization] = .sessionEnded(.expired)
      stage.press(.character("4"))
      return stage
    },
    FrameScene("home-loading") {
      var stage = waiting(on: $0)
      stage.send(.alarm(.slow(stage.model.lastRequest)))
      return stage
    },
    FrameScene("home-failed") {
      var stage = waiting(on: $0)
      stage.send(.alarm(.deadline(stage.model.lastRequest)), after: 10)
      return stage
    },
    FrameScene("home-shelf-failed") {
      showing(
        HomePage(
          hero: SampleWorld.home.hero, shelves: [.failed(.continueWatching)],
          builtFor: SampleWorld.now, isPersonalised: false), on: $0)
    },
    FrameScene("home-part-coming") {
      var stage = ShelfPartsTests.stage(ShelfPartsTests.home(picks: 0), on: $0)
      stage.send(.alarm(.slow(stage.model.lastRequest)))
      stage.press(.down, .down)
      return stage
    },
    FrameScene("home-part-failed") {
      var stage = ShelfPartsTests.stage(ShelfPartsTests.home(picks: 0), on: $0)
      stage.send(.alarm(.deadline(stage.model.lastRequest)), after: 10)
      stage.press(.down, .down)
      return stage
    },
    FrameScene("sign-in-remote") { DeviceCodeTests.signIn(on: $0) },
    FrameScene("device-code") { DeviceCodeTests.code(on: $0) },
    FrameScene("device-code-expired") {
      var stage = DeviceCodeTests.code(on: $0)
      stage.send(.alarm(.deviceTick(run: stage.model.lastNumber)), after: 600)
      return stage
    },
    FrameScene("mine-approve") { ApprovalTests.form(on: $0) },
    FrameScene("mine-approve-device") { ApprovalTests.device(on: $0) },
    FrameScene("home-old") { ServerTests.old(on: $0) },
    FrameScene("home-offline") { ServerTests.offline(on: $0) },
    FrameScene("home-empty") {
      showing(
        HomePage(hero: [], shelves: [], builtFor: SampleWorld.now, isPersonalised: false), on: $0)
    },
    FrameScene("category-empty") {
      var stage = Stage.home(on: $0)
      stage.answers = false
      stage.press(.character("5"))
      stage.send(
        .answered(
          stage.model.lastRequest, .category(.kids),
          .success(.category(CategoryPage(category: .kids, shelves: [])))))
      return stage
    },
    FrameScene(
      "too-small",
      on: [Language.korean, .english].map { Screen(Size(columns: 30, rows: 8), $0) }
    ) { Stage.home(on: $0) },
    FrameScene("mine-home") { HomeFormTests.moving(on: $0) },
    FrameScene("search-filter-list") { FilterTests.menu(on: $0) },
    FrameScene("search-filter-none") { FilterTests.nothing(on: $0) },
    FrameScene("search-near", on: FrameScene.four) { NearSearchTests.focused(on: $0) },
    FrameScene("category-by-name") { FilterTests.films(on: $0) },
    FrameScene("player-ended") { NextEpisodeTests.ended(on: $0) },
    FrameScene("player-still-watching") { NextEpisodeTests.playedOnThrice(on: $0) },
    FrameScene("kiosk-start") {
      Stage(on: $0, kiosk: KioskOptions(credentials: SampleWorld.credentials, pin: "2580"))
    },
    FrameScene("kiosk-search", on: FrameScene.four) { KeyPadTests.search(on: $0) },
    FrameScene("kiosk-search-results", on: FrameScene.four) {
      var stage = KeyPadTests.search(on: $0)
      // From ㄱ to ABC; in English the pad begins with Latin letters.
      if $0.language == .korean {
        stage.press(.down, .down, .right, .right, .right, .right, .right, .enter)
      }
      stage.press(.down, .right, .right, .right, .right, .enter)
      return stage
    },
    FrameScene("kiosk-search-console", on: [Screen(Size(columns: 40, rows: 12), .english)]) {
      KeyPadTests.search(on: $0, capabilities: KeyPadTests.console)
    },
    FrameScene("kiosk-pin", on: FrameScene.four) {
      var stage = KeyPadTests.lobby(on: $0)
      stage.press(.escape, .up, .up)
      return stage
    },
    FrameScene("kiosk-pin-wait", on: FrameScene.four) {
      var stage = KeyPadTests.lobby(on: $0)
      stage.press(.escape)
      for _ in 0..<2 {
        stage.type("1111")
        stage.press(.enter)
      }
      return stage
    },
    FrameScene("kiosk-still-watching") {
      var stage = KeyPadTests.lobby(on: $0)
      stage.press(.space)
      stage.send(.alarm(.kioskIdle(visit: stage.model.kiosk.visit)), after: 1200)
      return stage
    },
  ]

  private static func signIn(on screen: Screen) -> Stage {
    var stage = Stage(on: screen, demoAccount: SampleWorld.credentials)
    stage.failures[.authorization] = .sessionEnded(.signedOut)
    stage.send(.started(seed: 1))
    stage.failures = [:]
    return stage
  }

  private static func waiting(on screen: Screen) -> Stage {
    var stage = Stage(on: screen)
    stage.answers = false
    stage.send(.started(seed: 1))
    return stage
  }

  private static func showing(_ page: HomePage, on screen: Screen) -> Stage {
    var stage = waiting(on: screen)
    stage.send(.answered(stage.model.lastRequest, .home, .success(.home(page))))
    return stage
  }
}

@Suite("Golden frames")
struct GoldenFrameTests {
  @Test("every file is read by one test, and every picture has its file")
  func files() throws {
    let scenes = PageFrameTests.scenes + StateFrames.scenes
    let read =
      scenes.flatMap(\.pictures).map(\.description) + WidgetFrameTests.pictures.map(\.description)
    let files = try GoldenFrame.names()
    #expect(Set(read).count == read.count)
    #expect(files.subtracting(read) == [], "no test reads these")
    #expect(Set(read).subtracting(files) == [], "make golden writes these")
  }

  @Test("styles are written as the roles of a row's columns")
  func styles() {
    var canvas = Canvas(size: Size(columns: 8, rows: 2))
    canvas.text("한a", at: .zero, .accent)
    canvas.put("b", at: Point(column: 4, row: 0), Style(.headerCurrent, [.bold, .underline]))
    canvas.placeCursor(at: Point(column: 1, row: 1))
    #expect(
      GoldenFrame.text(of: canvas.frame) == """
        한a b

        --- style 8x2
        0: accent 0-2, header-current bold underline 4
        --- cursor 1,1

        """)
  }
}
