import PickModel

/// Where an asset name says its asset stands in a series.
struct ParsedEpisode: Hashable, Sendable {
  /// From 1; 1 when the name tells no season.
  var season = 1
  /// The number of the episode, of the first one for a range.
  var number: Int
  /// The last number of a range ("1~2회").
  var last: Int?
  /// Which half of an episode that was cut in parts ("12회 2부").
  var part: Int?
}

/// Finds season and episode numbers in asset names (docs/importing.md has the table of forms).
///
/// The catalogue's own normalised name says which title it is and where in the name the numbers may
/// begin: the 1 of "1박 2일 05회" is part of the title. Films are never parsed.
enum AssetNameParser {
  /// Season and number; `nil` for films, extras and names without a number.
  static func parse(_ name: String, cleanName: String, isFilm: Bool) -> ParsedEpisode? {
    guard !isFilm else { return nil }
    let letters = NameLetters(name).withoutTags()
    let clean = NameLetters(cleanName).withoutTags()
    let rest = letters.removing(clean)
    let tokens = NameToken.tokens(of: rest ?? letters)
    guard !isExtra(tokens) else { return nil }
    var numbers = EpisodeNumbers(tokens)
    numbers.readMarked()
    if rest != nil { numbers.readBare() }
    guard var episode = numbers.episode else { return nil }
    if numbers.season == nil {
      var title = EpisodeNumbers(NameToken.tokens(of: clean))
      title.readMarked()
      episode.season = title.season ?? 1
    }
    return episode
  }

  /// Trailers and the like have the number of the episode they are about, but are not it; a special
  /// has numbers of its own ("스페셜 2회"), while a themed episode keeps its number ("100회 특집").
  private static func isExtra(_ tokens: [NameToken]) -> Bool {
    var hasNumber = false
    for token in tokens {
      switch token {
      case .number: hasNumber = true
      case .word(let word):
        if ExtraName.always.contains(where: word.contains) { return true }
        if ExtraName.alwaysWhole.contains(word) { return true }
        if !hasNumber, ExtraName.beforeNumber.contains(where: word.contains) { return true }
      case .mark: continue
      }
    }
    return false
  }
}
