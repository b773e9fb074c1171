import Glibc

/// The power that weights are raised to, which sets how much their size counts; signs stay.
///
/// Power 1 leaves weights as they are. Power 0 makes every positive weight 1, so that a sum over
/// viewers is their number. On a real month of logs, in which half of all views last seconds, power
/// 0 ranks new titles best (docs/decisions/real-logs.md).
public struct Emphasis: Codable, Equatable, Hashable, Sendable {
  /// The power, >= 0.
  public var power: Double

  /// Power 1: weights stay as they are.
  public static let full = Emphasis(power: 1)
  /// Power 0: positive weights become 1, negative ones −1.
  public static let none = Emphasis(power: 0)

  /// An emphasis with its power, >= 0.
  public init(power: Double) { self.power = power }

  /// The weight raised to the power; 0 stays 0, and a finite weight stays finite.
  public func callAsFunction(_ weight: Float) -> Float {
    guard power != 1, weight != 0 else { return weight }
    let size = power == 0 ? 1 : Float(pow(Double(abs(weight)), power))
    // A weight other than 0 does not become 0, and none grows so large that a sum overflows.
    return copysign(min(max(size, .leastNormalMagnitude), 1e9), weight)
  }
}

extension InteractionMatrix {
  /// The matrix with the emphasis applied to every weight.
  func emphasized(by emphasis: Emphasis) -> InteractionMatrix {
    guard emphasis.power != 1 else { return self }
    return InteractionMatrix(
      checkedItemCount: itemCount, rowOffsets: rowOffsets, columns: columns,
      weights: weights.map { emphasis($0) })
  }
}

extension Dataset {
  /// The data set with the emphasis applied to every weight.
  func emphasized(by emphasis: Emphasis) -> Dataset {
    emphasis.power == 1 ? self : replacing(interactions.emphasized(by: emphasis))
  }
}

extension UserHistory {
  /// The history with the emphasis applied to every weight.
  func emphasized(by emphasis: Emphasis) -> UserHistory {
    guard emphasis.power != 1 else { return self }
    return UserHistory(
      ordered: entries.map {
        Entry(item: $0.item, weight: emphasis($0.weight), lastSeconds: $0.lastSeconds)
      })
  }
}
