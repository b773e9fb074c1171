import GRDB
import PickModel

/// Stores a batch within one transaction: what is there already stays as it is.
struct BatchWriter {
  private let db: Database
  private let progress: (Int, Int) -> Void
  private var steps: ProgressSteps

  init(_ db: Database, rows: Int, progress: @escaping (Int, Int) -> Void) {
    self.db = db
    self.progress = progress
    steps = ProgressSteps(total: rows)
  }

  mutating func store(_ batch: ImportBatch) throws -> ImportCount {
    var count = ImportCount()
    count.titles = try store(batch.titles)
    count.assets = try store(batch.assets)
    if count.titles + count.assets > 0 {
      try db.execute(sql: "UPDATE meta SET catalog_version = catalog_version + 1")
    }
    count.viewers = try store(batch.accounts)
    var loader = try EventLoader(db)
    count.events = try loader.load(batch.events) { advance() }
    count.events += try store(batch.detailViews)
    return count
  }

  private mutating func store(_ titles: [ImportedTitle]) throws -> Int {
    var genres = try GenreLists(db)
    let writer = try TitleWriter(db)
    var newCount = 0
    for title in titles {
      let list = try genres.number(of: title.title.genres)
      if try writer.insert(title, genreList: list) { newCount += 1 }
      advance()
    }
    return newCount
  }

  private mutating func store(_ assets: [ImportedAsset]) throws -> Int {
    let writer = try AssetWriter(db)
    var newCount = 0
    for asset in assets {
      newCount += try writer.insert(asset)
      advance()
    }
    return newCount
  }

  private mutating func store(_ accounts: [Account]) throws -> Int {
    let viewer = try PreparedStatement(
      db, "INSERT INTO viewer (id) VALUES (?1) ON CONFLICT DO NOTHING")
    let insertion = try PreparedStatement(
      db,
      "INSERT INTO account (id, number, viewer) VALUES (?1, ?2, ?3) ON CONFLICT (id) DO NOTHING")
    var newCount = 0
    for account in accounts {
      viewer.bind(1, account.viewer.rawValue)
      try viewer.run()
      insertion.bind(1, account.id.rawValue)
      insertion.bind(2, account.number)
      insertion.bind(3, account.viewer.rawValue)
      try insertion.run()
      newCount += insertion.changes
      advance()
    }
    return newCount
  }

  private mutating func store(_ views: [DetailView]) throws -> Int {
    let sorted = views.sorted { ($0.viewer, $0.id) < ($1.viewer, $1.id) }
    let newCount = try SeenWriter.append(sorted, db)
    for _ in sorted { advance() }
    return newCount
  }

  private mutating func advance() {
    if let step = steps.advance() { progress(step.done, step.total) }
  }
}
