import Glibc

extension PrivateFileError {
  /// What the disk said, when it and not the file's owner or mode is to blame.
  public var disk: DiskTrouble? {
    guard case .inputOutput(let code) = self else { return nil }
    switch code {
    case EACCES, EPERM: return nil
    case ENOSPC, EDQUOT: return .full
    case EROFS: return .readOnly
    default: return .failed(String(cString: strerror(code)))
    }
  }
}

/// Why a disk did not take or give what it should.
public enum DiskTrouble: Equatable, Sendable {
  /// No room is left, or no share of it.
  case full
  /// Nothing can be written to it.
  case readOnly
  /// Something else, in the system's words.
  case failed(String)
}
