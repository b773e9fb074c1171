import Foundation
package import PickModel
package import PickStore

/// Compares how often what is shown is opened and watched since a model serves with how often it was
/// under the model before, and goes back where it fell.
///
///     let report = try await OnlineWatch(stores: stores, models: models, now: now)()
package struct OnlineWatch: Sendable {
  /// The limits.
  package struct Rules: Codable, Equatable, Sendable {
    /// Days that are looked at on either side, at most.
    package var days = 28
    /// Fewer shown cards than this on either side decide nothing.
    package var leastShown = 1000
    /// The share by which the rate of watching must have fallen.
    package var fall = 0.1

    package init() {}
  }

  /// What was found.
  package struct Report: Codable, Equatable, Sendable {
    /// What became of it.
    package enum Verdict: String, Codable, Sendable {
      /// Nothing has fallen.
      case kept
      /// It fell, and the model before serves again.
      case rolledBack = "rolled-back"
      /// Too little was shown to decide.
      case tooLittle = "too-little"
      /// There is no model to compare with.
      case alone
    }

    /// The rates of one kind of shelf, or of all.
    package struct Line: Codable, Equatable, Sendable {
      /// The kind; "all" for all together.
      package let shelf: String
      package let shown: Int
      package let shownBefore: Int
      package let openedRate: Double
      package let openedRateBefore: Double
      package let watchedRate: Double
      package let watchedRateBefore: Double

      private enum CodingKeys: String, CodingKey {
        case shelf, shown
        case shownBefore = "shown_before"
        case openedRate = "opened_rate"
        case openedRateBefore = "opened_rate_before"
        case watchedRate = "watched_rate"
        case watchedRateBefore = "watched_rate_before"
      }
    }

    package let model: String?
    package let modelBefore: String?
    package let verdict: Verdict
    /// The change of the rate of watching, with its 95 % interval.
    package let change: Double?
    package let low: Double?
    package let high: Double?
    package let lines: [Line]

    private enum CodingKeys: String, CodingKey {
      case model, verdict, change, low, high, lines
      case modelBefore = "model_before"
    }
  }

  private let registry: ModelRegistry
  private let stores: any Stores
  private let now: Instant
  private let rules: Rules

  /// A look at a database at an instant.
  package init(
    registry: ModelRegistry, stores: any Stores, now: Instant, rules: Rules = Rules()
  ) {
    self.registry = registry
    self.stores = stores
    self.now = now
    self.rules = rules
  }

  /// Looks, and goes back where it has to.
  package func callAsFunction() async throws -> Report {
    let entries = try await registry.entries()
    let champion = entries.first { $0.state == .champion }
    let before = entries.filter { $0.state == .previous && $0.isKept }
      .max { Self.start(of: $0) < Self.start(of: $1) }
    guard let champion, let since = champion.promotedAt else {
      return Self.report(champion, before, .alone)
    }
    // What was shown in the last day may still be watched, and would count as not watched.
    let counted = now.seconds(since: since) - Double(ShelfRate.span) / 1000
    let span = min(Int64(rules.days) * 86_400, Int64(max(0, min(counted, 1e9))))
    let current = try await stores.shelfRates(from: since, to: since.advanced(bySeconds: span))
    // Before it, only what the model before showed is counted.
    let start = max(since.advanced(bySeconds: -span), before?.promotedAt ?? since)
    let earlier = try await stores.shelfRates(from: min(start, since), to: since)
    let lines = Self.lines(current, earlier)
    guard before != nil else { return Self.report(champion, nil, .alone, lines) }
    let (new, old) = (current.total, earlier.total)
    guard new.shown >= rules.leastShown, old.shown >= rules.leastShown else {
      return Self.report(champion, before, .tooLittle, lines)
    }
    let change = RateChange(new, old)
    guard change.high < 0, change.difference < -rules.fall * change.rateBefore else {
      return Self.report(champion, before, .kept, lines, change)
    }
    _ = try await registry.rollback(rejecting: true)
    return Self.report(champion, before, .rolledBack, lines, change)
  }

  private static func start(of entry: ModelRegistry.Entry) -> Instant {
    entry.promotedAt ?? Instant(millisecondsSince1970: 0)
  }

  private static func report(
    _ champion: ModelRegistry.Entry?, _ before: ModelRegistry.Entry?,
    _ verdict: Report.Verdict, _ lines: [Report.Line] = [], _ change: RateChange? = nil
  ) -> Report {
    Report(
      model: champion?.id, modelBefore: before?.id, verdict: verdict, change: change?.difference,
      low: change?.low, high: change?.high, lines: lines)
  }

  private static func lines(_ current: [ShelfRate], _ earlier: [ShelfRate]) -> [Report.Line] {
    let names = Set((current + earlier).map(\.shelf)).sorted()
    let pairs = names.map { name in
      (
        name, current.first { $0.shelf == name } ?? .none(name),
        earlier.first { $0.shelf == name } ?? .none(name)
      )
    }
    return (pairs + [("all", current.total, earlier.total)]).map { name, new, old in
      Report.Line(
        shelf: name, shown: new.shown, shownBefore: old.shown, openedRate: new.rate(of: new.opened),
        openedRateBefore: old.rate(of: old.opened), watchedRate: new.rate(of: new.watched),
        watchedRateBefore: old.rate(of: old.watched))
    }
  }
}

/// The change of the rate of watching, with a 95 % interval.
///
/// - Note: the normal approximation of the difference of two independent shares.
private struct RateChange {
  let rateBefore: Double
  let difference: Double
  let low: Double
  let high: Double

  init(_ new: ShelfRate, _ old: ShelfRate) {
    let (p, q) = (new.rate(of: new.watched), old.rate(of: old.watched))
    rateBefore = q
    difference = p - q
    let variance = p * (1 - p) / Double(new.shown) + q * (1 - q) / Double(old.shown)
    let reach = 1.96 * variance.squareRoot()
    low = difference - reach
    high = difference + reach
  }
}

extension ShelfRate {
  fileprivate static func none(_ shelf: String) -> ShelfRate {
    ShelfRate(shelf: shelf, shown: 0, opened: 0, watched: 0)
  }

  fileprivate func rate(of count: Int) -> Double {
    shown > 0 ? Double(count) / Double(shown) : 0
  }
}

extension [ShelfRate] {
  fileprivate var total: ShelfRate {
    reduce(.init(shelf: "all", shown: 0, opened: 0, watched: 0)) { sum, rate in
      ShelfRate(
        shelf: "all", shown: sum.shown + rate.shown, opened: sum.opened + rate.opened,
        watched: sum.watched + rate.watched)
    }
  }
}
