import PickClient
import PickModel
import PickTUI

/// Theme and language as chosen on the screen, in `$XDG_STATE_HOME/pick/settings`.
///
/// Two lines, `language=ko` and `theme=dark`; read at start-up without a parser. The remembered
/// number is kept beside the session, one a database.
struct SettingsFile: SettingsStore {
  /// `nil` where nothing can be kept.
  let path: String?
  let number: RememberedNumber

  /// What was chosen before; `nil` for what was not.
  var chosen: (language: Language?, theme: String?) {
    guard let path, let text = SmallTextFile.read(path) else { return (nil, nil) }
    var values: [Substring: String] = [:]
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: "=", maxSplits: 1)
      if parts.count == 2 { values[parts[0]] = String(parts[1]) }
    }
    return (values["language"].flatMap(Language.init(rawValue:)), values["theme"])
  }

  func save(_ settings: Settings) {
    number.save(settings.rememberedNumber)
    guard let path else { return }
    SmallTextFile.replace(
      path, with: "language=\(settings.language.rawValue)\ntheme=\(settings.theme)\n")
  }
}
