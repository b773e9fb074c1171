import PickCore
public import PickModel
public import PickRecommender
public import PickStore

/// Reads what was watched into a data set: for training, recommending, evaluating and tuning.
///
///     let load = LoadWatching(catalog: store, watches: store)
///     let watching = try await load(.episode, before: instant)
///
/// Events stream by, grouped by viewer: memory grows with the cells and not with the events.
public struct LoadWatching: Sendable {
  private let catalog: any CatalogStore
  private let watches: any WatchStore
  private let formula: ImplicitRating

  /// A reader of one database.
  public init(
    catalog: any CatalogStore, watches: any WatchStore, formula: ImplicitRating = ImplicitRating()
  ) {
    self.catalog = catalog
    self.watches = watches
    self.formula = formula
  }

  /// The data that were read.
  public struct Watching: Sendable {
    /// Rows are viewers with an event, by ascending identifier; columns are all titles or all
    /// assets of the catalogue, by ascending identifier.
    public let dataset: Dataset
    /// Events that were read, those that count for nothing included.
    public let eventCount: Int
    /// What was watched by some or all of the viewers, event by event, on the same columns; `nil`
    /// when none was asked for.
    public let sample: InteractionLog?
  }

  /// A step of reading.
  public enum Step: Sendable {
    /// Titles, assets and texts are read.
    case catalog
    /// Events are read and rated.
    case events
  }

  /// Reads; cancelling the task stops it.
  ///
  /// - Parameters:
  ///   - level: what the columns are.
  ///   - instant: events that began before it are seen, and ages are counted from it.
  ///   - sampled: how many events `sample` holds at most, those of whole viewers; 0 for none.
  ///   - progress: called as each step begins.
  /// - Returns: the data set; at episode level with the place of each asset in its series.
  /// - Throws: why there is none.
  public func callAsFunction(
    _ level: DataLevel, before instant: Instant, sampling sampled: Int = 0,
    progress: (Step) -> Void = { _ in }
  ) async throws(TrainError) -> Watching {
    let columns = try await columns(level, progress: progress)
    let collector = InteractionCollector(
      level: level, columns: columns.identifiers, places: columns.assetPlaces, formula: formula,
      asOf: instant)
    let sample = sampled > 0 ? WatchingCollector(places: columns.assetPlaces, limit: sampled) : nil
    do {
      try await stream(before: instant) { batch in
        collector.add(batch)
        sample?.add(batch)
      }
      let dataset = try collector.dataset(documents: columns.documents, places: columns.places)
      return Watching(
        dataset: dataset, eventCount: collector.eventCount,
        sample: sample.map { log(of: $0.all, level, columns) })
    } catch {
      throw TrainError(error)
    }
  }

  /// Reads event by event, for splits in time; takes memory for every event.
  ///
  /// - Parameters:
  ///   - level: what the columns are.
  ///   - instant: events that began before it are seen.
  ///   - progress: called as each step begins.
  /// - Returns: what splits are cut from: every past of it is rated as it was then.
  /// - Throws: why there is none.
  public func log(
    _ level: DataLevel, before instant: Instant, progress: (Step) -> Void = { _ in }
  ) async throws(TrainError) -> InteractionLog {
    let columns = try await columns(level, progress: progress)
    let collector = WatchingCollector(places: columns.assetPlaces)
    do {
      try await stream(before: instant, into: collector.add)
    } catch {
      throw TrainError(error)
    }
    return log(of: collector.all, level, columns)
  }

  /// Describes the titles of ratings that were counted elsewhere.
  ///
  /// - Parameter counted: the ratings, whose columns are the titles of the catalogue.
  /// - Returns: the same with descriptions.
  /// - Throws: `TrainError.data` where the columns are not the titles of the catalogue.
  public func described(_ counted: Dataset) async throws(TrainError) -> Dataset {
    let columns = try await columns(.title) { _ in }
    guard columns.identifiers == counted.items else { throw .data(.inconsistentLengths) }
    do {
      return try Dataset(
        interactions: counted.interactions, times: counted.times, items: counted.items,
        users: counted.users, documents: columns.documents, places: columns.places)
    } catch { throw .data(error) }
  }

  /// Reads what some or all of the viewers watched, event by event.
  ///
  /// - Parameters:
  ///   - limit: how many events there are at most, those of whole viewers.
  ///   - instant: events that began before it are seen.
  /// - Returns: what splits are cut from.
  /// - Throws: why there is none.
  func sample(
    _ limit: Int, before instant: Instant
  ) async throws(TrainError) -> InteractionLog {
    let columns = try await columns(.title) { _ in }
    let collector = WatchingCollector(places: columns.assetPlaces, limit: limit)
    do {
      try await stream(before: instant, into: collector.add)
    } catch {
      throw TrainError(error)
    }
    return log(of: collector.all, .title, columns)
  }

