import PickModel

/// The row above a list of titles that says which of them are wanted, with the small list that
/// Enter opens below one of its facts.
struct FilterBar: Equatable, Sendable {
  /// A fact titles are told apart by.
  enum Facet: Equatable, Sendable, CaseIterable {
    case category, genre, years, age, unseen, length, order
  }

  /// One line of the small list.
  enum Choice: Equatable, Sendable {
    /// Nothing is asked for.
    case any
    case category(Category)
    case genre(Genre)
    case years(YearSpan)
    case age(AgeRating)
    case unseen
    case length(RunningLength)
    case order(TitleOrder)
  }

  /// The open small list.
  struct Menu: Equatable, Sendable {
    let facet: Facet
    let choices: [Choice]
    /// The focused line.
    var line: Int
  }

  /// What a key did.
  enum Reaction: Equatable, Sendable {
    /// The focus stays in the bar, and the list below stays as it is.
    case none
    /// The focus leaves upwards.
    case up
    /// The focus leaves downwards.
    case down
    /// Other titles are wanted.
    case changed
  }

  /// The facts, from left to right.
  let facets: [Facet]
  /// The language of the screen, whose names are ordered by.
  var language = Language.korean
  /// The genres there are, those of most titles first.
  var genres: [Genre] = []
  /// The answers that find something; `nil` while that is not known.
  private(set) var known: FilterChoices?
  /// The focused fact; `nil` while the focus is elsewhere.
  private(set) var focused: Facet?
  /// The open small list.
  private(set) var menu: Menu?
  private var chosen = TitleFilter.none
  /// The facts that were asked for, an order among them, in the order they were chosen in.
  private var asked: [Facet] = []
  /// Where the focus was when it left.
  private var place: Facet?

  /// A bar with nothing asked for.
  init(_ facets: [Facet]) { self.facets = facets }

  /// What is wanted.
  var filter: TitleFilter {
    var filter = chosen
    if filter.order == .name, language == .english { filter.order = .englishName }
    return filter
  }

  /// The facts that are asked for, the order of titles not among them.
  var active: [Facet] { facets.filter { $0 != .order && choice(of: $0) != .any } }

  /// Whether anything is asked for, an order among it.
  var isAsking: Bool { chosen != .none }

  /// What is asked for of a fact.
  func choice(of facet: Facet) -> Choice {
    switch facet {
    case .category: chosen.category.map { .category($0) } ?? .any
    case .genre: chosen.genre.map { .genre(genre(named: $0)) } ?? .any
    case .years: chosen.years.map { .years($0) } ?? .any
    case .age: chosen.age.map { .age($0) } ?? .any
    case .unseen: chosen.isUnseen ? .unseen : .any
    case .length: chosen.length.map { .length($0) } ?? .any
    case .order: .order(chosen.order)
    }
  }

  private func genre(named name: String) -> Genre {
    genres.first { $0.id == name } ?? Genre(LocalizedText(name))
  }

  /// Puts the focus on the bar, where it was last.
  mutating func focus() { focused = focused ?? place ?? facets.first }

  /// Takes the focus off the bar.
  mutating func leave() {
    place = focused ?? place
    focused = nil
    menu = nil
  }

  /// Learns which answers find something.
  mutating func learn(from found: SearchResults?) {
    guard let choices = found?.choices else { return }
    known = choices
    genres = choices.genres
  }

  /// Forgets which answers find something, but for the genres there are.
  mutating func forgetChoices(genres: [Genre]) {
    known = nil
    self.genres = genres
  }

  /// Asks for nothing any more.
  mutating func clearAll() {
    chosen = .none
    asked = []
  }

  /// Takes back what was asked for last; a focus in the bar goes to where that was.
  mutating func takeBack() {
    guard let last = asked.last else { return }
    clear(last)
    if focused != nil { focused = last }
  }

  /// Asks for nothing any more of a fact.
  mutating func giveUp(_ facet: Facet) { clear(facet) }

  /// Closes the small list; `false` when none is open.
  mutating func closeMenu() -> Bool {
    defer { menu = nil }
    return menu != nil
  }

