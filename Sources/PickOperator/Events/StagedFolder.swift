import Foundation
import Glibc
import PickCommand
import PickImport
import PickModel
import PickSystem

/// A folder of files that appears as a whole: it is filled beside its place and then takes it.
///
/// An earlier folder of the same kind is replaced; one that holds anything else is left alone. What a
/// run that was killed left beside the place is removed, or put back, by the next one.
struct StagedFolder: Sendable {
  /// Where files are written until they are complete.
  let staging: String
  private let path: String
  /// Where an earlier folder is for the moment in which the new one takes its place.
  private let earlier: String
  private let kind: FileManifest.Kind
  private let lock: FolderLock

  /// Prepares an empty folder beside `path`.
  ///
  /// - Throws: `Failure` when `path` holds anything but an earlier folder of this kind, or when
  ///   nothing can be written beside it, or another run writes there.
  init(at path: String, for kind: FileManifest.Kind) throws {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    self.path = path
    self.kind = kind
    let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    let beside = "\(path[..<slash]).\(path[slash...]).pick"
    staging = beside + "-new"
    earlier = beside + "-old"
    // A run was killed between the two steps that put a new folder into its place.
    if access(path, F_OK) != 0 { rename(earlier, path) }
    try Self.checkPlace(path, kind)
    Files.makeDirectories(staging)
    lock = try FolderLock(staging)
    for name in (try? FileManager.default.contentsOfDirectory(atPath: staging)) ?? [] {
      try? FileManager.default.removeItem(atPath: "\(staging)/\(name)")
    }
  }

  /// Makes a folder within, if it is not there yet.
  func makeFolder(_ name: String) throws {
    guard mkdir("\(staging)/\(name)", 0o700) == 0 || errno == EEXIST else {
      throw FolderWork.failure("\(staging)/\(name)", String(cString: strerror(errno)))
    }
  }

  /// Writes the manifest and puts the folder in its place.
  func publish(_ manifest: FileManifest) throws {
    let place = "\(staging)/\(FileManifest.fileName)"
    let bytes = Array((try manifest.json() + "\n").utf8)
    try FolderWork.at(place) { () throws(FileError) in
      let file = try Files.open(place, for: .creating)
      try file.write(bytes)
      try file.synchronize()
    }
    for folder in Set(manifest.files.compactMap(\.folder)).sorted() {
      Files.synchronizeDirectory("\(staging)/\(folder)")
    }
    Files.synchronizeDirectory(staging)
    try Self.checkPlace(path, kind)
    try Self.put(staging, at: path, movingEarlierTo: earlier)
    Files.synchronizeDirectory(path.contains("/") ? "\(path)/.." : ".")
  }

  /// Puts a folder in its place; the one that was there goes, or comes back when that fails.
  static func put(
    _ staging: String, at path: String, movingEarlierTo earlier: String
  ) throws(Failure) {
    try? FileManager.default.removeItem(atPath: earlier)
    let hasEarlier = rename(path, earlier) == 0
    guard hasEarlier || errno == ENOENT else {
      throw FolderWork.failure(path, String(cString: strerror(errno)))
    }
    guard rename(staging, path) == 0 else {
      let reason = String(cString: strerror(errno))
      if hasEarlier { rename(earlier, path) }
      throw FolderWork.failure(path, reason)
    }
    try? FileManager.default.removeItem(atPath: earlier)
  }

  /// Removes what was written, after a failure.
  func abandon() { try? FileManager.default.removeItem(atPath: staging) }

  /// Refuses a place that holds anything but an earlier folder of this kind.
  private static func checkPlace(_ path: String, _ kind: FileManifest.Kind) throws {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return }
    let isOurs =
      isFolder.boolValue
      && ((try? FileManager.default.contentsOfDirectory(atPath: path)) == []
        || kindOfFiles(in: path) == kind)
    guard isOurs else {
      throw Failure(
        .badData,
        "\(DisplayText.sanitized(path)) is there already and is no earlier folder of "
          + "\(kind.rawValue). Nothing was written; name another.")
    }
  }

  private static func kindOfFiles(in path: String) -> FileManifest.Kind? {
    let bytes = try? Files.read("\(path)/\(FileManifest.fileName)", limit: FileManifest.limit)
    guard let bytes else { return nil }
    return try? JSONDecoder().decode(FileManifest.self, from: Data(bytes)).kind
  }
}

/// Keeps a second run away from a folder that is being filled.
private final class FolderLock: Sendable {
  private let descriptor: Int32

  init(_ path: String) throws(Failure) {
    do {
      descriptor = try Files.open(path, for: .directory).release()
    } catch {
      throw FolderWork.failure(path, String(cString: strerror(error.errno)))
    }
    var (held, named) = (stat(), stat())
    // The folder that was opened may have taken its place before the lock was had.
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0, fstat(descriptor, &held) == 0,
      lstat(path, &named) == 0, held.st_ino == named.st_ino
    else {
      throw Failure(
        .tryAgain, "\(DisplayText.sanitized(path)) is being written by another run. Try again.")
    }
  }

  deinit { close(descriptor) }
}

/// Says which file a failure was about.
enum FolderWork {
  /// Does the work on a file.
  static func at(_ path: String, _ work: () throws(FileError) -> Void) throws(Failure) {
    do { try work() } catch { throw failure(path, String(cString: strerror(error.errno))) }
  }

  /// A failure to write a file.
  static func failure(_ path: String, _ reason: String) -> Failure {
    Failure(.inputOutput, "\(DisplayText.sanitized(path)) cannot be written: \(reason).")
  }
}
