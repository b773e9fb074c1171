import Foundation

/// Makes the Swift source of the string tables from their JSON: one table for each case of `Language`.
///
/// Also a program of its own, so that new keys can be generated while nothing compiles yet:
///
///     swiftc -parse-as-library -D STRINGS_PROGRAM Tests/PickTUITests/Text/StringsSource.swift \
///       -o .build/strings && .build/strings
struct StringsSource {
  static let folder = "Sources/PickTUI/Text"
  static let generated = "Sources/PickTUI/Generated/StringTables.swift"
  private static let languagesFile = "Sources/PickModel/Language.swift"

  /// A language with its sentences by key.
  struct Table {
    /// The case of `Language`.
    let name: String
    /// The code, which is also the name of the JSON file.
    let code: String
    let sentences: [String: String]
  }

  /// One table per language, in the order of `Language`.
  let tables: [Table]

  /// Reads the tables below the package's directory.
  init(package: String) throws {
    let languages = try String(
      contentsOfFile: "\(package)/\(Self.languagesFile)", encoding: .utf8)
    tables = try languages.matches(of: #/case (?<name>\w+) = "(?<code>\w+)"/#).map { match in
      let path = Self.path(of: String(match.code), in: package)
      let data = try Data(contentsOf: URL(fileURLWithPath: path))
      return Table(
        name: String(match.name), code: String(match.code),
        sentences: try JSONDecoder().decode([String: String].self, from: data))
    }
  }

  /// The JSON file of a language.
  static func path(of code: String, in package: String) -> String {
    "\(package)/\(folder)/\(code).json"
  }

  /// All keys, sorted.
  var keys: [String] { Set(tables.flatMap(\.sentences.keys)).sorted() }

  /// The generated file.
  var swift: String {
    var source = """
      // swift-format-ignore-file
      // Generated from the JSON tables in Text by StringsSource.swift; see Text/README.md. Do not edit.

      import PickModel

      /// Names one sentence or word shown to people.
      public enum MessageKey: String, CaseIterable, Hashable, Sendable, Codable {

      """
    for key in keys { source += "  case \(key)\n" }
    source += "}\n\nextension MessageKey {\n"
    source += "  func text(in language: Language) -> String {\n    switch language {\n"
    for table in tables { source += "    case .\(table.name): \(table.name)\n" }
    source += "    }\n  }\n"
    for table in tables {
      source += "\n  private var \(table.name): String {\n    switch self {\n"
      for key in keys {
        source += "    case .\(key): \"\(Self.escaped(table.sentences[key] ?? ""))\"\n"
      }
      source += "    }\n  }\n"
    }
    return source + "}\n"
  }

  private static func escaped(_ text: String) -> String {
    text.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "\"", with: "\\\"")
  }
}

#if STRINGS_PROGRAM
  @main
  enum StringsProgram {
    static func main() throws {
      let source = try StringsSource(package: ".").swift
      try source.write(toFile: StringsSource.generated, atomically: true, encoding: .utf8)
    }
  }
#endif
