import Glibc
public import PickRecommender
public import PickStore
import PickSystem

/// The directory of models, `models/` beside a database: one file a model, never rewritten in place.
///
/// A model is `<id>.safetensors` with a manifest `<id>.json` beside it. `current` names the model
/// that serves each database of the directory and those before it; it is switched by rename, so
/// that a reader sees the old or the new one and never half of either.
public struct ModelDirectory: Sendable {
  /// The directory's path; it need not exist before the first model is published.
  public let path: String
  /// Whose models are meant: a demo world and a real catalogue lie side by side.
  public let database: DatabaseID

  /// Names a place; nothing is read or made yet.
  public init(path: String, database: DatabaseID) {
    self.path = path
    self.database = database
  }

  /// The usual place: `models/` in the directory of the database file.
  public init(besideDatabase file: String, named database: DatabaseID) {
    let directory = file.lastIndex(of: "/").map { file[..<$0] } ?? "."
    self.init(path: directory + "/models", database: database)
  }

  /// The result of opening.
  public struct Opened: Sendable {
    /// The model that serves; `nil` when there is none.
    public let model: TrainedModel?
    /// Why a newer one does not, when that is so.
    public let refused: ModelError?
  }

  /// The models of the database, the serving one first; `nil` for a word that is no model's name.
  public func names() -> [TrainedModel.ID?] { current().names[database.rawValue] ?? [] }

  /// The contents of `current`; empty when it cannot be read.
  func current() -> CurrentModels { readCurrent() ?? CurrentModels() }

  /// The contents of `current`, empty when there is no such file; `nil` when it cannot be read.
  private func readCurrent() -> CurrentModels? {
    if let bytes = try? Files.read(path + "/current", limit: Self.currentLimit) {
      return CurrentModels(String(decoding: bytes, as: UTF8.self))
    }
    var status = stat()
    return lstat(path + "/current", &status) != 0 && errno == ENOENT ? CurrentModels() : nil
  }

  /// Bytes of the largest `current`: lines of some fifteen thousand databases.
  private static let currentLimit = 1 << 20

  /// Maps the serving model; when it is damaged, the one before it, or none.
  ///
  /// Takes about a millisecond: header, sizes and identity are checked here, the checksum when a
  /// model is published.
  public func openCurrent() -> Opened {
    var refused: ModelError?
    for name in names() {
      do throws(ModelError) {
        guard let name else { throw .badName }
        return Opened(model: try open(name), refused: refused)
      } catch {
        refused = refused ?? error
      }
    }
    return Opened(model: nil, refused: refused)
  }

  /// Maps one model of the directory.
  public func open(_ id: TrainedModel.ID) throws(ModelError) -> TrainedModel {
    try TrainedModel(path: tensorPath(id), id: id)
  }

  func tensorPath(_ id: TrainedModel.ID) -> String { "\(path)/\(id).safetensors" }
  func manifestPath(_ id: TrainedModel.ID) -> String { "\(path)/\(id).json" }
}

extension ModelDirectory {
  /// Stores a model and makes it the one that serves; the one before it stays.
  ///
  /// The bytes are read back, checked against their checksum and looked through for numbers that
  /// are none before the file gets its name, and `current` is switched last: whenever this is
  /// interrupted, the old model or the new one serves.
  ///
  /// - Throws: `ModelError.cannotWrite` when there is no room or no permission; what a check finds.
  package func publish(_ file: [UInt8], _ manifest: ModelManifest) throws(ModelError) {
    guard let id = manifest.id, let json = try? manifest.json() else { throw .badManifest }
    try prepare()
    // Locked as a whole: another database's switch must not sweep away files nothing names yet.
    try Self.writing {
      try Files.whileLocked(path + "/lock") {
        try Self.replace(tensorPath(id), with: file) { written in
          try Self.verify(written, id, sha256: manifest.sha256)
        }
        try Self.replace(manifestPath(id), with: json)
        let serving = openCurrent().model?.id
        let standIns = names().drop { $0 == nil || $0 != serving }.compactMap { $0 }
        let current = try switchCurrent(to: [id] + standIns.filter { $0 != id })
        removeOthers(than: current.all)
      }
    }
  }

