/// The parts of a path, by its slashes alone; Foundation's own trap for `x`, a name of one character.
package enum PathName {
  /// The directory a path's last part lies in: `.` for a name alone, `/` below the root.
  package static func directory(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The last part of a path.
  package static func last(of path: String) -> String {
    let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    return String(path[slash...])
  }
}
