import Foundation
import PickModel
package import PickPipeline
import PickReport
import PickSystem

/// The rules a month is held against; each one warns or stops the month.
///
/// A file of rules is JSON: `{"duplicates": {"level": "error", "limit": 0.01}}`. What it does not
/// name keeps its usual level and limit.
package struct ValidationRules: Equatable, Sendable {
  /// What happens when a rule is broken.
  package enum Level: String, Codable, Sendable {
    case off
    case warn
    case error
  }

  /// What is looked at.
  package enum Subject: String, CaseIterable, Codable, Sendable {
    /// There are events at all.
    case events
    /// Files have the rows the manifest names; the limit is a count.
    case manifestRows = "manifest-rows"
    /// The share of rows that cannot be taken.
    case rejected
    /// The share of rows in which a field that must not be empty is.
    case nulls
    /// The share of rows that name an asset the catalogue does not have.
    case unknownIDs = "unknown-ids"
    /// The share of rows that repeat another one.
    case duplicates
    /// The share of events that began outside the month.
    case outsideMonth = "outside-month"
    /// The share of assets without a running time.
    case runningTimes = "running-times"
    /// The change of the number of events against the month before, as a share.
    case volume
    /// The population stability index of the worst distribution against the month before.
    case drift
  }

  /// One rule.
  package struct Rule: Codable, Equatable, Sendable {
    package var level: Level
    /// The highest value that is no fault.
    package var limit: Double

    package init(_ level: Level, _ limit: Double) {
      self.level = level
      self.limit = limit
    }
  }

  package var rules: [Subject: Rule] = [
    .events: Rule(.error, 0), .manifestRows: Rule(.error, 0), .rejected: Rule(.error, 0.01),
    .nulls: Rule(.error, 0.01), .unknownIDs: Rule(.error, 0.01), .duplicates: Rule(.error, 0.05),
    .outsideMonth: Rule(.error, 0.01), .runningTimes: Rule(.warn, 0.2), .volume: Rule(.warn, 0.5),
    .drift: Rule(.warn, 0.2),
  ]

  /// The usual rules.
  package init() {}

  /// The usual rules, changed by a file.
  ///
  /// - Throws: `PipelineError.configuration` for what is no rule.
  package init(file path: String) throws(PipelineError) {
    let bytes: [UInt8]
    do throws(FileError) { bytes = try Files.read(path, limit: 1 << 16, links: .followed) } catch {
      throw .configuration("The rules \(path) cannot be read: \(error).")
    }
    guard OutsideName.areNames(inJSON: bytes),
      let named = try? JSONDecoder().decode([String: Rule].self, from: Data(bytes))
    else {
      throw .configuration(
        "\(path) holds no rules. They look like {\"duplicates\": {\"level\": \"warn\", "
          + "\"limit\": 0.02}}; levels are off, warn and error.")
    }
    for (name, rule) in named.sorted(by: { $0.key < $1.key }) {
      guard let subject = Subject(rawValue: name) else {
        let known = Subject.allCases.map(\.rawValue).joined(separator: ", ")
        throw .configuration("\(path): there is no rule \(name). Rules are \(known).")
      }
      guard rule.limit.isFinite, rule.limit >= 0 else {
        throw .configuration("\(path): the limit of \(name) is no number from 0 on.")
      }
      rules[subject] = rule
    }
  }

  /// A checksum of all rules.
  package var checksum: String {
    Checksum.of(
      Subject.allCases.flatMap { subject in
        [subject.rawValue, rules[subject]?.level.rawValue ?? "", "\(rules[subject]?.limit ?? 0)"]
      })
  }
}