  /// Lets a model of the directory serve again; the one that serves now stands in for it.
  ///
  /// Nothing but `current` is written: the bytes that serve are those that served before.
  ///
  /// - Throws: what a check of the whole file finds; `cannotWrite`.
  package func promote(_ id: TrainedModel.ID) throws(ModelError) {
    try verify(id)
    try Self.writing {
      try Files.whileLocked(path + "/lock") {
        let others = names().compactMap { $0 }.filter { $0 != id }
        _ = try switchCurrent(to: [id] + others)
      }
    }
  }

  /// Lets the model before the first one serve again; the first one becomes the last resort.
  ///
  /// Where the first one cannot serve, a stand-in serves already, and comes first from then on.
  ///
  /// - Parameter refused: models that are not gone back to.
  /// - Returns: the model that serves now; `nil` when there is none to go back to, and nothing was
  ///   changed.
  /// - Throws: `cannotWrite`, `unreadableCurrent`.
  package func rollback(
    refusing refused: Set<TrainedModel.ID> = []
  ) throws(ModelError) -> TrainedModel.ID? {
    guard let serving = openCurrent().model?.id else { return nil }
    var found: TrainedModel.ID?
    try Self.writing {
      try Files.whileLocked(path + "/lock") {
        let listed = names()
        let isFirst = listed.first == serving
        let standIns = listed.drop { $0 == nil || $0 != serving }.dropFirst(isFirst ? 1 : 0)
          .compactMap { $0 }
        found = standIns.first { !refused.contains($0) && (try? verify($0)) != nil }
        guard let found else { return }
        let rest = (isFirst ? standIns + [serving] : standIns).filter { $0 != found }
        _ = try switchCurrent(to: [found] + rest)
      }
    }
    return found
  }

  /// Takes a model out of those that serve or stand in; its file goes with the next publication.
  ///
  /// - Throws: `cannotWrite`, `unreadableCurrent`.
  package func withdraw(_ id: TrainedModel.ID) throws(ModelError) {
    try Self.writing {
      try Files.whileLocked(path + "/lock") {
        _ = try switchCurrent(to: names().compactMap { $0 }.filter { $0 != id })
      }
    }
  }

  private static func writing(_ work: () throws -> Void) throws(ModelError) {
    do { try work() } catch { throw ModelError(error) }
  }

  private static func replace(
    _ path: String, with bytes: [UInt8], check: (String) throws -> Void = { _ in }
  ) throws {
    try Files.replace(path, by: "\(path).\(getpid()).partial", with: bytes, check: check)
  }

  /// Makes the directory, and those above it, and sees that files can be made in it.
  ///
  /// - Throws: `ModelError.cannotWrite`.
  package func prepare() throws(ModelError) {
    var made = ""
    for name in path.split(separator: "/", omittingEmptySubsequences: false) {
      made += name
      guard made.isEmpty || mkdir(made, 0o700) == 0 || access(made, F_OK) == 0 else {
        throw .cannotWrite(errno: errno)
      }
      made += "/"
    }
    var found = stat()
    guard stat(path, &found) == 0 else { throw .cannotWrite(errno: errno) }
    guard found.st_mode & S_IFMT == S_IFDIR else { throw .cannotWrite(errno: ENOTDIR) }
    guard access(path, W_OK | X_OK) == 0 else { throw .cannotWrite(errno: errno) }
  }

  /// The manifest of a model.
  ///
  /// - Throws: `ModelError.badManifest` when there is none, or it is of another model.
  public func manifest(of id: TrainedModel.ID) throws(ModelError) -> ModelManifest {
    guard let json = try? Files.read(manifestPath(id), limit: 1 << 20),
      let manifest = ModelManifest(json: json), manifest.id == id
    else { throw .badManifest }
    return manifest
  }

  /// Reads a whole model once and compares it with its manifest.
  ///
  /// - Throws: what is wrong with it.
  /// - Complexity: O(file size); opening a model does not do this.
  @discardableResult
  public func verify(_ id: TrainedModel.ID) throws(ModelError) -> ModelManifest {
    let manifest = try manifest(of: id)
    try Self.verify(tensorPath(id), id, sha256: manifest.sha256)
    return manifest
  }

