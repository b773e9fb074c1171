import PickTUI
import PickTestSupport
import Testing

/// Somebody in front of `pick`: presses keys and waits for what the screen shows.
final class Viewer {
  /// The terminal sat at.
  let terminal: PseudoTerminal
  /// Where the programs keep their files; it lives as long as they do.
  let home: Home

  /// The ground of what has the focus in the default theme.
  private static let focusGround = TerminalEmulator.Color.rgb(0xB3, 0x0F, 0x3B)

  /// Starts `pick` in a home.
  init(
    at home: Home, _ arguments: [String] = [], columns: Int = 120, rows: Int = 40,
    adding variables: [String: String] = [:]
  ) throws {
    self.home = home
    terminal = try PseudoTerminal(
      try Programs.path("pick"), arguments,
      environment: Programs.environment(home: home.path)
        .merging(["COLORTERM": "truecolor"]) { $1 }.merging(variables) { $1 },
      columns: columns, rows: rows)
  }

  /// Starts `pick`, and signs in to the demo world's home.
  static func signedIn(
    at home: Home, _ arguments: [String] = [], as number: String = Home.viewer,
    columns: Int = 120, rows: Int = 40, adding variables: [String: String] = [:]
  ) throws -> Viewer {
    let viewer = try Viewer(
      at: home, arguments, columns: columns, rows: rows, adding: variables)
    try viewer.see("셋톱번호")
    try viewer.signIn(as: number)
    return viewer
  }

  /// Types number and password on the sign-in page, and waits for home.
  func signIn(as number: String = Home.viewer, password: String = Home.password) throws {
    terminal.press(.control("u"))
    terminal.type(number)
    terminal.press(.tab)
    terminal.type(password)
    terminal.press(.enter)
    try see("#실시간")
  }

  // MARK: Doing

  /// Presses keys.
  func press(_ keys: Key...) { for key in keys { terminal.press(key) } }

  /// Presses a key and waits for a text.
  func press(_ key: Key, toSee text: String) throws {
    terminal.press(key)
    try see(text)
  }

  /// Presses the key of a character and waits for a text.
  func press(_ character: Character, toSee text: String) throws {
    try press(.character(character), toSee: text)
  }

  /// Presses a key and waits for the focus to be somewhere else.
  func move(_ key: Key) throws {
    let before = Self.place(of: terminal.screen)
    terminal.press(key)
    try wait("the focus to leave \(before.text)") {
      let now = Self.place(of: $0)
      return now != before && !now.text.isEmpty
    }
  }

  /// Goes up until the focus is in the header.
  func goToHeader() throws {
    for _ in 0..<30 where focusRow != 0 { try move(.up) }
    #expect(focusRow == 0)
  }

  /// Opens the page of a title by searching for it.
  func open(title: String) throws {
    try press("7", toSee: "검색")
    press(.control("u"))
    type(title)
    try see("1건")
    press(.down, .down)
    try waitForFocus(on: title)
    press(.enter)
    try wait("the page of \(title)") {
      $0.text(row: 2).contains(title) && $0.text.contains("더 보기")
    }
  }

  /// Moves down to a shelf.
  func focus(onShelf heading: String) throws {
    for _ in 0..<15 where rows(ofShelf: heading)?.first != focusRow || focusRow == nil {
      try move(.down)
    }
    #expect(focusRow != nil && rows(ofShelf: heading)?.first == focusRow)
  }

  /// Starts what is shown, and seeks and plays until thirteen minutes and more are over, which no
  /// clock on the screen ever says.
  func playThirteenMinutes() throws {
    try press(.space, toSee: "재생 중")
    press(.pageDown)
    // Another key between two arrows keeps their step at ten seconds.
    for _ in 0..<18 { press(.right, .down) }
    try see("13:0")
    press(.up, .up, .up)
    try see("8배속", "13:4")
  }

  /// Types a text.
  func type(_ text: String) { terminal.type(text) }

  /// Quits by its question.
  func quit() throws {
    try press("q", toSee: "Pick을 끝낼까요?")
    press(.enter)
    let ended = try terminal.waitForEnd()
    #expect(ended == .exited(0))
    #expect(!terminal.screen.isAlternate)
  }

  /// Leaves by the sign-in screen; what was said there has been done when the program has ended.
  func quitSignedOut() throws {
    press(.escape)
    try see("Pick을 끝낼까요?")
    press(.enter)
    let ended = try terminal.waitForEnd()
    #expect(ended == .exited(0))
  }

  // MARK: Seeing

  /// What was waited for and did not come, and the screen as it was then.
  struct NotSeen: Error {
    let awaited: String
    let screen: String
  }

  /// The screen's text.
  var text: String { terminal.screen.text }

  /// Waits until the screen shows all texts of one kind and none of another.
  func see(_ texts: String..., withoutAny others: [String] = []) throws {
    try wait("\(texts) without \(others)") { screen in
      let text = screen.text
      return texts.allSatisfy(text.contains) && !others.contains(where: text.contains)
    }
  }

  /// Waits until the screen's text fulfils a condition.
  func wait(line: Int = #line, until condition: (String) -> Bool) throws {
    try wait("the condition of line \(line)") { condition($0.text) }
  }

