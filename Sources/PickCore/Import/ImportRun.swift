public import PickModel

/// Takes the files of an outside format into a database: all good rows, or nothing at all.
///
/// Identifiers are derived from the files' own names and numbers, so a second run of the same files
/// finds everything there and stores nothing.
public struct ImportRun: Sendable {
  private let store: any ImportStore

  /// An import into `store`.
  public init(into store: any ImportStore) { self.store = store }

  /// Reads, checks and stores.
  ///
  /// - Parameters:
  ///   - source: the files.
  ///   - now: when the catalogue is taken to have arrived if nothing in the files tells.
  ///   - progress: called while reading and while storing, about a hundred times a file.
  /// - Returns: counts of rows newly stored, and the rows not taken.
  /// - Throws: `ImportError`; nothing was changed then.
  public func run(
    _ source: ImportSource, now: Instant,
    progress: @escaping @Sendable (ImportProgress) -> Void = { _ in }
  ) async throws(ImportError) -> ImportReport {
    guard try await isRealDatabase() else { throw .demoDatabase }
    let (batch, rejected) = try Self.read(source, now: now, progress: progress)
    try rejected.check()
    let stored = try await stored(batch, progress: progress)
    return ImportReport(stored: stored, rejected: rejected.listed)
  }

  private func isRealDatabase() async throws(ImportError) -> Bool {
    do { return try await !store.isDemo() } catch { throw .store(error) }
  }

  private static func read(
    _ source: ImportSource, now: Instant, progress: @escaping @Sendable (ImportProgress) -> Void
  ) throws(ImportError) -> (ImportBatch, RejectedRows) {
    switch source {
    case .helloPick(let files):
      var importer = HelloPickImporter(now: now, progress: progress)
      return try importer.read(files)
    case .movieLens(let directory):
      var importer = MovieLensImporter(now: now, progress: progress)
      return try importer.read(directory: directory)
    }
  }

  private func stored(
    _ batch: ImportBatch, progress: @escaping @Sendable (ImportProgress) -> Void
  ) async throws(ImportError) -> ImportCount {
    do {
      return try await store.store(batch) { done, total in
        progress(.storing(rows: done, of: total))
      }
    } catch {
      // Identifiers of one source never meet a number twice: the other owner is another source.
      if case .constraint(let table) = error, table.hasPrefix("account") {
        throw .accountNumberTaken
      }
      throw .store(error)
    }
  }
}