  private static func verify(
    _ path: String, _ id: TrainedModel.ID, sha256: String
  ) throws(ModelError) {
    do {
      let file = try MappedFile(path: path)
      guard Fingerprint.sha256(file) == sha256 else { throw ModelError.wrongChecksum }
      try TensorFile(file).requireFinite()
    } catch {
      throw ModelError(error)
    }
    _ = try TrainedModel(path: path, id: id)
  }

  private func switchCurrent(
    to models: [TrainedModel.ID]
  ) throws(ModelError) -> CurrentModels {
    // What cannot be read is not empty: its other lines would be lost, and then their models.
    guard var current = readCurrent() else { throw .unreadableCurrent }
    current.serve(models, for: database.rawValue)
    // The files' names reach the disk before the name that refers to them.
    Files.synchronizeDirectory(path)
    let text = Array(current.text.utf8)
    guard text.count <= Self.currentLimit else { throw .cannotWrite(errno: EFBIG) }
    try Self.writing { try Self.replace(path + "/current", with: text) }
    Files.synchronizeDirectory(path)
    return current
  }

  /// Removes models that neither serve nor stand in; one still mapped somewhere stays readable.
  private func removeOthers(than kept: Set<String>) {
    guard let directory = try? Files.open(path, for: .directory, links: .followed),
      let names = try? Files.names(in: directory)
    else { return }
    for name in names where Self.isLeftover(name, kept: kept) { unlink("\(path)/\(name)") }
  }

  /// Whether a file is an unreferenced model, or a partial file of a killed publication.
  ///
  /// No other process is writing: publications hold the lock.
  private static func isLeftover(_ name: String, kept: Set<String>) -> Bool {
    if name.hasSuffix(".partial") { return true }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 2 && ["safetensors", "json"].contains(parts[1])
      && TrainedModel.ID(parts[0]) != nil && !kept.contains(String(parts[0]))
  }
}

/// The contents of the file `current`: each database's serving model and its substitutes.
///
/// One line a database: its name, the serving model, those before it. Databases in one directory
/// share its models, so a switch for one of them keeps the lines of the others.
struct CurrentModels: Equatable {
  /// The most models of a database that are kept, the serving one among them.
  static let kept = 4

  /// The serving model and those before it, by database; `nil` for a name no model can have.
  private(set) var names: [String: [TrainedModel.ID?]] = [:]

  init(_ text: String = "") {
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard let database = words.first else { continue }
      names[String(database)] = words.dropFirst().prefix(Self.kept).map { TrainedModel.ID($0) }
    }
  }

  /// Lets the first of `models` serve `database`; the others stand in when it is damaged.
  mutating func serve(_ models: [TrainedModel.ID], for database: String) {
    names[database] = Array(models.prefix(Self.kept))
  }

  /// Every model that serves or stands in somewhere.
  var all: Set<String> { Set(names.values.joined().compactMap { $0?.description }) }

  /// The file's text, lines in the order of the databases' names.
  var text: String {
    names.sorted { $0.key < $1.key }
      .map { database, models in
        ([database] + models.compactMap { $0?.description }).joined(separator: " ") + "\n"
      }
      .joined()
  }
}

/// Why a model on disk is refused, or could not be written.
public enum ModelError: Error, Equatable, Sendable {
  /// `current` names something that is no model name.
  case badName
  /// The tensor file is damaged or no tensor file at all.
  case tensors(TensorFileError)
  /// The file is a tensor file, but of no format this program knows.
  case unknownFormat(String?)
  /// Tensors contradict each other.
  case inconsistent
  /// The manifest beside the file is missing or unreadable.
  case badManifest
  /// The bytes are not those the manifest or the name was made from.
  case wrongChecksum
  /// `current` is there but cannot be read: what it names must not be lost.
  case unreadableCurrent
  /// The system would not write.
  case cannotWrite(errno: Int32)
}

extension ModelError {
  /// Translates an error of reading or writing a model's file; there are no others than these.
  init(_ error: any Error) {
    switch error {
    case let error as ModelError: self = error
    case let error as TensorFileError: self = .tensors(error)
    case let error as FileError: self = .cannotWrite(errno: error.errno)
    default: self = .inconsistent
    }
  }
}
