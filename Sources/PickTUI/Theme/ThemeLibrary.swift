import Glibc
import PickSystem

/// Finds themes by name: the built-in one, and files in folders.
public struct ThemeLibrary: Hashable, Sendable {
  /// Where files are looked for, the first place that has one counts.
  public let directories: [String]

  /// Longer than any theme.
  private static let maximumBytes = 64 * 1024
  private static let maximumBases = 4

  /// Themes in `directories` and the built-in one.
  public init(directories: [String]) { self.directories = directories }

  /// The places of a program: `PICK_THEMES`, or `themes/` beside it and, for a program in
  /// `PREFIX/bin`, `PREFIX/share/pick/themes`; then the viewer's own.
  ///
  /// - Parameters:
  ///   - environment: the variables of the process.
  ///   - executable: the program's path.
  public init(environment: [String: String], executable: String) {
    let folder = executable.lastIndex(of: "/").map { String(executable[..<$0]) } ?? "."
    let shared =
      folder.hasSuffix("/bin") ? ["\(folder.dropLast("/bin".count))/share/pick/themes"] : []
    let named = environment["PICK_THEMES"].flatMap { $0.isEmpty ? nil : [$0] }
    let home = environment["HOME"].map { "\($0)/.config" }
    let configuration = environment["XDG_CONFIG_HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? home
    self.init(
      directories: (named ?? ["\(folder)/themes"] + shared)
        + (configuration.map { ["\($0)/pick/themes"] } ?? []))
  }

  /// The names of all themes, the default first, then by name.
  public var names: [String] {
    let found = Set(directories.flatMap(Self.names(in:)))
    return [Theme.dark.name] + found.subtracting([Theme.dark.name]).sorted()
  }

  /// The theme of a name.
  ///
  /// The default is built in: no file is looked at for it.
  ///
  /// - Parameter name: letters, digits, `-` and `_`.
  /// - Returns: the theme with everything it is based on.
  /// - Throws: `ThemeError` naming file, line and key; use `Theme.dark` then.
  public func theme(named name: String) throws(ThemeError) -> Theme {
    try theme(named: name, depth: 0)
  }

  private func theme(named name: String, depth: Int) throws(ThemeError) -> Theme {
    if name == Theme.dark.name { return .dark }
    guard Self.isValid(name) else { throw .invalidName(name) }
    for directory in directories {
      let path = "\(directory)/\(name).toml"
      guard access(path, F_OK) == 0 else { continue }
      guard depth < Self.maximumBases else { throw .circularBase(file: path) }
      guard let text = Self.text(of: path) else { throw .unreadable(file: path) }
      let file = try ThemeFile(text, file: path)
      let base = try theme(named: file.base ?? Theme.dark.name, depth: depth + 1)
      return file.theme(named: name, over: base)
    }
    throw .unknown(name: name)
  }

  private static func isValid(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= 64
      && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
  }

  private static func names(in directory: String) -> [String] {
    guard let folder = try? Files.open(directory, for: .directory, links: .followed),
      let files = try? Files.names(in: folder)
    else { return [] }
    return files.compactMap { file in
      guard file.hasSuffix(".toml") else { return nil }
      let name = String(file.dropLast(5))
      return isValid(name) ? name : nil
    }
  }

  /// A regular file's text; links are not followed out of the folder.
  private static func text(of path: String) -> String? {
    (try? Files.read(path, limit: maximumBytes)).flatMap {
      String(validating: $0, as: UTF8.self)
    }
  }
}
