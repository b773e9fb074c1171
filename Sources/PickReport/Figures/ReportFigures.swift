package import PickModel

/// Everything a report says, as numbers: the same on the page, in the terminal and in JSON.
///
/// No viewer is named in it. Names of titles are kept as the catalogue has them, made safe to show.
package struct ReportFigures: Codable, Equatable, Sendable {
  /// The layout of the JSON.
  package var version = 1
  /// The time the report is about.
  package let range: ReportRange
  /// When it was made; events after it are counted as future ones.
  package let asOf: Instant
  /// What the import took and rejected, where that was handed in.
  package let imported: ImportFacts?
  /// How much there is.
  package let size: SizeFigures
  /// What is odd about the events.
  package let quality: QualityFigures
  /// When people watched.
  package let time: TimeFigures
  /// How unevenly watching is spread.
  package let activity: ActivityFigures
  /// How far people watched.
  package let ratio: RatioFigures
  /// How far they came in series.
  package let series: SeriesFigures
  /// Who was new and who came back.
  package let audience: AudienceFigures
  /// How little is known of most.
  package let sparsity: SparsityFigures
  /// What differs from the month before, where there was one.
  package let change: ChangeFigures?
  /// Clicks beside watching, where there were clicks.
  package let clicks: ClickFigures?
  /// What the recommender makes of it.
  package var recommendation: RecommendationFigures
}

/// How much there is.
package struct SizeFigures: Codable, Equatable, Sendable {
  /// The titles of one page.
  package struct Category: Codable, Equatable, Sendable {
    /// `PickModel.Category`'s name; `nil` where the source named none.
    package let category: String?
    /// Titles of the catalogue.
    package let titles: Int
    /// Events in the range.
    package let events: Int
    /// Seconds watched in the range.
    package let seconds: Int
  }

  /// Titles of the catalogue.
  package let titles: Int
  /// Of these, those with parts.
  package let series: Int
  /// Assets of the catalogue.
  package let assets: Int
  /// Assets whose running time is not known.
  package let assetsWithoutRunningTime: Int
  /// Events in the range.
  package let events: Int
  /// Viewers with one.
  package let viewers: Int
  /// Titles with one.
  package let watchedTitles: Int
  /// Assets with one.
  package let watchedAssets: Int
  /// Seconds watched.
  package let seconds: Int
  /// The first and the last event's day, as days since 1970 in Seoul; `nil` without events.
  package let firstDay: Int64?
  /// See `firstDay`.
  package let lastDay: Int64?
  /// By page, in the order of the header; the one without a page last.
  package let categories: [Category]
}

/// What an import took and rejected.
package struct ImportFacts: Codable, Equatable, Sendable {
  /// One file.
  package struct File: Codable, Equatable, Sendable {
    /// Its name, without folders.
    package let name: String
    /// Rows read, good or bad; `nil` when unknown.
    package let rows: Int?
    /// Rows that were not taken.
    package let rejected: Int

    /// Counts of one file.
    package init(name: String, rows: Int?, rejected: Int) {
      self.name = name
      self.rows = rows
      self.rejected = rejected
    }
  }

  /// One reason and how often it was met.
  package struct Reason: Codable, Equatable, Sendable {
    /// The reason in plain English, free of what the row contains.
    package let text: String
    /// Rows.
    package let count: Int

    /// A reason and its rows.
    package init(text: String, count: Int) {
      self.text = text
      self.count = count
    }
  }

  /// The files, in the order they were read.
  package let files: [File]
  /// Why rows were rejected, the most frequent reason first.
  package let reasons: [Reason]
  /// Rows that were there already or stood twice in the files; `nil` when unknown.
  package let repeated: Int?

  /// What an import reported.
  package init(files: [File], reasons: [Reason], repeated: Int? = nil) {
    self.files = files
    self.reasons = reasons
    self.repeated = repeated
  }

  /// What an import rejected, row by row.
  ///
  /// - Parameters:
  ///   - rejected: the file and the reason of each row.
  ///   - rows: rows read by file, where they are known.
  package init(rejected: [(file: String, reason: String)], rows: [(file: String, rows: Int)] = []) {
    var counts: [String: Int] = [:]
    var reasons: [String: Int] = [:]
    for row in rejected {
      counts[Self.name(row.file), default: 0] += 1
      reasons[SafeName.safe(row.reason), default: 0] += 1
    }
    var known: [String: Int] = [:]
    for file in rows { known[Self.name(file.file)] = file.rows }
    let names = rows.map { Self.name($0.file) } + counts.keys.sorted()
    var seen: Set<String> = []
    files = names.filter { seen.insert($0).inserted }.map {
      File(name: $0, rows: known[$0], rejected: counts[$0] ?? 0)
    }
    self.reasons = reasons.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { Reason(text: $0.key, count: $0.value) }
    repeated = nil
  }

  private static func name(_ path: String) -> String {
    SafeName.safe(String(path.split(separator: "/").last ?? ""))
  }

  /// Rows that were rejected.
  package var rejected: Int { files.map(\.rejected).total() }

  /// Rows that were read; `nil` when a file's are unknown.
  package var rows: Int? {
    let known = files.compactMap(\.rows)
    return known.count == files.count && !known.isEmpty ? known.total() : nil
  }
}
