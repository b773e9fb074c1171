import Glibc
public import PickModel
import Synchronization

/// The pictures of a folder for those who show or serve them; reads the index again when it changed.
public final class PictureLibrary: Sendable {
  private struct Signature: Equatable {
    let inode: UInt
    let size: Int
    let seconds: Int
    let nanoseconds: Int
  }

  private struct State {
    var signature: Signature?
    var pictures: [Title.ID: StoredPicture] = [:]
  }

  private let folder: PictureFolder
  private let state = Mutex(State())

  /// The library of a folder, which need not exist.
  public init(_ folder: PictureFolder) { self.folder = folder }

  /// The version of each title's picture.
  public func versions() -> [Title.ID: PictureID] { current().mapValues(\.id) }

  /// The version of a title's picture; `nil` when it has none.
  public func version(of title: Title.ID) -> PictureID? { current()[title]?.id }

  /// The picture of a title as a JPEG, with its version; `nil` when it has none.
  public func jpeg(
    of title: Title.ID, _ width: PictureWidth
  ) -> (version: PictureID, bytes: [UInt8])? {
    guard let picture = current()[title], let bytes = folder.jpeg(of: picture, width) else {
      return nil
    }
    return (picture.id, bytes)
  }

  /// What the index says now; what it said before where it cannot be read.
  private func current() -> [Title.ID: StoredPicture] {
    let signature = signature()
    return state.withLock { state in
      if state.signature != signature {
        if let pictures = try? folder.pictures() { state.pictures = pictures }
        state.signature = signature
      }
      return state.pictures
    }
  }

  private func signature() -> Signature? {
    var status = stat()
    guard stat(folder.indexPath, &status) == 0 else { return nil }
    return Signature(
      inode: status.st_ino, size: status.st_size, seconds: status.st_mtim.tv_sec,
      nanoseconds: status.st_mtim.tv_nsec)
  }
}