  private func log(
    of watching: [InteractionLog.Watching], _ level: DataLevel, _ columns: ColumnContents
  ) -> InteractionLog {
    InteractionLog(
      watching: watching, level: level == .title ? .title : .episode,
      items: columns.identifiers, documents: columns.documents, places: columns.places,
      formula: formula)
  }

  private func columns(
    _ level: DataLevel, progress: (Step) -> Void
  ) async throws(TrainError) -> ColumnContents {
    progress(.catalog)
    let columns = ColumnContents(try await CatalogContents(catalog), level)
    progress(.events)
    return columns
  }

  private func stream(
    before instant: Instant, into take: @Sendable @escaping ([WatchEvent]) -> Void
  ) async throws {
    try await watches.forEachEventBatch(before: instant) { batch in
      try Task.checkCancellation()
      take(batch)
    }
  }
}

extension InteractionLog {
  /// The ratings of some or all viewers, evenly over all of them, each as one event.
  ///
  /// - Parameters:
  ///   - data: the ratings.
  ///   - limit: how many there are about at most, > 0.
  public init(_ data: Dataset, sampling limit: Int) {
    let cells = data.interactions.nonzeroCount
    guard cells > limit else { self.init(data); return }
    let step = (cells + limit - 1) / limit
    var rows: [Row] = []
    for user in stride(from: 0, to: data.users.count, by: step) {
      for cell in data.interactions.cells(of: UserIndex(user)) {
        let weight = data.interactions.weights[cell]
        rows.append(
          Row(
            user: data.users.identifiers[user],
            item: data.items.identifiers[Int(data.interactions.columns[cell])],
            rating: Double(weight), atSeconds: data.times[cell]))
      }
    }
    self.init(rows: rows, items: data.items, documents: data.documents, places: data.places)
  }
}

/// The columns, with documents and places.
private struct ColumnContents {
  let identifiers: Vocabulary<Int64>
  let documents: [ContentDocument]
  let places: [ItemPlace]
  let assetPlaces: AssetPlaces

  init(_ contents: CatalogContents, _ level: DataLevel) {
    let assetPlaces = AssetPlaces(contents.assets) { contents.genres[$0] ?? [] }
    self.assetPlaces = assetPlaces
    guard level == .episode else {
      (identifiers, documents, places) = (contents.titles, contents.documents, [])
      return
    }
    let assets = contents.assets.sorted { $0.id < $1.id }
    let titles = assets.map { contents.titles.position(of: $0.title.rawValue) ?? 0 }
    identifiers = Vocabulary(assets.map(\.id.rawValue))
    documents = titles.map { contents.documents[$0] }
    places = zip(assets, titles).map { asset, title in
      ItemPlace(title: Int32(title), ordinal: assetPlaces.ordinal(of: asset.id))
    }
  }
}

/// The kind of a data set's columns.
public enum DataLevel: String, Sendable, CaseIterable {
  /// Films and series; a weight is the title's rating.
  case title
  /// Films, episodes and extras; a weight is the asset's watch ratio.
  case episode
}

/// What training needs of the catalogue: who the titles are, where assets stand, what is said of
/// them.
private struct CatalogContents: Sendable {
  /// The number of titles whose assets are read at once.
  private static let batchSize = 1000

  let titles: Vocabulary<Int64>
  let assets: [Asset]
  /// One for each title, by its position.
  let documents: [ContentDocument]
  /// The genres of each title.
  let genres: [Title.ID: [String]]

  init(_ catalog: any CatalogStore) async throws(TrainError) {
    do throws(StoreError) {
      let titles = try await catalog.titles().sorted { $0.id < $1.id }
      let texts = Dictionary(
        try await catalog.titleTexts().map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
      self.titles = Vocabulary(titles.map(\.id.rawValue))
      assets = try await Self.assets(of: titles.map(\.id), in: catalog)
      documents = titles.map { ContentDocument($0, texts[$0.id]) }
      genres = Dictionary(
        titles.map { ($0.id, $0.genres.map(\.id)) }, uniquingKeysWith: { first, _ in first })
    } catch {
      throw .store(error)
    }
    guard titles.count > 0 else { throw .emptyCatalog }
  }

  private static func assets(
    of titles: [Title.ID], in catalog: any CatalogStore
  ) async throws(StoreError) -> [Asset] {
    var assets: [Asset] = []
    for start in stride(from: 0, to: titles.count, by: batchSize) {
      let batch = Array(titles[start..<min(start + batchSize, titles.count)])
      assets += try await catalog.assets(of: batch)
    }
    return assets
  }
}

extension ContentDocument {
  /// A title's genres, page, cast, keywords and words, in the catalogue's own language.
  init(_ title: Title, _ text: TitleText?) {
    // A page is a kind too, told apart from a genre of the same name.
    let page = title.category.map { ["page:\($0.rawValue)"] } ?? []
    self.init(
      genres: title.genres.map(\.id) + page,
      cast: (text?.cast ?? []) + (text?.keywords ?? []).map { "keyword:\($0)" },
      name: title.name.original, text: text.map { [$0.synopsis.original] } ?? [])
  }
}
