import Glibc

/// Finds themes by name: the built-in one, and files in folders.
public struct ThemeLibrary: Hashable, Sendable {
  /// Where files are looked for, the first place that has one counts.
  public let directories: [String]

  /// Longer than any theme.
  private static let maximumBytes = 64 * 1024
  private static let maximumBases = 4

  /// Themes in `directories` and the built-in one.
  public init(directories: [String]) { self.directories = directories }

  /// The places of a program: `PICK_THEMES` or `themes/` beside it, then the viewer's own.
  ///
  /// - Parameters:
  ///   - environment: the variables of the process.
  ///   - executable: the program's path.
  public init(environment: [String: String], executable: String) {
    let folder = executable.lastIndex(of: "/").map { String(executable[..<$0]) } ?? "."
    let beside = environment["PICK_THEMES"].flatMap { $0.isEmpty ? nil : $0 }
    let home = environment["HOME"].map { "\($0)/.config" }
    let configuration = environment["XDG_CONFIG_HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? home
    self.init(
      directories: [beside ?? "\(folder)/themes"]
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
    guard let stream = opendir(directory) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let file = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard file.hasSuffix(".toml") else { continue }
      let name = String(file.dropLast(5))
      if isValid(name) { names.append(name) }
    }
    return names
  }

  /// A regular file's text; links are not followed out of the folder.
  private static func text(of path: String) -> String? {
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var facts = stat()
    guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG,
      facts.st_size <= maximumBytes
    else { return nil }
    var bytes = [UInt8](repeating: 0, count: Int(facts.st_size))
    let count = read(descriptor, &bytes, bytes.count)
    guard count >= 0 else { return nil }
    return String(validating: bytes[..<count], as: UTF8.self)
  }
}
