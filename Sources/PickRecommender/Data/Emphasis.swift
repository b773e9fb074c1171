import Glibc

/// How much the size of a weight counts: the power it is raised to; its sign stays.
///
/// With power 1 a weight counts as it is. With power 0 every positive weight counts 1, so that a sum
/// over viewers is the number of viewers. On a real month of logs, where half of all views last
/// seconds, power 0 ranks new titles best (docs/decisions/real-logs.md).
public struct Emphasis: Codable, Equatable, Hashable, Sendable {
  /// The power, >= 0.
  public var power: Double

  /// Weights count as they are.
  public static let full = Emphasis(power: 1)
  /// A positive weight counts 1, a negative one −1.
  public static let none = Emphasis(power: 0)

  /// An emphasis.
  public init(power: Double) { self.power = power }

  /// What a weight counts; 0 stays 0, and what is finite stays finite.
  public func callAsFunction(_ weight: Float) -> Float {
    guard power != 1, weight != 0 else { return weight }
    let size = power == 0 ? 1 : Float(pow(Double(abs(weight)), power))
    // A weight that was there does not vanish, and none outgrows what sums can hold.
    return copysign(min(max(size, .leastNormalMagnitude), 1e9), weight)
  }
}

extension InteractionMatrix {
  /// The same cells, each weighing what the emphasis makes of it.
  func emphasized(by emphasis: Emphasis) -> InteractionMatrix {
    guard emphasis.power != 1 else { return self }
    return InteractionMatrix(
      checkedItemCount: itemCount, rowOffsets: rowOffsets, columns: columns,
      weights: weights.map { emphasis($0) })
  }
}

extension Dataset {
  /// The same data, each cell weighing what the emphasis makes of it.
  func emphasized(by emphasis: Emphasis) -> Dataset {
    emphasis.power == 1 ? self : replacing(interactions.emphasized(by: emphasis))
  }
}

extension UserHistory {
  /// The same history, each entry weighing what the emphasis makes of it.
  func emphasized(by emphasis: Emphasis) -> UserHistory {
    guard emphasis.power != 1 else { return self }
    return UserHistory(
      ordered: entries.map {
        Entry(item: $0.item, weight: emphasis($0.weight), lastSeconds: $0.lastSeconds)
      })
  }
}
