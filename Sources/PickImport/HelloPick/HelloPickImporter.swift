import PickModel
import PickStore

/// Reads the original's files: the catalogue, what was watched, which pages were opened.
struct HelloPickImporter {
  private let now: Instant
  private let folder: String?
  private let progress: (ImportProgress) -> Void
  private var rejected = RejectedRows()
  private var forms: [TableForm] = []

  /// A reader that sorts facts in a folder, or only looks at them where that is `nil`.
  init(now: Instant, sortingIn folder: String?, progress: @escaping (ImportProgress) -> Void) {
    self.now = now
    self.folder = folder
    self.progress = progress
  }

  /// Reads all files; the bad rows are counted, not yet judged.
  mutating func read(
    _ files: HelloPickFiles
  ) throws(ImportError) -> FilesOfImport {
    var views = try CSVTable(
      files.views, required: HelloPickEvents.viewColumns, encoding: files.encoding)
    let viewsForm = views.form
    let catalog = try readCatalog(files)
    var rows = [rejected.rows]
    forms.append(viewsForm)
    var events = HelloPickEvents(catalog, now: now, sortingIn: folder)
    try views.forEachRow(rejected: &rejected, progress: progress) {
      (row) throws(RejectionReason) in try events.addView(row)
    }
    rows.append(rejected.rows - rows[0])
    if let clicks = files.clicks {
      var table = try CSVTable(
        clicks, required: HelloPickEvents.clickColumns, encoding: files.encoding)
      forms.append(table.form)
      try table.forEachRow(rejected: &rejected, progress: progress) {
        (row) throws(RejectionReason) in try events.addClick(row)
      }
      rows.append(rejected.rows - rows[0] - rows[1])
    }
    let batch = batch(catalog, events)
    return FilesOfImport(
      batch: batch, facts: try events.facts(), rejected: rejected, rows: rows, forms: forms,
      paddedNumbers: SetTopNumber.padded(batch.accounts.map(\.number)))
  }

  private mutating func readCatalog(
    _ files: HelloPickFiles
  ) throws(ImportError) -> HelloPickCatalog {
    var catalog = HelloPickCatalog()
    var table = try CSVTable(
      files.assets, required: HelloPickCatalog.required, encoding: files.encoding)
    forms.append(table.form)
    try table.forEachRow(rejected: &rejected, progress: progress) {
      (row) throws(RejectionReason) in try catalog.add(row)
    }
    return catalog
  }

  private func batch(_ catalog: HelloPickCatalog, _ events: HelloPickEvents) -> ImportBatch {
    let arrivals = Arrivals(firstViews: events.firstViews, now: now)
    var arrivalOfTitle = [Instant?](repeating: nil, count: catalog.titles.count)
    var parts = [Int](repeating: 0, count: catalog.titles.count)
    var isNumbered = [Bool](repeating: false, count: catalog.titles.count)
    var assets: [ImportedAsset] = []
    for (index, draft) in catalog.assets.enumerated() {
      let arrival = arrivals.of(index)
      arrivalOfTitle[draft.title] = min(arrivalOfTitle[draft.title] ?? arrival, arrival)
      parts[draft.title] += 1
      if draft.episode != nil { isNumbered[draft.title] = true }
      assets.append(draft.imported(addedAt: arrival, title: catalog.titles[draft.title].id))
    }
    let keys = TitleKeys(catalog.titles)
    let titles = catalog.titles.enumerated().map { index, draft in
      draft.imported(
        key: keys.key(of: draft), isSeries: isNumbered[index] || parts[index] > 1,
        addedAt: arrivalOfTitle[index] ?? now)
    }
    return ImportBatch(titles: titles, assets: assets, accounts: events.accounts)
  }
}

/// When assets came into the catalogue, which the original's files do not tell: when they were
/// first watched, or with the first of all views when they have no view.
struct Arrivals {
  private let firstViews: [Instant?]
  private let earliest: Instant

  init(firstViews: [Instant?], now: Instant) {
    self.firstViews = firstViews
    earliest = firstViews.compactMap { $0 }.min() ?? now
  }

  /// The latest a fact of a file may be: clocks differ, and time zones are mistaken.
  static func latest(_ now: Instant) -> Instant { now.advanced(bySeconds: 86_400) }

  func of(_ asset: Int) -> Instant { firstViews[asset] ?? earliest }
}

/// Keys are unique in a database: where a film and a series share a name, the film's says so.
private struct TitleKeys {
  private let seriesNames: Set<String>

  init(_ titles: [TitleDraft]) {
    seriesNames = Set(titles.filter { $0.category != .film }.map(\.name))
  }

  func key(of title: TitleDraft) -> String {
    let isShared = title.category == .film && seriesNames.contains(title.name)
    return isShared ? title.name + ImportedTitle.filmMark : title.name
  }
}

extension TitleDraft {
  fileprivate func imported(key: String, isSeries: Bool, addedAt: Instant) -> ImportedTitle {
    ImportedTitle(
      title: Title(
        id: id, name: LocalizedText(name),
        kind: category != .film && isSeries ? .series : .film, category: category, genres: genres,
        year: nil, ageRating: nil, availability: .always, addedAt: addedAt),
      key: key, synopsis: LocalizedText(synopsis), cast: cast)
  }
}

extension AssetDraft {
  fileprivate func imported(addedAt: Instant, title: Title.ID) -> ImportedAsset {
    ImportedAsset(
      asset: Asset(
        id: id, title: title,
        episode: episode.map { EpisodeNumber(season: $0.season, number: $0.number) },
        name: names.first ?? "", runningSeconds: runningSeconds, addedAt: addedAt),
      names: names)
  }
}

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
    let named = Genre(LocalizedText(genre, english: GenreNames.english(of: genre)))
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

/// Splits the original's `ACTR_DISP` into names.
enum HelloPickCast {
  /// More names than this are of no use to a reader.
  static let limit = 50

  /// The names, in their order, each once.
  static func names(_ field: String) -> [String] {
    var seen: Set<String> = []
    let names = field.split { ",;|/·、，".contains($0) }.map { ImportedText.cleaned(String($0)) }
    return Array(
      names.filter { !$0.isEmpty && $0 != "-" && seen.insert($0).inserted }.prefix(limit))
  }
}

/// The page that the original's three category columns stand for.
///
/// `category_h` knows only TV드라마, TV방송 and 영화. Children's programmes and animation are inside
/// TV방송 and told apart by `category_l`, then `ct_cl`. An animated film stays a film.
enum HelloPickCategory {
  /// The page; `nil` when all three columns are empty.
  static func category(high: String, low: String, contentClass: String) -> Category? {
    if high.contains("영화") { return .film }
    if high.contains("드라마") { return .drama }
    if let special = special(low) ?? special(contentClass) { return special }
    guard high.isEmpty else { return .broadcast }
    let rest = low + contentClass
    if rest.contains("영화") { return .film }
    if rest.contains("드라마") { return .drama }
    return rest.isEmpty ? nil : .broadcast
  }

  private static func special(_ name: String) -> Category? {
    if ["키즈", "어린이", "유아"].contains(where: name.contains) { return .kids }
    return name.contains("애니") ? .animation : nil
  }
}
