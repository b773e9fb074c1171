/// Performs effects; the only way from a model to the world.
public protocol EffectRunner: Sendable {
  /// Performs one effect and says what came of it; `nil` when nobody has to hear of it.
  ///
  /// Writes are handed over one after the other, in order; everything else at the same time.
  func run(_ effect: Effect) async -> Message?
  /// Waits for what must not be cut off when the program ends.
  func finish() async
}
