import PickClient
import PickCore
import PickModel
import PickTUI

/// Decides what the program starts with: flags before choices on the screen before configuration.
struct Start {
  let options: PickOptions
  let configuration: Configuration
  let circumstances: Backing.Circumstances
  let library: ThemeLibrary
  private let chosen: (language: Language?, theme: String?)
  private let rememberedNumber: String?

  init(
    options: PickOptions, configuration: Configuration, environment: Environment,
    circumstances: Backing.Circumstances, settings: SettingsFile
  ) {
    self.options = options
    self.configuration = configuration
    self.circumstances = circumstances
    library = ThemeLibrary(
      environment: environment.variables, executable: environment.executable)
    chosen = settings.chosen
    rememberedNumber = settings.number.load()
  }

  /// The theme to start with, and why it is not the one that was wanted.
  func theme() -> (theme: Theme, problem: ThemeError?) {
    let name = options.theme ?? chosen.theme ?? configuration.theme ?? Theme.dark.name
    do {
      return (try library.theme(named: name), nil)
    } catch {
      return (.dark, error)
    }
  }

  /// How the lobby's program behaves; `nil` without `--kiosk`.
  func kiosk() throws(Failure) -> KioskOptions? {
    guard options.kiosk else { return nil }
    let table = configuration.kiosk
    guard let pin = table.pin, !pin.isEmpty else {
      throw Failure(
        .configuration,
        "--kiosk needs a PIN to leave with: set pin in the table [kiosk] of the configuration.")
    }
    guard (table.number == nil) == (table.password == nil) else {
      throw Failure(
        .configuration, "number and password in the table [kiosk] belong together: set both.")
    }
    let demo = Credentials(
      number: DemoAccounts.kiosk.number, password: DemoAccounts.password)
    let configured = table.number.flatMap { number in
      table.password.map { Credentials(number: number, password: $0) }
    }
    guard let credentials = configured ?? (circumstances.isDemo ? demo : nil) else {
      throw Failure(
        .configuration,
        "--kiosk needs number and password in the table [kiosk] of the configuration.")
    }
    return KioskOptions(
      credentials: credentials, pin: pin, idleSeconds: table.idleSeconds,
      countdownSeconds: table.countdownSeconds)
  }

  /// The first state of the screen.
  func model(
    capabilities: TerminalCapabilities, theme: (theme: Theme, problem: ThemeError?),
    kiosk: KioskOptions?, contentTime: Instant?
  ) -> AppModel {
    let showsUnicode = capabilities.showsUnicode && !options.ascii && !configuration.isASCII
    let shown = TerminalCapabilities(
      showsHangul: capabilities.showsHangul, showsUnicode: showsUnicode,
      colors: capabilities.colors)
    let language =
      options.lang?.language ?? chosen.language ?? configuration.language ?? .korean
    let demo = Credentials(
      number: DemoAccounts.viewer.number, password: DemoAccounts.password)
    return AppModel(
      size: .zero,
      settings: Settings(
        language: language, theme: theme.theme.name, rememberedNumber: rememberedNumber),
      options: AppOptions(
        keyMap: configuration.keyMap, capabilities: shown, themes: library.names,
        demoAccount: circumstances.isDemo ? demo : nil, kiosk: kiosk,
        firstNotice: notice(capabilities, theme.problem), contentTime: contentTime,
        isRemote: circumstances.isRemote),
      now: SystemWallClock().now())
  }

  private func notice(
    _ capabilities: TerminalCapabilities, _ problem: ThemeError?
  ) -> Announcement.Kind? {
    if let problem { return .message(problem.message) }
    if circumstances.isUnsaved { return .unsaved }
    return capabilities.showsHangul ? nil : .englishOnly
  }
}