  /// Waits until the screen fulfils a condition, and says what was awaited when it does not.
  func wait(_ awaited: String, until condition: (TerminalEmulator) -> Bool) throws {
    do {
      try terminal.wait(until: condition)
    } catch PseudoTerminal.Failure.timedOut(let screen) {
      throw NotSeen(awaited: awaited, screen: screen)
    }
  }

  /// What is written on the focused card, button or entry, its lines joined by spaces.
  var focus: String { Self.focus(of: terminal.screen) }

  /// Where the focus is.
  ///
  /// The text alone does not tell: the title that rises fastest at this hour may also be the first
  /// card below.
  private struct FocusPlace: Equatable {
    let text: String
    /// Which page of the hero shows: all of them have the same button at the same place.
    let dots: String
    let row: Int?
    let column: Int?
    /// The row above, which on a page that scrolls is the heading of the focused shelf.
    let above: String
  }

  private static func place(of screen: TerminalEmulator) -> FocusPlace {
    let row = focusRow(of: screen)
    let text = focus(of: screen)
    // Texts and pictures of a page come after the page itself; the dots tell pages apart.
    let rows = row.map { max(0, $0 - 7)..<min(screen.rows, $0 + 4) } ?? 0..<0
    let dots = text.hasPrefix("▶") ? rows.map { screen.text(row: $0).filter("━─".contains) } : []
    return FocusPlace(
      text: text, dots: dots.joined(separator: " "), row: row,
      column: row.flatMap { row in (0..<screen.columns).first { isFocused($0, row, screen) } },
      above: row.map { $0 > 0 ? screen.text(row: $0 - 1) : "" } ?? "")
  }

  /// What pictures are made of.
  private static let blocks: Set<Character> = ["▀", "▄", "█"]

  /// The text of a row without pictures.
  private static func words(of row: Int, _ screen: TerminalEmulator) -> String {
    screen.text(row: row).filter { !blocks.contains($0) }.split(separator: " ")
      .joined(separator: " ")
  }

  private static func isFocused(_ column: Int, _ row: Int, _ screen: TerminalEmulator) -> Bool {
    screen.cell(column: column, row: row).look.background == focusGround
  }

  /// Waits until the focus is on something with a text.
  func waitForFocus(on text: String) throws {
    try wait("the focus on \(text)") { Self.focus(of: $0).contains(text) }
  }

  /// The first row of what has the focus.
  var focusRow: Int? { Self.focusRow(of: terminal.screen) }

  private static func focusRow(of screen: TerminalEmulator) -> Int? {
    (0..<screen.rows).first { row in
      (0..<screen.columns).contains { isFocused($0, row, screen) }
    }
  }

  private static func focus(of screen: TerminalEmulator) -> String {
    (0..<screen.rows).map { row in
      (0..<screen.columns).map { screen.cell(column: $0, row: row) }
        .filter { $0.look.background == focusGround }.map(\.text).joined()
        .split(separator: " ").joined(separator: " ")
    }.filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// The colour of the sentence below a shelf, which names other titles.
  private static let reason = TerminalEmulator.Color.rgb(0x9C, 0xC4, 0xFF)

  /// What stands on the cards of a shelf; empty where it does not show.
  func shelf(_ heading: String) -> String { cards(of: heading, columns: 0..<120) }

  /// What stands on the first card of a shelf, its lines joined by spaces.
  func firstCard(of heading: String) -> String {
    let isWide = heading == "이어보기" || heading == "새 회차"
    return cards(of: heading, columns: isWide ? 0..<29 : 0..<18)
  }

  private func cards(of heading: String, columns: Range<Int>) -> String {
    let screen = terminal.screen
    let lines = (rows(ofShelf: heading) ?? 0..<0).map { row in
      columns.clamped(to: 0..<screen.columns).map { screen.cell(column: $0, row: row) }
        .filter { $0.look.foreground != Self.reason }.map(\.text).joined()
        .filter { !Self.blocks.contains($0) }
        .split(separator: " ").joined(separator: " ")
    }
    return lines.filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// The rows of a shelf's cards; `nil` where it does not show.
  private func rows(ofShelf heading: String) -> Range<Int>? {
    let screen = terminal.screen
    let rows = (0..<screen.rows).map { screen.text(row: $0) }
    let start = rows.firstIndex {
      $0.hasPrefix(" " + heading) || $0.hasPrefix("  " + heading)
    }
    guard let start else { return nil }
    let end = (start + 1..<rows.endIndex).first { Self.isEmpty($0, screen) } ?? rows.endIndex
    return start + 1..<end
  }

  /// Whether there is neither text nor a picture in a row; pictures may consist of blanks.
  private static func isEmpty(_ row: Int, _ screen: TerminalEmulator) -> Bool {
    let ground = screen.cell(column: 0, row: row).look.background
    return (0..<screen.columns).allSatisfy { column in
      let cell = screen.cell(column: column, row: row)
      return cell.look.background == ground && (cell.text == " " || cell.text.isEmpty)
    }
  }

  /// The heading of a title's page.
  var title: String {
    Self.words(of: 2, terminal.screen)
  }

  /// The screen's row that begins with a text, blanks aside; empty when there is none.
  func row(beginning text: String) -> String {
    (0..<terminal.screen.rows).map { terminal.screen.text(row: $0) }
      .first { $0.drop { $0 == " " }.hasPrefix(text) } ?? ""
  }
}
