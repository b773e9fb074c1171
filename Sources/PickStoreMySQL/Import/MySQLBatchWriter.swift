import PickCore
import PickModel

/// Stores a batch within one transaction: what is there already stays as it is.
///
/// Rows go to the server in portions; between two of them progress is reported.
struct MySQLBatchWriter {
  private static let portion = 2048

  private let lease: Lease

  init(_ lease: Lease) { self.lease = lease }

  func store(
    _ batch: ImportBatch, progress: (Int, Int) -> Void
  ) async throws(StoreError) -> ImportCount {
    var steps = ProgressSteps(total: batch.rowCount)
    var count = ImportCount()
    try await begin()
    for titles in batch.titles.portions(of: 256) {
      count.titles += try await lease.step { try MySQLTitleWriter.store(titles, $0) }
      steps.advance(by: titles.count, progress)
    }
    for assets in batch.assets.portions(of: Self.portion) {
      count.assets += try await lease.step { try MySQLAssetWriter.store(assets, $0) }
      steps.advance(by: assets.count, progress)
    }
    if count.titles + count.assets > 0 { try await countUpCatalog() }
    for accounts in batch.accounts.portions(of: Self.portion) {
      count.viewers += try await lease.step { try MySQLAccountWriter.store(accounts, $0) }
      steps.advance(by: accounts.count, progress)
    }
    var loader = try await MySQLEventLoader(lease)
    for events in WatchEvent.inTableOrder(batch.events).portions(of: Self.portion) {
      count.events += try await loader.load(events)
      steps.advance(by: events.count, progress)
    }
    try await loader.finish()
    let views = batch.detailViews.sorted { ($0.viewer, $0.id) < ($1.viewer, $1.id) }
    for views in views.portions(of: Self.portion) {
      count.events += try await lease.step { try MySQLSeenWriter.append(views, $0) }
      steps.advance(by: views.count, progress)
    }
    try await lease.step { try $0.commit() }
    return count
  }

  /// Imports of one server happen one after the other.
  private func begin() async throws(StoreError) {
    try await lease.step { db in
      try db.begin()
      _ = try db.integer("SELECT catalog_version FROM meta WHERE id = 1 FOR UPDATE")
    }
  }

  private func countUpCatalog() async throws(StoreError) {
    try await lease.step { db in
      _ = try db.run("UPDATE meta SET catalog_version = catalog_version + 1 WHERE id = 1")
    }
  }
}

extension ProgressSteps {
  fileprivate mutating func advance(by rows: Int, _ progress: (Int, Int) -> Void) {
    for _ in 0..<rows {
      if let step = advance() { progress(step.done, step.total) }
    }
  }
}

extension Array {
  /// Consecutive parts of at most `count` elements.
  fileprivate func portions(of count: Int) -> [[Element]] {
    stride(from: 0, to: self.count, by: count).map {
      Array(self[$0..<Swift.min(self.count, $0 + count)])
    }
  }
}
