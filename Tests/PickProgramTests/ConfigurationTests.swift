import Foundation
import PickCommand
import PickModel
import PickTUI
import Testing

@testable import PickTerminal
@testable import pick

@Suite("Configuration")
struct ConfigurationTests {
  /// Reads a text as `config.toml`.
  private func read(_ text: String) throws -> Configuration {
    let room = try Room()
    return try Configuration(path: try room.write(text, to: "config.toml"))
  }

  /// What reading a text fails with, the folder left out of the sentence.
  private func failure(_ text: String) throws -> (status: PickCommand.ExitStatus, sentence: String)?
  {
    let room = try Room()
    let path = try room.write(text, to: "config.toml")
    do {
      _ = try Configuration(path: path)
      return nil
    } catch {
      return (error.status, String(error.sentence.dropFirst(room.home.count + 1)))
    }
  }

  @Test("without a file, or without a place for one, the defaults count")
  func defaults() throws {
    #expect(try Configuration(path: nil) == Configuration())
    #expect(try Configuration(path: "/nowhere/config.toml") == Configuration())
    #expect(try read("") == Configuration())
    #expect(Configuration().kiosk.idleSeconds == 90)
    #expect(Configuration().kiosk.countdownSeconds == 15)
  }

  @Test("a file that holds more than settings is refused unparsed, its first unknown key named")
  func excessive() throws {
    let keys = (0..<20_000).map { "k\($0) = 1\n" }.joined()
    let tables = (0..<15_000).map { "[t\($0)]\n" }.joined()
    let dotted = String(repeating: "a.", count: 100_000) + "a = 1\n"
    #expect(try failure(keys)?.sentence.contains("config.toml:1: \"k0\"") == true)
    #expect(try failure(tables)?.sentence.contains("config.toml:1: \"t0\"") == true)
    #expect(try failure("ascii = true\n" + dotted)?.sentence.contains("config.toml:2") == true)
    #expect(try failure("z = 1\n" + dotted)?.sentence.contains(":1: \"z\"") == true)
    #expect(try failure("z = 1\na = 1\n")?.sentence.contains(":1: \"z\"") == true)
  }

  @Test("a file that is no text of ours is refused with what is wrong with it")
  func noText() throws {
    let keys = String(repeating: "# a line of a comment\n", count: 20_000)
    #expect(try failure(keys)?.sentence.hasSuffix("config.toml is longer than 256 KiB.") == true)
    let directory = try #require(throws: Failure.self) { _ = try Configuration(path: "/tmp") }
    #expect(directory.sentence == "/tmp is not a file.")
    #expect(directory.status == .configuration)
  }

  @Test("every key is read")
  func everyKey() throws {
    let read = try read(
      """
      language = "en"
      theme = "light"
      ascii = true
      data = "/srv/pick.sqlite"
      server = "https://pick.example"
      ca_file = "/etc/pick/ca.pem"
      colors = "256"
      escape_delay = 200
      finished_percent = 95
      credits_seconds = 60

      [keys]
      quit = "Q"
      play = ["p", "space"]

      [kiosk]
      number = "77"
      password = "secret"
      pin = "2580"
      idle_seconds = 60
      countdown_seconds = 10
      playback_idle_seconds = 3600
      adult_titles = true
      """)
    #expect(read.language == .english)
    #expect(read.theme == "light")
    #expect(read.isASCII)
    #expect(read.watching.finishedPercent == 95 && read.watching.creditsSeconds == 60)
    #expect(read.colors == .palette256 && read.escapeDelay == 200)
    #expect(read.data == "/srv/pick.sqlite")
    #expect(read.server == "https://pick.example" && read.caFile == "/etc/pick/ca.pem")
    #expect(read.keyMap.action(for: .character("Q")) == .quit)
    #expect(read.keyMap.action(for: .character("q")) == nil)
    #expect(read.keyMap.keys(for: .play) == [.character("p"), .space])
    #expect(read.kiosk.number == "77" && read.kiosk.password == "secret")
    #expect(read.kiosk.pin == "2580")
    #expect(read.kiosk.idleSeconds == 60 && read.kiosk.countdownSeconds == 10)
    #expect(read.kiosk.playbackIdleSeconds == 3600 && read.kiosk.showsAdultTitles)
  }

  @Test("an empty text or list leaves an action without a key", arguments: ["\"\"", "[]"])
  func unbound(value: String) throws {
    let keyMap = try read("[keys]\nhide = \(value)\n").keyMap
    #expect(keyMap.keys(for: .hide).isEmpty)
    #expect(keyMap.action(for: .character("x")) == nil)
  }

