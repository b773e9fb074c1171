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
