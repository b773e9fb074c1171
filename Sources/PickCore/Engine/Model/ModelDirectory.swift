import Glibc
import PickRecommender

/// Where models live: `models/` beside a database, one file a model, never rewritten in place.
///
/// A model is `<id>.safetensors` with a manifest `<id>.json` beside it. `current` names the model
/// that serves each database of the directory and the one before it; it is switched by rename, so
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

  /// What opening found.
  public struct Opened: Sendable {
    /// The model that serves; `nil` when there is none.
    public let model: TrainedModel?
    /// Why a newer one does not, when that is so.
    public let refused: ModelError?
  }

  /// Which models serve the database, the serving one first; `nil` for a word that names none.
  public func names() -> [TrainedModel.ID?] { current().names[database.rawValue] ?? [] }

  /// What `current` says; nothing when it cannot be read.
  func current() -> CurrentModels { readCurrent() ?? CurrentModels() }

  /// What `current` says, nothing where there is no such file; `nil` when it cannot be read.
  func readCurrent() -> CurrentModels? {
    if let bytes = ModelFile.read(path + "/current", limit: Self.currentLimit) {
      return CurrentModels(String(decoding: bytes, as: UTF8.self))
    }
    var status = stat()
    return lstat(path + "/current", &status) != 0 && errno == ENOENT ? CurrentModels() : nil
  }

  /// Bytes of the largest `current`: lines of some fifteen thousand databases.
  static let currentLimit = 1 << 20

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
