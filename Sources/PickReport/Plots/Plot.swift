import PickModel

/// A picture: what is drawn, what is said of it, and the table behind it.
package struct Plot: Equatable, Sendable {
  /// A value and the interval around it.
  struct Range: Equatable, Sendable {
    let low: Double
    let middle: Double
    let high: Double
  }

  /// What is drawn.
  enum Kind: Equatable, Sendable {
    /// A bar for each label, and lines of the same labels.
    case columns(labels: [String], bars: [Double], lines: [[Double]])
    /// Curves of shares over shares, with the line of equal shares.
    case curves(x: [Double], curves: [[Double]], hasDiagonal: Bool)
    /// A field for each row and hour of the day, the darker the larger.
    case heat(rows: [String], values: [[Double]])
    /// An interval for each label, side by side on one scale.
    case ranges(labels: [String], values: [Range], least: Double, most: Double)
  }

  /// The names of the colours of the legend, in its order.
  var legendKeys: [String] {
    switch kind {
    case .columns(_, _, let lines): lines.isEmpty ? ["k1"] : ["soft", "k1", "k2"]
    case .curves: ["k1", "k2", "k3"]
    case .ranges: ["soft"]
    case .heat: []
    }
  }

  /// Its name in addresses.
  let id: String
  /// What is drawn.
  let kind: Kind
  /// Its heading.
  let caption: String
  /// What the bars and lines are, in their order.
  let legend: [String]
  /// What is seen, for readers who do not see it.
  let description: String
  /// What goes across.
  let xLabel: String
  /// The figures.
  let table: ReportTable
}

/// A scale whose steps are 1, 2 or 5 times a power of ten.
struct PlotScale: Equatable, Sendable {
  /// The end of the scale, at or above the largest value; 1e30 and no more.
  let top: Double
  /// The distance of two marks.
  let step: Double

  /// A scale from 0 to `most`, of at most five steps.
  init(most: Double) {
    guard most.isFinite, most > 0 else {
      (top, step) = (1, 1)
      return
    }
    // Beyond these ends a step would be no number, or none above zero.
    let most = min(1e30, max(1e-30, most))
    var power = 1.0
    while power * 10 <= most / 5 { power *= 10 }
    while power > most / 5 { power /= 10 }
    let factor = [1.0, 2, 5, 10].first { power * $0 >= most / 5 } ?? 10
    step = power * factor
    top = (most / step).rounded(.up) * step
  }

  /// The marks, from 0 to the end.
  var marks: [Double] { (0...Int(saturating: (top / step).rounded())).map { Double($0) * step } }

  /// A mark's label.
  func label(_ mark: Double) -> String {
    let decimals = step >= 1 ? 0 : step >= 0.1 ? 1 : step >= 0.01 ? 2 : 3
    return FigureText.fixed(mark, decimals)
  }
}
