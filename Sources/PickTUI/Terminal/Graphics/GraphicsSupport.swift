import PickModel

/// Pixels a cell has.
public struct CellPixels: Hashable, Sendable, Codable {
  /// From left to right.
  public let width: Int
  /// From top to bottom.
  public let height: Int

  /// `nil` for cells no terminal has.
  public init?(width: Int, height: Int) {
    guard (2...128).contains(width), (4...256).contains(height) else { return nil }
    self.width = width
    self.height = height
  }

  private init(checked width: Int, _ height: Int) {
    self.width = width
    self.height = height
  }

  /// The cells of a VT340, for a terminal that does not say what its own are.
  static let usual = CellPixels(checked: 10, 20)

  private enum CodingKeys: String, CodingKey { case width, height }

  /// Reads what a terminal can have; a recording may say anything.
  public init(from decoder: any Decoder) throws {
    let object = try decoder.container(keyedBy: CodingKeys.self)
    let cell = CellPixels(
      width: try object.decode(Int.self, forKey: .width),
      height: try object.decode(Int.self, forKey: .height))
    guard let cell else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "no cell of a terminal"))
    }
    self = cell
  }
}

/// How a terminal shows pictures of pixels.
public struct GraphicsSupport: Hashable, Sendable, Codable {
  /// The protocols there are.
  public enum Language: String, Hashable, Sendable, Codable {
    /// The graphics protocol of kitty.
    case kitty
    /// Sixels.
    case sixel
  }

  /// The one the terminal understands.
  public let language: Language
  /// The pixels of a cell.
  public let cell: CellPixels

  /// Support that was found.
  public init(language: Language, cell: CellPixels) {
    self.language = language
    self.cell = cell
  }

  /// Pixels of the largest picture in sixels, some 1.5 MB: these are sent as large as they are shown.
  private static let mostSixelPixels = 1_200_000

  /// Whether a picture of so many cells is shown as pixels; a larger one stays in half blocks.
  func canShow(_ size: Size) -> Bool {
    guard size.columns > 0, size.rows > 0 else { return false }
    let (width, height) = (
      size.columns.times(cell.width), size.rows.times(cell.height)
    )
    guard width <= RGBPicture.longestSide, height <= RGBPicture.longestSide else { return false }
    return switch language {
    case .kitty: true
    case .sixel: width * height <= Self.mostSixelPixels
    }
  }
}

/// What a viewer wants of pictures (`pictures` in the configuration, `--pictures`).
public enum PictureChoice: String, CaseIterable, Hashable, Sendable {
  /// As good as the terminal says it can.
  case auto
  /// As words only.
  case off
  /// In half blocks, whatever the terminal can.
  case blocks
  /// In kitty's protocol, without asking the terminal.
  case kitty
  /// In sixels, without asking the terminal.
  case sixel

  /// The protocol to use without asking.
  var forced: GraphicsSupport.Language? {
    switch self {
    case .auto, .off, .blocks: nil
    case .kitty: .kitty
    case .sixel: .sixel
    }
  }

  /// Whether pictures of pixels may be shown.
  public var allowsPixels: Bool {
    switch self {
    case .off, .blocks: false
    case .auto, .kitty, .sixel: true
    }
  }
}
