import ArgumentParser
import Logging
import PickClient
import PickCommand
import PickModel
import PickTUI
import Testing

@testable import PickTerminal
@testable import pick

@Suite("What the program starts with")
struct StartTests {
  private let room: Room
  private let full = TerminalCapabilities.full

  init() throws { room = try Room() }

  private func start(
    _ arguments: [String] = [], _ configuration: Configuration = Configuration(),
    chosen: String? = nil
  ) throws -> Start {
    let settings = SettingsFile(
      path: try chosen.map { try room.write($0, to: "settings") },
      number: RememberedNumber(file: nil))
    return Start(
      options: try PickArguments.parse(arguments).options, configuration: configuration,
      environment: room.environment,
      circumstances: Backing.Circumstances(), settings: settings)
  }

  private func language(_ start: Start) -> Language {
    start.model(
      capabilities: full, theme: start.theme(), kiosk: nil, contentTime: nil
    ).settings.language
  }

  @Test("a flag counts before a choice on the screen, and that before the configuration")
  func order() throws {
    var configuration = Configuration()
    #expect(language(try start()) == .korean)
    configuration.language = .english
    #expect(language(try start([], configuration)) == .english)
    #expect(language(try start([], configuration, chosen: "language=ko\n")) == .korean)
    #expect(
      language(try start(["--lang", "en"], configuration, chosen: "language=ko")) == .english)
  }

  @Test("a theme that is not there is told, and the default used")
  func theme() throws {
    let theme = try start(["--theme", "neon"]).theme()
    #expect(theme.theme == .dark)
    #expect(theme.problem == .unknown(name: "neon"))
  }

  @Test("a choice that was cut short or changed by hand is not taken")
  func chosen() throws {
    let start = try start([], Configuration(), chosen: "language=fr\nth")
    #expect(language(start) == .korean)
    #expect(start.theme().problem == nil)
  }

  @Test("a kiosk needs a PIN and somebody to sign in, or ends with 78")
  func kiosk() throws {
    var configuration = Configuration()
    #expect(try start([], configuration).kiosk() == nil)
    func status() throws -> PickCommand.ExitStatus? {
      do {
        _ = try start(["--kiosk"], configuration).kiosk()
        return nil
      } catch let failure as Failure {
        return failure.status
      }
    }
    #expect(try status() == .configuration)
    configuration.kiosk.pin = "2580"
    #expect(try status() == .configuration)
    configuration.kiosk.number = "77"
    #expect(try status() == .configuration)
    configuration.kiosk.password = "secret"
    #expect(try status() == nil)
    let kiosk = try start(["--kiosk"], configuration).kiosk()
    #expect(kiosk?.credentials == Credentials(number: "77", password: "secret"))
    #expect(kiosk?.playbackIdleSeconds == 1200)
  }

  @Test("titles from 19 on are left out in a kiosk, unless they are allowed")
  func adultTitles() throws {
    var configuration = Configuration()
    #expect(try !start([], configuration).leavesOutAdult)
    #expect(try start(["--kiosk"], configuration).leavesOutAdult)
    configuration.kiosk.showsAdultTitles = true
    #expect(try !start(["--kiosk"], configuration).leavesOutAdult)
  }
}

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
