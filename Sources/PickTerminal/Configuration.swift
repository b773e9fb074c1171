import Glibc
import PickCommand
package import PickModel
import PickTUI
import TOMLKit

/// A viewer's `config.toml`; every key has a default in code.
package struct Configuration: Equatable {
  /// The language to start with, until another is chosen on the screen.
  var language: Language?
  /// The theme to start with, until another is chosen on the screen.
  var theme: String?
  /// Whether lines are drawn in ASCII.
  var isASCII = false
  /// How titles' pictures are shown, as far as the terminal has colours for them.
  var pictures = PictureChoice.auto
  /// The colours to use, as far as the terminal has them; `nil` for what the terminal says.
  var colors: ColorDepth?
  /// Milliseconds after which Esc was the key.
  var escapeDelay: Int?
  /// The database to open.
  package var data: String?
  /// The server to ask instead of a database.
  var server: String?
  /// The certificates of the authority that vouches for the server.
  var caFile: String?
  /// When a part is begun and finished, on this machine's database.
  package var watching = WatchingRule.standard
  /// The keys.
  var keyMap = KeyMap()
  /// How a lobby's program behaves.
  var kiosk = Kiosk()

  /// The table `[kiosk]`.
  struct Kiosk: Equatable {
    var number: String?
    var password: String?
    var pin: String?
    var idleSeconds = 90
    var countdownSeconds = 15
    var playbackIdleSeconds = 1200
    /// Whether titles from 19 on are shown.
    var showsAdultTitles = false
  }
}

extension Configuration {
  /// Reads a file; the defaults when there is none.
  ///
  /// - Throws: `Failure` with file, line and key of what is wrong (status 78).
  init(path: String?) throws(Failure) {
    self.init()
    guard let path, access(path, F_OK) == 0 else { return }
    let text: String
    do { text = try SmallTextFile.read(path) } catch {
      throw Failure(.configuration, "\(path) \(error.words).")
    }
    let source = ConfigurationSource(path: path, text: text)
    let excess = source.excess
    let table: TOMLTable
    do {
      // Before what is too much may stand an unknown key, which says more.
      table = try TOMLTable(string: excess.map { source.text(before: $0.line) } ?? text)
    } catch let error as TOMLParseError {
      throw Failure(.configuration, "\(path):\(error.source.begin.line) is not valid TOML.")
    } catch {
      throw Failure(.configuration, "\(path) is not valid TOML.")
    }
    try read(table, source)
    if let excess { throw source.tooMuch(excess) }
  }

  private mutating func read(
    _ table: TOMLTable, _ source: ConfigurationSource
  ) throws(Failure) {
    for key in source.ordered(table.keys) {
      switch key {
      case "language":
        guard let language = table[key]?.string.flatMap(Language.init(rawValue:)) else {
          throw source.wrong(key, "is \(Language.codes)")
        }
        self.language = language
      case "theme": theme = try source.string(table, key)
      case "server": server = try source.string(table, key)
      case "ca_file": caFile = try source.string(table, key)
      case "data": data = try source.string(table, key)
      case "ascii": isASCII = try source.flag(table, key)
      case "pictures": pictures = try source.pictures(table, key)
      case "finished_percent":
        watching.finishedPercent = try source.number(table, key, WatchingRule.percents)
      case "credits_seconds":
        watching.creditsSeconds = try source.number(table, key, WatchingRule.credits)
      case "colors": colors = try source.colors(table, key)
      case "escape_delay": escapeDelay = try source.escapeDelay(table, key)
      case "keys": keyMap = try source.keyMap(table, key)
      case "kiosk": try readKiosk(try source.table(table, key), source.inside(key))
      default: throw source.wrong(key, "is not a key of Pick's configuration")
      }
    }
  }

  private mutating func readKiosk(
    _ table: TOMLTable, _ source: ConfigurationSource
  ) throws(Failure) {
    for key in source.ordered(table.keys) {
      switch key {
      case "number": kiosk.number = try source.string(table, key)
      case "password": kiosk.password = try source.password(table, key)
      case "pin": kiosk.pin = try source.pin(table, key)
      case "idle_seconds": kiosk.idleSeconds = try source.seconds(table, key)
      case "countdown_seconds": kiosk.countdownSeconds = try source.seconds(table, key)
      case "playback_idle_seconds": kiosk.playbackIdleSeconds = try source.seconds(table, key)
      case "adult_titles": kiosk.showsAdultTitles = try source.flag(table, key)
      default: throw source.wrong(key, "is not a key of [kiosk]")
      }
    }
  }
}
