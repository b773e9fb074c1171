import Glibc
package import PickClient
import PickModel
import PickSystem
import PickTUI
import Synchronization

/// Theme and language as chosen on the screen, in `$XDG_STATE_HOME/pick/settings`.
///
/// Two lines, `language=ko` and `theme=dark`; read at start-up without a parser. The remembered
/// number is kept beside the session, one a database.
///
/// Choices for one run, by an option or because a theme was missing, are not kept.
package final class SettingsFile: SettingsStore {
  /// `nil` where nothing can be kept.
  let path: String?
  let number: RememberedNumber
  private let run = Mutex(Run())

  /// The first settings of a run, and which were changed on the screen.
  private struct Run {
    var first: Settings?
    var hasNewLanguage = false
    var hasNewTheme = false
  }

  package init(path: String?, number: RememberedNumber) {
    self.path = path
    self.number = number
  }

  /// Says what the screen begins with; only what differs from it later is a choice.
  func begin(with first: Settings) { run.withLock { $0.first = first } }

  /// The settings kept by an earlier run; `nil` for those never chosen.
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

  /// The settings to keep: those chosen in this run, else those kept before.
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

/// Files a person writes: small, regular, UTF-8.
enum SmallTextFile {
  private static let maximumBytes = 256 * 1024

  /// Why there is no text to be had.
  enum Obstacle: Error {
    /// The system's error.
    case system(errno: Int32)
    /// A directory, device, link to one, or pipe.
    case notAFile
    /// More than 256 KiB.
    case tooLong
    /// Bytes that are no UTF-8.
    case notUTF8
  }

  /// The text.
  static func read(_ path: String) throws(Obstacle) -> String {
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try Files.read(path, limit: maximumBytes, links: .followed)
    } catch {
      switch error {
      case .notRegular: throw .notAFile
      case .tooLarge: throw .tooLong
      case .missing, .symbolicLink, .foreignOwner, .openToOthers, .locked, .inputOutput:
        throw .system(errno: error.errno)
      }
    }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .notUTF8 }
    return text
  }

  /// Replaces a file as a whole, mode 0600; `false` when that cannot be done.
  @discardableResult
  static func replace(_ path: String, with text: String) -> Bool {
    do {
      try Files.replace(path, by: "\(path).\(getpid())", with: Array(text.utf8))
      return true
    } catch { return false }
  }
}

extension SmallTextFile.Obstacle {
  /// The obstacle as the end of a sentence that begins with the file's name.
  var words: String {
    switch self {
    case .system(let code): "cannot be read: \(String(cString: strerror(code)))"
    case .notAFile: "is not a file"
    case .tooLong: "is longer than 256 KiB"
    case .notUTF8: "is not a text in UTF-8"
    }
  }
}
