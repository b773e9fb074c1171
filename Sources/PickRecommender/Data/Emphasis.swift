import Glibc

/// How much the size of a weight counts: the power it is raised to; its sign stays.
///
/// At 1 weights count as they are; at 0 everything somebody watched counts alike, so that sums count
/// viewers and not time or stars. On a real month of logs, where half of all views last seconds,
/// 0 ranks best (docs/recommender.md).
public struct Emphasis: Codable, Equatable, Hashable, Sendable {
  /// The power, >= 0.
  public var power: Double

  /// Weights count as they are.
  public static let full = Emphasis(power: 1)
  /// All weights of one sign count alike.
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
