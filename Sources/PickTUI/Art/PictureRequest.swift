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
  /// How it is shown as pixels; `nil` for cells.
  public let pixels: Pixels?

  /// How a picture is shown as pixels, over the same one in cells.
  public struct Pixels: Hashable, Sendable, Codable {
    /// The protocol, and the pixels of a cell.
    public let support: GraphicsSupport
    /// Columns at its left that text lies on, where the cells are left as they are.
    public let covered: Int

    /// Pixels from a column on.
    public init(_ support: GraphicsSupport, covered: Int = 0) {
      self.support = support
      self.covered = max(0, covered)
    }
  }

  /// A picture that is to be shown in so many cells.
  public init(
    _ subject: TitlePicture, size: Size, mode: PictureMode, fade: Int, theme: String,
    pixels: Pixels? = nil
  ) {
    self.subject = subject
    self.size = size
    self.mode = mode
    self.fade = fade
    self.theme = theme
    self.pixels = pixels
  }

  /// Pixels it has: two a cell.
  public var pixelCount: Int { 2 * size.columns * size.rows }

  /// The cells that pixels lie on; all of them for a picture in cells.
  public var shownSize: Size {
    Size(columns: size.columns.minus(pixels?.covered ?? 0), rows: size.rows)
  }

  /// The width in which the file is asked for: as many pixels as show, or twice the columns, so that
  /// each half of a cell is a mean.
  public var width: PictureWidth {
    PictureWidth(atLeast: size.columns.times(pixels?.support.cell.width ?? 2))
  }
}

/// Fetches pictures of titles and draws them in a theme's colours.
public protocol PictureSource: Sendable {
  /// The pigments by `Pigment.index`, row by row, `pixelCount` of them; none for a picture of pixels,
  /// which the terminal finds; `nil` when there is nothing to show.
  func pigments(for request: PictureRequest) async -> [UInt8]?
}
