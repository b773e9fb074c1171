import Glibc
import Logging
import PickCommand
import PickDemo
import PickModel
import PickStore
import PickStoreSQLite
import PickSystem
import PickTerminal

/// The database of a run, and whether anything in it outlives the run.
struct OpenDatabase {
  let database: SQLiteDatabase
  let path: String
  /// Whether it is a demo world.
  let isDemo: Bool
  /// Whether nothing is kept: there is no place for it.
  let isUnsaved: Bool
  /// A directory to remove at the end; `nil` when there is none.
  private let temporary: TemporaryDirectory?

  /// Opens the named database, else `pick.sqlite`, else the demo world, which is made when missing.
  static func open(
    _ options: DatabaseOptions, _ configuration: Configuration, _ environment: Environment,
    _ log: Logger
  ) async throws -> OpenDatabase {
    let named = options.data ?? configuration.data
    if let named, access(named, F_OK) != 0 {
      let advice =
        options.data == nil
        ? "Change or remove \"data\" in the configuration." : "Leave out --data for the demo world."
      throw Failure(.unavailable, "\(named) is not there. \(advice)")
    }
    var path = named ?? standard(environment.places)
    var temporary: TemporaryDirectory?
    if path == nil || !isWritable(path ?? "") {
      let directory = try TemporaryDirectory(environment)
      path = try directory.copy(path)
      temporary = directory
    }
    guard let path else { throw Failure(.unavailable, "There is no place for a database.") }
    if access(path, F_OK) != 0 { try await DemoMaker.make(at: path) }
    let database = try open(path)
    let demo = try await store(path) { () async throws(StoreError) in try await database.demo() }
    if options.at != nil, demo == nil {
      throw Failure(.usage, "--at works on a demo world only; \(path) is none.")
    }
    log.info("opened", metadata: ["demo": "\(demo != nil)", "unsaved": "\(temporary != nil)"])
    return OpenDatabase(
      database: database, path: path, isDemo: demo != nil, isUnsaved: temporary != nil,
      temporary: temporary)
  }

  private static func standard(_ places: Places?) -> String? {
    guard let places else { return nil }
    return access(places.database, F_OK) == 0 ? places.database : places.demoDatabase
  }

  private static func open(_ path: String) throws(Failure) -> SQLiteDatabase {
    do {
      return try SQLiteDatabase.open(path: path, mode: .existing)
    } catch {
      throw Failure(error, path: path)
    }
  }

  private static func store<Value>(
    _ path: String, _ body: () async throws(StoreError) -> Value
  ) async throws(Failure) -> Value {
    do {
      return try await body()
    } catch {
      throw Failure(error, path: path)
    }
  }

  /// Whether file and directory can be written; missing directories are made.
  private static func isWritable(_ path: String) -> Bool {
    let directory = PathName.directory(of: path)
    Files.makeDirectories(directory)
    guard access(directory, W_OK | X_OK) == 0 else { return false }
    return access(path, F_OK) != 0 || access(path, W_OK) == 0
  }

  /// Removes what was only for this run.
  func discard() {
    guard let temporary else { return }
    try? database.close()
    temporary.remove()
  }
}

/// Where a run keeps its files when there is no other place; removed at its end.
private struct TemporaryDirectory {
  let path: String

  init(_ environment: Environment) throws(Failure) {
    let root = environment.variables["TMPDIR"] ?? "/tmp"
    var template = Array("\(root)/pick-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw Failure(.inputOutput, "There is no place for a database: \(root) cannot be written.")
    }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Copies a read-only database; only names the place of a new one when there is none.
  func copy(_ original: String?) throws(Failure) -> String {
    let target = path + "/pick.sqlite"
    guard let original, access(original, R_OK) == 0 else { return target }
    for suffix in ["", "-wal"] where access(original + suffix, R_OK) == 0 {
      guard Self.copyFile(original + suffix, to: target + suffix) else {
        throw Failure(.inputOutput, "\(original) cannot be copied to \(path). Is the disk full?")
      }
    }
    return target
  }

  private static func copyFile(_ source: String, to target: String) -> Bool {
    let input = Glibc.open(source, O_RDONLY | O_CLOEXEC)
    guard input >= 0 else { return false }
    defer { close(input) }
    let output = Glibc.open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard output >= 0 else { return false }
    defer { close(output) }
    while true {
      let count = sendfile(output, input, nil, 1 << 30)
      if count == 0 { return true }
      if count < 0 { return false }
    }
  }

  /// Removes the directory with the few files a database and its models have.
  func remove() { Self.remove(path) }

  private static func remove(_ directory: String) {
    guard let stream = opendir(directory) else { return }
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard name != ".", name != ".." else { continue }
      let path = "\(directory)/\(name)"
      // A link is taken for a file: what it leads to stays.
      if unlink(path) != 0, errno == EISDIR { remove(path) }
    }
    closedir(stream)
    rmdir(directory)
  }
}

/// Makes the demo world the first time, and says how far it is.
private enum DemoMaker {
  static func make(at path: String) async throws(Failure) {
    let line = ProgressLine(style: .demoWorld)
    let recipe = DemoRecipe(until: SeoulTime(SystemWallClock().now()))
    do {
      _ = try await CreateDemoWorld().run(recipe, at: path) { line.show($0) }
    } catch {
      line.finish()
      throw failure(error, path)
    }
    line.finish()
  }

  private static func failure(_ error: DemoError, _ path: String) -> Failure {
    switch error {
    case .store(let error): Failure(error, path: path)
    case .inUse: Failure(.tryAgain, "\(path) is being made by another program. Wait a moment.")
    case .notADemo: Failure(.badData, "\(path) is there already and is no demo world.")
    case .outOfRange, .alreadyExported, .notEncodable, .full, .inputOutput, .password, .cancelled:
      Failure(.inputOutput, "The demo world could not be made at \(path).")
    }
  }
}

extension ProgressLine.Style {
  /// A bar with its text on a terminal, and nothing elsewhere.
  static let demoWorld = Self(logStep: nil) { phase, percent in
    let bar = String(repeating: "#", count: percent / 10)
    let rest = String(repeating: ".", count: 10 - percent / 10)
    return "헬로 Pick · \(percent) % [\(bar)\(rest)] \(phase)"
  }
}

extension ProgressLine {
  /// Shows how far the demo world is; to live and to store take one half each.
  func show(_ progress: CreateDemoWorld.Progress) {
    let (base, done, total) =
      switch progress {
      case .living(let viewers, let total): (0, viewers, total)
      case .storing(let rows, let total): (50, rows, total)
      }
    guard total > 0 else { return }
    show("데모 세상을 만드는 중 (making the demo world)", base + min(50, done * 50 / total), of: 100)
  }
}
