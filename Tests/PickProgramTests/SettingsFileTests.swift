import PickClient
import PickModel
import PickTUI
import Testing

@testable import pick

@Suite("Settings file")
struct SettingsFileTests {
  private let room: Room
  private let settings: SettingsFile

  init() throws {
    room = try Room()
    settings = SettingsFile(path: "\(room.home)/settings", number: RememberedNumber(file: nil))
  }

  private func state(_ language: Language, _ theme: String) -> Settings {
    Settings(language: language, theme: theme, rememberedNumber: nil)
  }

  @Test("what was only said for one run is not kept")
  func options() {
    settings.begin(with: state(.english, "dark"))
    settings.save(state(.english, "dark"))
    #expect(settings.chosen.language == nil)
    #expect(settings.chosen.theme == nil)
  }

  @Test("what is chosen on the screen is kept, also when it is what the run began with")
  func choices() {
    settings.begin(with: state(.korean, "dark"))
    settings.save(state(.english, "dark"))
    #expect(settings.chosen.language == .english)
    #expect(settings.chosen.theme == nil)
    settings.save(state(.korean, "light"))
    #expect(settings.chosen.language == .korean)
    #expect(settings.chosen.theme == "light")
  }

  @Test("a theme that is missing today is still the chosen one tomorrow")
  func missingTheme() throws {
    _ = try room.write("language=ko\ntheme=mine\n", to: "settings")
    settings.begin(with: state(.korean, "dark"))
    settings.save(state(.english, "dark"))
    #expect(settings.chosen.language == .english)
    #expect(settings.chosen.theme == "mine")
  }

  @Test(
    "what no theme can be called is no chosen theme",
    arguments: [String(repeating: "a", count: 65), "e" + String(repeating: "\u{301}", count: 9)])
  func strangeTheme(name: String) throws {
    _ = try room.write("language=ko\ntheme=\(name)\n", to: "settings")
    #expect(settings.chosen.language == .korean && settings.chosen.theme == nil)
  }
}
