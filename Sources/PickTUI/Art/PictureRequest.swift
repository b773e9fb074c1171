public import PickModel

/// Everything the cells of a title's own picture depend on.
public struct PictureRequest: Hashable, Sendable, Codable {
  /// The title and the version of its picture.
  public let subject: TitlePicture
  /// Extent in cells.
  public let size: Size
  /// How its colours are chosen.
  public let mode: PictureMode
  /// Columns over which it rises from the ground at its left; 0 for a hard edge.
  public let fade: Int
  /// The theme whose colours it is drawn in.
  public let theme: String

  /// A picture that is to be shown in so many cells.
  public init(
    _ subject: TitlePicture, size: Size, mode: PictureMode, fade: Int, theme: String
  ) {
    self.subject = subject
    self.size = size
    self.mode = mode
    self.fade = fade
    self.theme = theme
  }

  /// Pixels it has: two a cell.
  public var pixelCount: Int { 2 * size.columns * size.rows }

  /// The width in which the file is asked for: twice the columns, so that each pixel is a mean.
  public var width: PictureWidth { PictureWidth(atLeast: 2 * size.columns) }
}

/// Fetches pictures of titles and draws them in a theme's colours.
public protocol PictureSource: Sendable {
  /// The pigments by `Pigment.index`, row by row, `pixelCount` of them; `nil` when there is nothing to
  /// show.
  func pigments(for request: PictureRequest) async -> [UInt8]?
}
