package import PickModel

/// Where a model comes from: the run it came out of, the files it was made of, and what the gate said.
package struct ModelOrigin: Codable, Equatable, Sendable {
  /// A file that was read.
  package struct File: Codable, Equatable, Sendable {
    package let name: String
    /// Rows below the header.
    package let rows: Int
    /// 64 hexadecimal digits.
    package let sha256: String

    package init(name: String, rows: Int, sha256: String) {
      self.name = name
      self.rows = rows
      self.sha256 = sha256
    }
  }

  /// The files of one month.
  package struct Source: Codable, Equatable, Sendable {
    /// "2023-08".
    package let month: String
    /// The checksum of their manifest.
    package let checksum: String
    /// Empty where the manifest has been replaced since.
    package let files: [File]

    package init(month: String, checksum: String, files: [File]) {
      self.month = month
      self.checksum = checksum
      self.files = files
    }
  }

  /// One thing the gate looked at.
  package struct Check: Codable, Equatable, Sendable {
    /// "champion", "coverage", "novelty", "popularity", "children".
    package let name: String
    package let isPassed: Bool
    /// What was found, in English.
    package let sentence: String

    package init(name: String, isPassed: Bool, sentence: String) {
      self.name = name
      self.isPassed = isPassed
      self.sentence = sentence
    }
  }

  /// The month it was trained for.
  package let month: String
  /// The run of the pipeline; `nil` where the ledger does not say.
  package let run: String?
  /// When it began to serve; `nil` where it never did.
  package let servesSince: Instant?
  /// Whether it was made of imported counts.
  package let isImported: Bool
  /// Whether a viewer's program trained it by itself in that month; `nil` for no.
  package let isOfMachine: Bool?
  /// What it was made of, the earliest month first.
  package let sources: [Source]
  /// What the gate looked at; empty before it did.
  package let checks: [Check]

  package init(
    month: String, run: String?, servesSince: Instant?, isImported: Bool,
    isOfMachine: Bool? = nil, sources: [Source], checks: [Check]
  ) {
    self.month = month
    self.run = run
    self.servesSince = servesSince
    self.isImported = isImported
    self.isOfMachine = isOfMachine
    self.sources = sources
    self.checks = checks
  }
}