  /// Handles a key while the bar has the focus; `now` tells which years there are.
  mutating func update(_ action: Action, at now: Instant) -> Reaction {
    guard let focused, let index = facets.firstIndex(of: focused) else { return .none }
    if let menu { return update(action, menu) }
    switch action {
    case .left: self.focused = facets[max(0, index - 1)]
    case .right: self.focused = facets[min(facets.count - 1, index + 1)]
    case .rowStart: self.focused = facets[0]
    case .rowEnd: self.focused = facets[facets.count - 1]
    case .open:
      let choices = choices(of: focused, at: now)
      let current = choices.firstIndex(of: choice(of: focused)) ?? 0
      menu = Menu(facet: focused, choices: choices, line: current)
    case .up: return .up
    case .down: return .down
    default: break
    }
    return .none
  }

  private mutating func update(_ action: Action, _ menu: Menu) -> Reaction {
    var menu = menu
    let last = menu.choices.count - 1
    switch action {
    case .up: menu.line = max(0, menu.line - 1)
    case .down: menu.line = min(last, menu.line + 1)
    case .pageUp, .rowStart, .firstShelf: menu.line = 0
    case .pageDown, .rowEnd, .lastShelf: menu.line = last
    case .left, .right:
      self.menu = nil
      return .none
    case .open:
      self.menu = nil
      return choose(menu.choices[menu.line], of: menu.facet)
    default: return .none
    }
    self.menu = menu
    return .none
  }

  /// The lines of a fact's small list: what is asked for, and what finds something.
  private func choices(of facet: Facet, at now: Instant) -> [Choice] {
    all(of: facet, at: now).filter { $0 == choice(of: facet) || finds($0) }
  }

  private func all(of facet: Facet, at now: Instant) -> [Choice] {
    switch facet {
    case .category: [.any] + Category.allCases.map(Choice.category)
    case .genre: [.any] + (offered + genres).map(Choice.genre)
    case .years: [.any] + Self.spans(at: now).map(Choice.years)
    case .age: [.any] + AgeRating.allCases.filter { $0 != .nineteen }.map(Choice.age)
    case .unseen: [.any, .unseen]
    case .length: [.any] + RunningLength.allCases.map(Choice.length)
    case .order: TitleOrder.allCases.filter { $0 != .englishName }.map(Choice.order)
    }
  }

  /// The genre that is asked for, where the genres there are lack it.
  private var offered: [Genre] {
    chosen.genre.flatMap { name in
      genres.contains { $0.id == name } ? nil : [genre(named: name)]
    } ?? []
  }

  /// Whether an answer finds something, as far as that is known.
  private func finds(_ choice: Choice) -> Bool {
    guard let known else { return true }
    return switch choice {
    case .category(let category): known.categories.contains(category)
    case .years(let years): known.decades.contains(where: years.contains)
    case .age(let age): known.ages.contains { $0 <= age }
    case .unseen: known.findsUnseen
    case .length(let length): known.lengths?.contains(length) ?? true
    case .any, .genre, .order: true
    }
  }

  /// Decades from now back to the fifties, and all before them.
  private static func spans(at now: Instant) -> [YearSpan] {
    let first = 1950
    let latest = min(max(SeoulTime(now).year, first), 2990) / 10 * 10
    return stride(from: latest, through: first, by: -10).map(YearSpan.decade)
      + [YearSpan(first: nil, last: first - 1)]
  }

  private mutating func choose(_ choice: Choice, of facet: Facet) -> Reaction {
    let before = chosen
    switch choice {
    case .any: clear(facet)
    case .category(let category): chosen.category = category
    case .genre(let genre): chosen.genre = genre.id
    case .years(let years): chosen.years = years
    case .age(let age): chosen.age = age
    case .unseen: chosen.isUnseen = true
    case .length(let length): chosen.length = length
    case .order(let order): chosen.order = order
    }
    guard chosen != before else { return .none }
    asked.removeAll { $0 == facet }
    if choice != .any, choice != .order(.fitting) { asked.append(facet) }
    return .changed
  }

  private mutating func clear(_ facet: Facet) {
    asked.removeAll { $0 == facet }
    switch facet {
    case .category: chosen.category = nil
    case .genre: chosen.genre = nil
    case .years: chosen.years = nil
    case .age: chosen.age = nil
    case .unseen: chosen.isUnseen = false
    case .length: chosen.length = nil
    case .order: chosen.order = .fitting
    }
  }
}
