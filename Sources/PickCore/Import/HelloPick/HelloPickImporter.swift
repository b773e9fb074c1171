import PickModel

/// Reads the original's files: the catalogue, what was watched, which pages were opened.
struct HelloPickImporter {
  private let now: Instant
  private let progress: (ImportProgress) -> Void
  private var rejected = RejectedRows()
  private var forms: [TableForm] = []

  init(now: Instant, progress: @escaping (ImportProgress) -> Void) {
    self.now = now
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
    forms.append(viewsForm)
    var events = HelloPickEvents(catalog, now: now)
    try views.forEachRow(rejected: &rejected, progress: progress) {
      (row) throws(RejectionReason) in try events.addView(row)
    }
    if let clicks = files.clicks {
      var table = try CSVTable(
        clicks, required: HelloPickEvents.clickColumns, encoding: files.encoding)
      forms.append(table.form)
      try table.forEachRow(rejected: &rejected, progress: progress) {
        (row) throws(RejectionReason) in try events.addClick(row)
      }
    }
    return FilesOfImport(
      batch: batch(catalog, events), rejected: rejected, forms: forms,
      paddedNumbers: SetTopNumber.padded(events.accounts.map(\.number)))
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
    return ImportBatch(
      titles: titles, assets: assets, accounts: events.accounts, events: events.events,
      detailViews: events.detailViews)
  }
}

/// When assets came into the catalogue, which the original's files do not tell: when they were
/// first watched, or with the first of all views when nobody ever watched them.
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