/// The result of holding a month against the rules.
package struct ValidationReport: Codable, Equatable, Sendable {
  /// One rule and what it found.
  package struct Finding: Codable, Equatable, Sendable {
    /// What became of a rule.
    package enum Verdict: String, Codable, Sendable {
      case passed
      case warned
      case failed
      /// There was nothing to compare with, or the rule is off.
      case skipped
    }

    package let rule: String
    package let verdict: Verdict
    package let value: Double?
    package let limit: Double
    /// What was found, in a sentence.
    package let sentence: String
  }

  package let profile: MonthProfile
  package let findings: [Finding]

  /// Whether no rule of the level `error` is broken.
  package var isGood: Bool { !findings.contains { $0.verdict == .failed } }

  /// Judges a month.
  ///
  /// - Parameters:
  ///   - profile: the month.
  ///   - manifest: what the month says of itself.
  ///   - previous: the month before, where it was ingested.
  ///   - rules: what is held against it.
  package init(
    _ profile: MonthProfile, manifest: MonthManifest, previous: MonthProfile?,
    rules: ValidationRules
  ) {
    self.profile = profile
    findings = ValidationRules.Subject.allCases.map { subject in
      let rule = rules.rules[subject] ?? ValidationRules.Rule(.off, 0)
      guard rule.level != .off else {
        return Finding(
          rule: subject.rawValue, verdict: .skipped, value: nil, limit: rule.limit,
          sentence: "switched off")
      }
      guard let (value, sentence) = subject.measure(profile, manifest, previous) else {
        return Finding(
          rule: subject.rawValue, verdict: .skipped, value: nil, limit: rule.limit,
          sentence: "no month before to compare with")
      }
      let isBroken = value > rule.limit
      return Finding(
        rule: subject.rawValue,
        verdict: !isBroken ? .passed : rule.level == .error ? .failed : .warned, value: value,
        limit: rule.limit, sentence: sentence)
    }
  }
}

extension ValidationRules.Subject {
  /// The value that is held against the limit, and what it means; `nil` where a month before is
  /// missing.
  fileprivate func measure(
    _ month: MonthProfile, _ manifest: MonthManifest, _ previous: MonthProfile?
  ) -> (Double, String)? {
    let rows = month.viewRows + (month.clickRows ?? 0)
    func share(_ count: Int, of all: Int, _ what: String) -> (Double, String) {
      (all > 0 ? Double(count) / Double(all) : 0, "\(count) of \(all) \(what)")
    }
    switch self {
    case .events: return (month.events > 0 ? 0 : 1, "\(month.events) events")
    case .manifestRows: return manifestRows(month, manifest)
    case .rejected: return share(month.rejected, of: rows + month.assets, "rows cannot be taken")
    case .nulls: return share(month.emptyFields, of: rows, "rows lack a field")
    case .unknownIDs: return share(month.unknownAssets, of: rows, "rows name an unknown asset")
    case .duplicates: return share(month.duplicates, of: rows, "rows repeat another one")
    case .outsideMonth:
      return share(month.outsideMonth, of: month.events, "events began outside the month")
    case .runningTimes:
      return share(
        month.assetsWithoutRunningTime, of: month.assets, "assets have no running time")
    case .volume:
      guard let previous, previous.events > 0 else { return nil }
      let change = abs(Double(month.events) / Double(previous.events) - 1)
      return (change, "\(month.events) events after \(previous.events)")
    case .drift:
      guard let previous else { return nil }
      let worst = zip(month.distributions, previous.distributions).map { now, before in
        (now.name, Inequality.psi(now.counts, before.counts))
      }.max { $0.1 < $1.1 }
      guard let worst else { return nil }
      return (worst.1, "the events by \(worst.0) changed most")
    }
  }

  private func manifestRows(
    _ month: MonthProfile, _ manifest: MonthManifest
  ) -> (Double, String) {
    let read = [
      ("assets.csv", month.assetRows ?? 0), ("views.csv", month.viewRows),
      ("clicks.csv", month.clickRows ?? 0),
    ]
    let differences = read.compactMap { name, rows -> (Double, String)? in
      guard let said = manifest.files.first(where: { $0.name == name })?.rows, said != rows else {
        return nil
      }
      return (
        abs(Double(said) - Double(rows)), "\(name) has \(rows) rows, the manifest names \(said)"
      )
    }
    guard !differences.isEmpty else { return (0, "the files have the rows the manifest names") }
    return (
      differences.reduce(0) { $0 + $1.0 }, differences.map(\.1).joined(separator: "; ")
    )
  }
}
