import PickModel

/// How far people watched: seconds watched ÷ running time, in [0, 1].
///
/// Events without a running time, ratings and marks have no ratio.
package struct RatioFigures: Codable, Equatable, Sendable {
  /// The ratios of one group of events; quartiles are exact to a thousandth.
  package struct Group: Codable, Equatable, Sendable {
    /// The group: a page of the header, or minutes.
    package let name: String
    /// Events with a ratio.
    package let events: Int
    /// Their mean; 0 without events.
    package let mean: Double
    /// A quarter is below.
    package let lowerQuartile: Double
    /// Half is below.
    package let median: Double
    /// Three quarters are below.
    package let upperQuartile: Double
    /// The share watched to the end, as docs/watching.md has it.
    package let finished: Double
  }

  /// All events with a ratio.
  package let all: Group
  /// How many have a ratio in [0, 5 %), [5 %, 10 %), … [95 %, 100 %].
  package let histogram: [Int]
  /// By page of the header; the one without a page is called "none".
  package let categories: [Group]
  /// By running time; each is named by its minutes: "0-15", "130-".
  package let runningTimes: [Group]

  /// The share of ratios below a tenth: tried and left.
  package var leftEarly: Double { histogram.prefix(2).total().share(of: all.events) }

  /// The lower ends of the running times, in minutes.
  static let minutes = [0, 15, 30, 50, 70, 100, 130]
}

/// Ratios as they are counted up: constant memory, quantiles to a thousandth.
struct RatioHistogram: Sendable {
  private var bins = [Int](repeating: 0, count: 1001)
  private var sum = 0.0
  private var finished = 0
  private(set) var events = 0

  mutating func add(_ ratio: Double, isFinished: Bool) {
    let ratio = min(1, max(0, ratio))
    bins[Int(ratio * 1000)] += 1
    sum += ratio
    events += 1
    if isFinished { finished += 1 }
  }

  /// The figures of what was counted.
  func group(_ name: String) -> RatioFigures.Group {
    RatioFigures.Group(
      name: name, events: events, mean: events == 0 ? 0 : sum / Double(events),
      lowerQuartile: quantile(0.25), median: quantile(0.5), upperQuartile: quantile(0.75),
      finished: finished.share(of: events))
  }

  /// The ratio that a share of the events does not exceed; of two middle ones the mean.
  func quantile(_ share: Double) -> Double {
    guard events > 0 else { return 0 }
    let place = share * Double(events - 1)
    let low = value(at: Int(place))
    let high = value(at: min(Int(place) + 1, events - 1))
    return low + (high - low) * (place - place.rounded(.down))
  }

  /// Twenty equal intervals; the last one has both of its ends.
  var twentieths: [Int] {
    (0..<20).map { part in
      bins[(part * 50)..<(part * 50 + 50)].reduce(0, +) + (part == 19 ? bins[1000] : 0)
    }
  }

  private func value(at rank: Int) -> Double {
    var seen = 0
    for (bin, count) in bins.enumerated() {
      seen += count
      if seen > rank { return Double(bin) / 1000 }
    }
    return 1
  }
}
