/// The characters lines are drawn with.
public struct BorderSet: Hashable, Sendable {
  /// A horizontal line.
  public let horizontal: Character
  /// A vertical line.
  public let vertical: Character
  /// The upper left corner.
  public let topLeft: Character
  /// The upper right corner.
  public let topRight: Character
  /// The lower left corner.
  public let bottomLeft: Character
  /// The lower right corner.
  public let bottomRight: Character
  /// What stands where text was cut off.
  public let ellipsis: Character
  /// A part of a progress bar that is done.
  public let barDone: Character
  /// A part of a progress bar that is left.
  public let barLeft: Character
  /// Between two facts of a line.
  public let separator: Character
  /// More to the left.
  public let moreLeft: Character
  /// More to the right.
  public let moreRight: Character
  /// Before a watched episode.
  public let checkMark: Character

  /// Unicode box drawing.
  public static let unicode = BorderSet(
    horizontal: "─", vertical: "│", topLeft: "┌", topRight: "┐", bottomLeft: "└",
    bottomRight: "┘", ellipsis: "…", barDone: "━", barLeft: "─", separator: "·", moreLeft: "‹",
    moreRight: "›", checkMark: "✓")

  /// For terminals that draw ambiguous characters two columns wide, or have no UTF-8.
  public static let ascii = BorderSet(
    horizontal: "-", vertical: "|", topLeft: "+", topRight: "+", bottomLeft: "+",
    bottomRight: "+", ellipsis: "~", barDone: "=", barLeft: "-", separator: "-", moreLeft: "<",
    moreRight: ">", checkMark: "x")
}
