import Foundation

/// Makes the Swift source of the string tables from their JSON.
///
/// Also a program of its own, so that new keys can be generated while nothing compiles yet:
///
///     swiftc -parse-as-library -D STRINGS_PROGRAM Tests/PickTUITests/Text/StringsSource.swift \
///       -o .build/strings && .build/strings
struct StringsSource {
  static let folder = "Sources/PickTUI/Text"
  static let generated = "\(folder)/StringTables.swift"
  static let languages = [("korean", "ko"), ("english", "en")]

  /// One table per language, in the order of `languages`.
  let tables: [[String: String]]

  /// Reads the tables below the package's directory.
  init(package: String) throws {
    tables = try Self.languages.map { _, file in
      let path = "\(package)/\(Self.folder)/\(file).json"
      let data = try Data(contentsOf: URL(fileURLWithPath: path))
      return try JSONDecoder().decode([String: String].self, from: data)
    }
  }

  /// All keys, sorted.
  var keys: [String] { Set(tables.flatMap(\.keys)).sorted() }

  /// The generated file.
  var swift: String {
    var source = """
      // Generated from ko.json and en.json; see README.md beside them. Do not edit.

      /// Names one sentence or word shown to people.
      public enum MessageKey: String, CaseIterable, Hashable, Sendable, Codable {

      """
    for key in keys {
      source += "  /// “\(tables.last?[key] ?? key)”\n  case \(key)\n"
    }
    source += "}\n\nextension MessageKey {\n"
    for (index, language) in Self.languages.enumerated() {
      if index > 0 { source += "\n" }
      source += "  var \(language.0): String {\n    switch self {\n"
      for key in keys { source += Self.branch(key, tables[index][key]) }
      source += "    }\n  }\n"
    }
    return source + "}\n"
  }

  private static func branch(_ key: String, _ text: String?) -> String {
    let literal = "\"\(escaped(text ?? ""))\""
    let line = "    case .\(key): \(literal)\n"
    return line.count <= 101 ? line : "    case .\(key):\n      \(literal)\n"
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
