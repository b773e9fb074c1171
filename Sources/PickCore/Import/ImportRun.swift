public import PickModel

/// What the files of an import hold.
struct FilesOfImport {
  /// All that is stored if the rows are good enough.
  var batch: ImportBatch
  /// Rows that are not taken.
  var rejected: RejectedRows
  /// What each file was taken for.
  var forms: [TableForm] = []
  /// Set-top numbers written in two ways.
  var paddedNumbers: [String] = []
}

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
    let files = try Self.read(source, now: now, progress: progress)
    try files.rejected.check()
    let stored = try await stored(files.batch, progress: progress)
    return ImportReport(
      stored: stored, rejected: files.rejected.listed, forms: files.forms,
      paddedNumbers: files.paddedNumbers)
  }

  private func isRealDatabase() async throws(ImportError) -> Bool {
    do { return try await !store.isDemo() } catch { throw .store(error) }
  }

  private static func read(
    _ source: ImportSource, now: Instant, progress: @escaping @Sendable (ImportProgress) -> Void
  ) throws(ImportError) -> FilesOfImport {
    switch source {
    case .helloPick(let files):
      var importer = HelloPickImporter(now: now, progress: progress)
      return try importer.read(files)
    case .movieLens(let directory, let encoding):
      var importer = MovieLensImporter(now: now, progress: progress)
      return try importer.read(directory: directory, encoding: encoding)
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
