import Foundation
public import PickModel
public import PickStore

/// The contents of an import's files, read and not yet stored.
package struct FilesOfImport: Sendable {
  /// What is stored if the rows are good enough.
  package var batch: ImportBatch
  /// What is stored after it, where it is not held in memory.
  package var facts: SortedFacts?
  /// Rows that are not taken.
  package var rejected: RejectedRows
  /// Rows of each file, good or bad, in the order in which the files were read.
  package var rows: [Int] = []
  /// The recognised form of each file.
  package var forms: [TableForm] = []
  /// Set-top numbers written in two ways.
  package var paddedNumbers: [String] = []
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
    return try await store(Self.read(source, now: now, progress: progress), progress: progress)
  }

  /// Stores what was read, if its rows are good enough.
  ///
  /// - Throws: `ImportError`; nothing was changed then.
  package func store(
    _ files: FilesOfImport, progress: @escaping @Sendable (ImportProgress) -> Void = { _ in }
  ) async throws(ImportError) -> ImportReport {
    guard try await isRealDatabase() else { throw .demoDatabase }
    try files.rejected.check()
    let stored = try await stored(files, progress: progress)
    return ImportReport(
      stored: stored, rejected: files.rejected.listed, forms: files.forms,
      paddedNumbers: files.paddedNumbers)
  }

  private func isRealDatabase() async throws(ImportError) -> Bool {
    do { return try await !store.isDemo() } catch { throw .store(error) }
  }

  /// Reads files and checks their rows; how many bad ones are too many is judged when they are
  /// stored.
  ///
  /// - Parameters:
  ///   - source: the files.
  ///   - now: when they are read.
  ///   - folder: where facts are sorted that do not fit into memory, the usual place for temporary
  ///     files where none is named; nothing stays there.
  ///   - progress: called while reading.
  /// - Returns: what was read; its facts are gone with it.
  /// - Throws: `ImportError`.
  package static func read(
    _ source: ImportSource, now: Instant,
    sortingIn folder: String? = nil,
    progress: @escaping @Sendable (ImportProgress) -> Void = { _ in }
  ) throws(ImportError) -> FilesOfImport {
    switch source {
    case .helloPick(let files):
      let folder = folder ?? FileManager.default.temporaryDirectory.path
      var importer = HelloPickImporter(now: now, sortingIn: folder, progress: progress)
      return try importer.read(files)
    case .movieLens(let directory, let encoding):
      var importer = MovieLensImporter(now: now, progress: progress)
      return try importer.read(directory: directory, encoding: encoding)
    }
  }

  /// Rows of the original's files, each counted, none kept.
  package static func rows(
    of files: HelloPickFiles, now: Instant
  ) throws(ImportError) -> [Int] {
    var importer = HelloPickImporter(now: now, sortingIn: nil) { _ in }
    return try importer.read(files).rows
  }

  private func stored(
    _ files: FilesOfImport, progress: @escaping @Sendable (ImportProgress) -> Void
  ) async throws(ImportError) -> ImportCount {
    do {
      return try await store.store(files.batch, with: files.facts) { done, total in
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

/// Files of an outside format.
public enum ImportSource: Equatable, Sendable {
  /// The original's files.
  case helloPick(HelloPickFiles)
  /// A directory of MovieLens in any of its layouts; the encoding is detected when `nil`.
  case movieLens(directory: String, encoding: TextEncoding? = nil)
}

/// The original's files, by path.
public struct HelloPickFiles: Equatable, Sendable {
  /// The catalogue.
  public let assets: String
  /// The file of views.
  public let views: String
  /// Detail pages that were opened, where they were logged.
  public let clicks: String?
  /// The encoding of all of them; detected file by file when `nil`.
  public let encoding: TextEncoding?

  /// The original's files.
  public init(
    assets: String, views: String, clicks: String? = nil, encoding: TextEncoding? = nil
  ) {
    self.assets = assets
    self.views = views
    self.clicks = clicks
    self.encoding = encoding
  }
}

/// The progress of an import.
public enum ImportProgress: Equatable, Sendable {
  /// Bytes of a file that were read, of all it has.
  case reading(file: String, bytes: Int, of: Int)
  /// Rows that were stored, of all that were read.
  case storing(rows: Int, of: Int)
}

/// The rows an import stored and those it rejected.
///
/// Encodes to `{"titles","assets","viewers","events","rejected":[{"file","line","reason"}]}`.
public struct ImportReport: Equatable, Sendable, Encodable {
  /// Rows newly stored.
  public let stored: ImportCount
  /// Rows not taken, in the order of the files.
  public let rejected: [RejectedRow]

  /// The recognised form of each file.
  public let forms: [TableForm]
  /// Set-top numbers that the files write both with and without leading zeros: they are different
  /// viewers, and most likely should not be.
  public let paddedNumbers: [String]

  /// The result of an import.
  public init(
    stored: ImportCount, rejected: [RejectedRow], forms: [TableForm] = [],
    paddedNumbers: [String] = []
  ) {
    self.stored = stored
    self.rejected = rejected
    self.forms = forms
    self.paddedNumbers = paddedNumbers
  }

  /// Writes the counts and the list side by side.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(stored.titles, forKey: .titles)
    try container.encode(stored.assets, forKey: .assets)
    try container.encode(stored.viewers, forKey: .viewers)
    try container.encode(stored.events, forKey: .events)
    try container.encode(rejected, forKey: .rejected)
  }

  private enum CodingKeys: String, CodingKey {
    case titles, assets, viewers, events, rejected
  }
}

/// Why an import did not happen; nothing was changed.
public enum ImportError: Error, Equatable, Sendable {
  /// The database is a demo world.
  case demoDatabase
  /// There is no such file.
  case missingFile(file: String)
  /// It is there but cannot be read, or is no regular file.
  case unreadableFile(file: String, reason: String)
  /// The file has no bytes at all.
  case emptyFile(file: String)
  /// The first line lacks columns that are needed, or is no header.
  case wrongHeader(file: String, missing: [String])
  /// The file is no table of text.
  case otherFormat(file: String, format: FileFormat)
  /// One rating of a file is far above all others: ratings or counts, it cannot be told.
  case unclearValues(file: String, line: Int, usual: Double, highest: Double)
  /// The columns that were named are not in the file.
  case missingColumns(file: String, columns: [String])
  /// The file is in an encoding that is recognised but not read (UTF-32).
  case unsupportedEncoding(file: String, encoding: String)
  /// More than one row in a hundred is bad. `rejected` lists them, up to
  /// `RejectedRows.listingLimit`; `count` counts all.
  case tooManyRejected(rejected: [RejectedRow], count: Int, rows: Int)
  /// A file that is taken whole or not at all has bad rows: the first one, and how many there are.
  case badRow(first: RejectedRow, count: Int)
  /// A set-top number of the files belongs to an account from another source.
  case accountNumberTaken
  /// There is no room, or no right to write, where facts are sorted; `code` is the system's number.
  case cannotSort(folder: String, code: Int32)
  /// The import was cancelled.
  case cancelled
  /// The store refused.
  case store(StoreError)
}
