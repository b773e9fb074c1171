import Glibc
public import PickIdentity
import PickModel
public import PickStore
import PickStoreSQLite

/// Makes a demo world and stores it in a database file of its own.
///
/// The world is built beside its place under another name and moved there when it is complete: a
/// creation that is killed leaves no half world, only a file the next creation removes. The same
/// recipe gives the same dump, byte for byte, the database's name and the salts included.
public struct CreateDemoWorld: Sendable {
  /// Hashes a password with a given salt; the same input must give the same text.
  public typealias PasswordHash =
    @Sendable (String, [UInt8]) throws(PasswordHashError) -> String

  /// The progress of a creation.
  public enum Progress: Equatable, Sendable {
    /// Viewers whose days are lived, and all.
    case living(viewers: Int, of: Int)
    /// Rows stored, and all.
    case storing(rows: Int, of: Int)
  }

  private let hashPassword: PasswordHash

  /// A creation whose well-known passwords are hashed by `hashPassword`.
  public init(hashPassword: @escaping PasswordHash) { self.hashPassword = hashPassword }

  /// A creation whose passwords are hashed as all others are.
  public init() {
    let hasher = PasswordHasher()
    self.init { (password, salt) throws(PasswordHashError) in
      try hasher.hash(password, salt: salt)
    }
  }

  /// Makes the world of `recipe` at `path`; a demo world that is there is replaced.
  ///
  /// - Parameters:
  ///   - recipe: sizes, seed and date.
  ///   - path: the database file.
  ///   - progress: called about a hundred times for each half of the work.
  /// - Returns: what was stored.
  /// - Throws: `notADemo` or `inUse` when the file there is to be left alone, `outOfRange` for a
  ///   size no world can be made in, `store` for the database.
  public func run(
    _ recipe: DemoRecipe, at path: String,
    progress: @escaping @Sendable (Progress) -> Void = { _ in }
  ) async throws(DemoError) -> ImportCount {
    try recipe.validate()
    let site = DemoSite(path: path)
    try await site.check()
    let world = try DemoWorld(recipe) { progress(.living(viewers: $0, of: $1)) }
    site.clear()
    defer { site.clear() }
    let count: ImportCount
    do {
      count = try await store(world, at: site.workPath, progress: progress)
    } catch let error as StoreError {
      throw .store(error)
    } catch let error as PasswordHashError {
      throw .password(error)
    } catch {
      throw .inputOutput(path: path, reason: "\(error)")
    }
    guard !Task.isCancelled else { throw .cancelled }
    try await site.publish()
    return count
  }

  private func store(
    _ world: DemoWorld, at path: String, progress: @escaping @Sendable (Progress) -> Void
  ) async throws -> ImportCount {
    // Models and sessions go by the database's name: those of another recipe are not this world's.
    var naming = SeededGenerator(seed: world.recipe.fingerprint, stream: 4)
    let database = try SQLiteDatabase.open(
      path: path, mode: .createIfMissing(DatabaseID(using: &naming)))
    do {
      try await database.setDemo(
        DemoFacts(seed: world.recipe.seed, until: world.recipe.until.startOfDay))
      let count = try await database.store(world.batch) { progress(.storing(rows: $0, of: $1)) }
      try await choose(world.choices, in: database)
      try await setPasswords(in: database, at: world.recipe.start, salts: &naming)
      try database.close()
      return count
    } catch {
      try? database.close()
      throw error
    }
  }

  private func choose(_ choices: DemoChoices, in store: some ChoiceStore) async throws {
    let viewer = DemoAccounts.viewer.viewer
    for listed in choices.myList {
      try await store.setOnMyList(true, title: listed.title, viewer: viewer, at: listed.at)
    }
    for thumbed in choices.thumbs {
      try await store.setThumb(
        thumbed.thumb, title: thumbed.title, viewer: viewer, at: thumbed.at)
    }
  }

