import Foundation
import PickCommand
import PickSystem

/// A path of a command line, held against what the command expects there: a file and the folder it
/// lies in are easily taken for each other.
struct NamedPath {
  /// What a path can lead to.
  enum Kind {
    case file, folder
  }

  /// Entries of a folder that are named at most.
  private static let shown = 3

  private let path: String

  init(_ path: String) { self.path = path }

  /// Refuses a folder where a file is expected, and a file where a folder is; where nothing is there
  /// the command itself says so.
  ///
  /// - Parameters:
  ///   - kind: what is expected.
  ///   - what: what it is of, as in "the folder of a MovieLens release".
  /// - Throws: `Failure` that names what was given and what was expected (status 64).
  func check(_ kind: Kind, _ what: String) throws(Failure) {
    // As of a shell's variable that is not set: the working directory or the root would be taken.
    guard !path.isEmpty else { throw Failure(.usage, "A path is empty; expected is \(what).") }
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
      isFolder.boolValue != (kind == .folder)
    else { return }
    throw Failure(
      .usage,
      isFolder.boolValue
        ? "\(path) is a folder; expected is \(what).\(content)"
        : "\(path) is a file; expected is \(what). The file lies in \(parent).")
  }

  private var parent: String { PathName.directory(of: path) }

  /// " In it are: a.csv, b.csv", or that nothing is.
  private var content: String {
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [])
      .filter { !$0.hasPrefix(".") }.sorted()
    guard !names.isEmpty else { return " Nothing is in it." }
    let more = names.count > Self.shown ? ", …" : ""
    return " In it are: \(names.prefix(Self.shown).joined(separator: ", "))\(more)"
  }
}