  @Test(
    "what is wrong is told by file, line and key, and ends with 78",
    arguments: [
      ("langage = \"ko\"", "config.toml:1: \"langage\" is not a key of Pick's configuration."),
      ("# ko or en\nlanguage = \"fr\"", "config.toml:2: \"language\" is ko or en."),
      ("finished_percent = 0", "config.toml:1: \"finished_percent\" is a number, 1 to 100."),
      ("theme = 3", "config.toml:1: \"theme\" is a text in quotes."),
      ("ascii = \"yes\"", "config.toml:1: \"ascii\" is true or false."),
      ("pictures = true", "config.toml:1: \"pictures\" is auto, off, blocks, kitty or sixel."),
      ("colors = \"many\"", "config.toml:1: \"colors\" is auto, mono, 16, 256 or truecolor."),
      ("colors = 12", "config.toml:1: \"colors\" is auto, mono, 16, 256 or truecolor."),
      (
        "escape_delay = 3001",
        "config.toml:1: \"escape_delay\" is a number of milliseconds, 5 to 3000."
      ),
      (
        "[keys]\nquit = \"shift-g\"",
        "config.toml:2: \"quit\" has a key that never comes, shift-g: terminals send it as G."
      ),
      (
        "[keys]\nquit = \"ctrl-c\"",
        "config.toml:2: \"quit\" has a key that never comes, ctrl-c: it ends or stops Pick."
      ),
      (
        "[kiosk]\npassword = \"\(String(repeating: "a", count: 1025))\"",
        "config.toml:2: \"password\" has 1024 characters at most."
      ),
      ("kiosk = 1", "config.toml:1: \"kiosk\" is a table."),
      ("[lobby]\npin = \"1\"", "config.toml:1: \"lobby\" is not a key of Pick's configuration."),
      (
        "theme = \"dark\"\n[kiosk]\ntheme = \"x\"",
        "config.toml:3: \"theme\" is not a key of [kiosk]."
      ),
      (
        "[kiosk]\n\nidle_seconds = 0",
        "config.toml:3: \"idle_seconds\" is a number of seconds, 1 to 86400."
      ),
      ("[kiosk]\npin = \"\"", "config.toml:2: \"pin\" has 1 to 20 characters."),
      ("[keys]\nfly = \"f\"", "config.toml:2: \"fly\" is not an action."),
      ("[keys]\nquit = \"hyper-q\"", "config.toml:2: \"quit\" names no key: hyper-q."),
      ("[keys]\nquit = 3", "config.toml:2: \"quit\" is a key or a list of keys."),
      ("[keys]\nquit = [1]", "config.toml:2: \"quit\" is a list of keys."),
      (
        "[keys]\nhide = \"z\"\nquit = \"z\"",
        "config.toml:3: \"quit\" has a key that hide has already: z."
      ),
      ("theme = \"dark\"\nascii =", "config.toml:2 is not valid TOML."),
    ])
  func wrong(text: String, sentence: String) throws {
    let failure = try failure(text)
    #expect(failure?.sentence == sentence)
    #expect(failure?.status == .configuration)
  }

  @Test("docs/configuration.md names every action and every key of the file")
  func documented() throws {
    let page = URL(fileURLWithPath: #filePath).appending(path: "../../../docs/configuration.md")
    let text = try String(contentsOf: page.standardizedFileURL, encoding: .utf8)
    let words =
      Action.allCases.map(\.rawValue) + [
        "language", "theme", "ascii", "data", "server", "ca_file", "finished_percent",
        "credits_seconds", "colors", "escape_delay", "[keys]", "[kiosk]", "pin",
        "number", "password",
        "idle_seconds", "countdown_seconds", "playback_idle_seconds", "adult_titles",
      ]
    #expect(words.filter { !text.contains("`\($0)`") && !text.contains("`\($0) ") } == [])
  }

  @Test("a folder, a file without end and bytes that are no text are refused")
  func unreadable() throws {
    let room = try Room()
    for path in [room.home, "/dev/zero"] {
      #expect(throws: Failure.self) { try Configuration(path: path) }
    }
  }

  @Test(
    "colours are named or counted",
    arguments: [
      ("\"auto\"", nil), ("\"mono\"", .mono), ("16", .sixteen), ("\"16\"", .sixteen),
      ("256", .palette256), ("\"truecolor\"", .trueColor),
    ] as [(String, ColorDepth?)])
  func colors(value: String, depth: ColorDepth?) throws {
    #expect(try read("colors = \(value)\n").colors == depth)
  }
}
