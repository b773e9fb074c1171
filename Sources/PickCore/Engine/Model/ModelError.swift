public import PickRecommender

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
  /// What a failed reading of a model's file means; there are no others than these.
  init(_ error: any Error) {
    switch error {
    case let error as ModelError: self = error
    case let error as TensorFileError: self = .tensors(error)
    default: self = .inconsistent
    }
  }
}