  /// The salts are drawn from the recipe, for the dump to be the same every time: these passwords
  /// are printed on the sign-in page anyway.
  private func setPasswords(
    in store: some AccountStore, at: Instant, salts: inout SeededGenerator
  ) async throws {
    for account in DemoAccounts.all {
      let salt = (0..<16).map { _ in UInt8(truncatingIfNeeded: salts.next() >> 32) }
      let hash = try hashPassword(DemoAccounts.password, salt)
      _ = try await store.setPasswordHash(
        hash, account: account.id, ifEpoch: nil, keeping: nil, at: at)
    }
  }
}

/// The place a demo world is put to, and the one beside it where it is built.
private struct DemoSite: Sendable {
  /// The final path.
  let path: String
  /// The path it is built at; it holds the process id, so that two creations do not meet.
  var workPath: String { "\(path).making-\(getpid())" }

  private static let mark = ".making-"

  /// Refuses a place with anything but a demo world, or with one that is open elsewhere.
  ///
  /// Closing the last connection folds SQLite's log into the file and removes it. A log that stays
  /// belongs to another process's connection, and a new file must not get under an old log.
  func check() async throws(DemoError) {
    guard DatabaseFile(path: path).exists else { return }
    guard try await isDemo() else { throw .notADemo(path: path) }
    let isBusy = DatabaseFile.companions.contains { access(path + $0, F_OK) == 0 }
    guard !isBusy else { throw .inUse(path: path) }
  }

  private func isDemo() async throws(DemoError) -> Bool {
    do {
      let database = try SQLiteDatabase.open(path: path, mode: .existing)
      let facts = try await database.demo()
      try database.close()
      return facts != nil
    } catch {
      switch error {
      case .foreignDatabase, .corrupt: throw .notADemo(path: path)
      case .busy: throw .inUse(path: path)
      case .constraint, .newerSchema, .full, .readOnly, .unreachable, .cannotOpen, .inputOutput,
        .unexpected:
        throw .store(error)
      }
    }
  }

  /// Moves the finished world to its place.
  ///
  /// Where nothing was, a world that another process put there meanwhile is kept: a link never
  /// replaces a file, and that process may have opened it already.
  func publish() async throws(DemoError) {
    do {
      try DatabaseFile.synchronize(workPath)
    } catch {
      throw .store(error)
    }
    if link(workPath, path) == 0 { return try synchronize() }
    guard errno == EEXIST else {
      throw .inputOutput(path: path, reason: String(cString: strerror(errno)))
    }
    try await check()
    guard rename(workPath, path) == 0 else {
      throw .inputOutput(path: path, reason: String(cString: strerror(errno)))
    }
    try synchronize()
  }

  private func synchronize() throws(DemoError) {
    do { try DatabaseFile.synchronize(path) } catch { throw .store(error) }
  }

  /// Removes what this process built, and what processes that are gone have left behind.
  func clear() { DatabaseFile(path: path).removeLeftovers(Self.mark, alsoOwn: true) }
}

/// An error of making or exporting a demo world.
public enum DemoError: Error, Equatable, Sendable {
  /// A size no world can be made in; `option` as it is spelled on the command line.
  case outOfRange(option: String, allowed: ClosedRange<Int>)
  /// The database exists and is not a demo world; it is left alone.
  case notADemo(path: String)
  /// The demo world there is open in another program; it is left alone.
  case inUse(path: String)
  /// The month's directory exists already; nothing was written.
  case alreadyExported(path: String)
  /// A text has no form in the export's encoding.
  case notEncodable(String)
  /// No room left on the device.
  case full(path: String)
  /// A file operation failed underneath; `reason` is for the log.
  case inputOutput(path: String, reason: String)
  /// The database below.
  case store(StoreError)
  /// A password could not be hashed.
  case password(PasswordHashError)
  /// Asked to stop; nothing is left behind.
  case cancelled
}
