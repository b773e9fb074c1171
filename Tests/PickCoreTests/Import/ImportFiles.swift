import Foundation

@testable import PickCore

/// A directory with input files, gone when the test is over.
final class ImportFiles {
  private let directory: URL

  init() throws {
    directory = FileManager.default.temporaryDirectory
      .appendingPathComponent("pick-import-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: directory) }

  var path: String { directory.path }

  func path(_ name: String) -> String { directory.appendingPathComponent(name).path }

  /// Writes bytes and returns the path.
  func write(_ bytes: [UInt8], as name: String) throws -> String {
    try Data(bytes).write(to: directory.appendingPathComponent(name))
    return path(name)
  }

  /// Writes a text in UTF-8 and returns the path.
  func write(_ text: String, as name: String) throws -> String {
    try write(Array(text.utf8), as: name)
  }
}

extension [String] {
  /// One line of CSV, every field quoted as it needs.
  var csvLine: String {
    map { field in
      let needsQuotes = field.contains { ",\"\n\r".contains($0) || $0 == "\r\n" }
      return needsQuotes ? "\"" + field.replacing("\"", with: "\"\"") + "\"" : field
    }.joined(separator: ",") + "\n"
  }
}
