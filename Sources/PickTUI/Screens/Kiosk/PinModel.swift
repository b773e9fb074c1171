/// The PIN that ends a kiosk.
public struct PinModel: Equatable, Sendable {
  /// What was typed.
  var field = TextField(isSecret: true, maximumLength: 20)
  /// Whether the last try was wrong.
  var isWrong = false

  /// Nothing typed yet.
  public init() {}
}
