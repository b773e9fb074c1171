import PickModel

/// A title while its rows are being gathered.
struct TitleDraft {
  let name: String
  let id: Title.ID
  private(set) var category: Category?
  private(set) var genres: [Genre] = []
  private(set) var synopsis = ""
  private(set) var cast: [String] = []

  init(name: String, category: Category?) {
    self.name = name
    self.category = category
    let kind = category == .film ? "film" : "series"
    id = StableIdentifier.make("hellopick/title/\(kind)/\(name)")
  }

  /// Fills in what an earlier row left out; genres add up.
  mutating func complete(category: Category?, genre: String, synopsis: String, cast: [String]) {
    self.category = self.category ?? category
    if self.synopsis.isEmpty { self.synopsis = synopsis }
    if self.cast.isEmpty { self.cast = cast }
    let named = Genre(LocalizedText(genre, english: KoreanGenre.english(genre)))
    if !genre.isEmpty, !genres.contains(named) { genres.append(named) }
  }
}

/// An asset while its rows are being gathered.
struct AssetDraft {
  let title: Int
  let id: Asset.ID
  let episode: ParsedEpisode?
  private(set) var names: [String] = []
  private(set) var runningSeconds: Int?

  init(title: Int, titleID: Title.ID, episode: ParsedEpisode?, name: String) {
    self.title = title
    self.episode = episode
    let place = episode.map {
      "episode/\($0.season)/\($0.number)/\($0.last ?? 0)/\($0.part ?? 0)"
    }
    id = StableIdentifier.make("hellopick/asset/\(titleID)/\(place ?? "name/\(name)")")
  }

  /// Adds a name and, if no row told before, the running time.
  mutating func complete(name: String, runningSeconds: Int?) {
    if !names.contains(name) { names.append(name) }
    self.runningSeconds = self.runningSeconds ?? runningSeconds
  }
}
