import PickClient
import PickModel
import PickTUI
import Synchronization

/// Theme and language as chosen on the screen, in `$XDG_STATE_HOME/pick/settings`.
///
/// Two lines, `language=ko` and `theme=dark`; read at start-up without a parser. The remembered
/// number is kept beside the session, one a database.
///
/// What was only said for one run, by an option or because a theme was missing, is not kept.
final class SettingsFile: SettingsStore {
  /// `nil` where nothing can be kept.
  let path: String?
  let number: RememberedNumber
  private let run = Mutex(Run())

  /// What a run began with, and what was changed on the screen since.
  private struct Run {
    var first: Settings?
    var hasNewLanguage = false
    var hasNewTheme = false
  }

  init(path: String?, number: RememberedNumber) {
    self.path = path
    self.number = number
  }

  /// Says what the screen begins with; only what differs from it later is a choice.
  func begin(with first: Settings) { run.withLock { $0.first = first } }

  /// What was chosen before; `nil` for what was not.
  var chosen: (language: Language?, theme: String?) {
    guard let path, let text = try? SmallTextFile.read(path) else { return (nil, nil) }
    // By bytes: a line of a damaged file may be costly to compare.
    func value(of key: String) -> String? {
      let prefix = Array("\(key)=".utf8)
      let line = text.utf8.split(separator: UInt8(ascii: "\n")).last { $0.starts(with: prefix) }
      guard let value = line?.dropFirst(prefix.count), OutsideName.isPlain(value) else {
        return nil
      }
      return String(value)
    }
    return (value(of: "language").flatMap(Language.init(rawValue:)), value(of: "theme"))
  }

  func save(_ new: Settings) {
    number.save(new.rememberedNumber)
    guard let path else { return }
    let (language, theme) = choices(in: new)
    let lines = [language.map { "language=\($0.rawValue)\n" }, theme.map { "theme=\($0)\n" }]
    SmallTextFile.replace(path, with: lines.compactMap { $0 }.joined())
  }

  /// What is to be kept: what was chosen in this run, else what was kept before.
  private func choices(in new: Settings) -> (language: Language?, theme: String?) {
    let kept = chosen
    return run.withLock { run in
      run.hasNewLanguage = run.hasNewLanguage || new.language != run.first?.language
      run.hasNewTheme = run.hasNewTheme || new.theme != run.first?.theme
      return (
        run.hasNewLanguage ? new.language : kept.language, run.hasNewTheme ? new.theme : kept.theme
      )
    }
  }
}
