import Glibc
import PickRecommender

/// Where models live: `models/` beside a database, one file a model, never rewritten in place.
///
/// A model is `<id>.safetensors` with a manifest `<id>.json` beside it. `current` names the model
/// that serves and, on a second line, the one before it; it is switched by rename, so that a
/// reader sees the old or the new one and never half of either.
public struct ModelDirectory: Sendable {
  /// The directory's path; it need not exist before the first model is published.
  public let path: String

  /// Names a place; nothing is read or made yet.
  public init(path: String) { self.path = path }

  /// What opening found.
  public struct Opened: Sendable {
    /// The model that serves; `nil` when there is none.
    public let model: TrainedModel?
    /// Why a newer one does not, when that is so.
    public let refused: ModelError?
  }

  /// Which models `current` names, the serving one first; `nil` for a line that names none.
  public func names() -> [TrainedModel.ID?] {
    guard let bytes = ModelFile.read(path + "/current", limit: 64) else { return [] }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").prefix(2)
      .map { TrainedModel.ID($0) }
  }

  /// Maps the serving model; when it is damaged, the one before it, or none.
  ///
  /// Takes about a millisecond: header, sizes and identity are checked here, the checksum when a
  /// model is published.
  public func openCurrent() -> Opened {
    var refused: ModelError?
    for name in names() {
      do {
        guard let name else { throw ModelError.badName }
        return Opened(model: try open(name), refused: refused)
      } catch let error as ModelError {
        refused = refused ?? error
      } catch {
        refused = refused ?? .inconsistent
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
