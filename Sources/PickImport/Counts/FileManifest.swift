/// What a folder holds that Pick and other tools hand to each other, file by file: the contents of its
/// `manifest.json`.
package struct FileManifest: Codable, Equatable, Sendable {
  /// The name of the file that says what a folder holds.
  package static let fileName = "manifest.json"
  /// The greatest size of a manifest, in bytes: a hundred thousand files.
  package static let limit = 1 << 24
  /// The version of the format that is written and read.
  package static let currentVersion = 1

  /// What the files of a folder are.
  package enum Kind: String, Codable, Sendable {
    /// Events by day, with titles and assets.
    case events
    /// What the served blend counts.
    case counts
  }

  /// One file.
  package struct File: Codable, Equatable, Sendable {
    /// Its path within the folder.
    package let name: String
    /// Its rows, without the header.
    package let rows: Int
    /// The checksum of its bytes, 64 hexadecimal digits.
    package let sha256: String

    /// A file by what is known of it.
    package init(name: String, rows: Int, sha256: String) {
      self.name = name
      self.rows = rows
      self.sha256 = sha256
    }

    /// The folder within the folder that it is in.
    package var folder: String? {
      name.split(separator: "/").count > 1 ? name.split(separator: "/").first.map(String.init) : nil
    }
  }

  /// The version of the format.
  package let version: Int
  /// What the files are.
  package let kind: Kind
  /// The first day in Seoul whose events are in it, as 2023-08-01; absent where there is no event.
  package let from: String?
  /// The last day, likewise.
  package let to: String?
  /// The instant that ages are counted from, in milliseconds since 1970: the end of the last day that
  /// was asked for.
  package let asOf: Int64
  /// The events that were exported or counted; absent in folders of earlier versions.
  package let events: Int?
  /// The files, by name.
  package let files: [File]

  /// A manifest of the current version.
  package init(
    kind: Kind, from: String?, to: String?, asOf: Int64, events: Int? = nil, files: [File]
  ) {
    version = Self.currentVersion
    self.kind = kind
    self.from = from
    self.to = to
    self.asOf = asOf
    self.events = events
    self.files = files
  }

  private enum CodingKeys: String, CodingKey {
    case version, kind, from, to, events, files
    case asOf = "as_of"
  }
}
