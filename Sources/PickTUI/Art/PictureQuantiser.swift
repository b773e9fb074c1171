public import PickModel

/// Draws a picture in the pigments of a theme, two pixels a cell.
///
/// What a pixel's pigment is off by is handed on to its neighbours (R. W. Floyd and L. Steinberg, 1976),
/// in rows that turn, so that a hue no pigment has is mixed of those around it.
public struct PictureQuantiser: Sendable {
  private let theme: Theme
  private let mode: PictureMode
  /// The pigments that may be used, with the colours the terminal shows for them.
  private let palette: [(index: UInt8, red: Int, green: Int, blue: Int)]

  /// The part of what is off that is handed on: all of it would be noise in so few pixels.
  private static let handedOn = 0.75

  /// A painter for a theme; with 256 colours it reckons with those the terminal has.
  public init(theme: Theme, mode: PictureMode) {
    self.theme = theme
    self.mode = mode
    var seen: Set<RGB> = []
    palette = (0...Pigment.hues * Pigment.shades).compactMap { index in
      let pigment = Pigment(place: index)
      let own = theme[pigment]
      let color = mode == .dithered ? Palette.color(Palette.nearest256(to: own)) : own
      guard seen.insert(color).inserted else { return nil }
      return (pigment.index, Int(color.red), Int(color.green), Int(color.blue))
    }
  }

  /// The pigments of a picture, cut to the shape of the request.
  public func pigments(of picture: RGBPicture, for request: PictureRequest) -> [UInt8] {
    let (width, height) = (request.size.columns, 2 * request.size.rows)
    guard width > 0, height > 0 else { return [] }
    let scaled = picture.covering(width: width, height: height)
    let ground = theme[Pigment.ground]
    let base = [Double(ground.red), Double(ground.green), Double(ground.blue)]
    var rest = [Double](repeating: 0, count: 3 * width * 2)
    var pigments = [UInt8](repeating: 0, count: width * height)
    for y in 0..<height {
      let (row, below) = (y % 2 * 3 * width, (y + 1) % 2 * 3 * width)
      for place in below..<below + 3 * width { rest[place] = 0 }
      let isRight = y % 2 == 0
      for step in 0..<width {
        let x = isRight ? step : width - 1 - step
        let rise = TitleArt.rise(x, TitleArt.Fade(columns: request.fade))
        let pixel = scaled[x, y]
        let parts = [Double(pixel.red), Double(pixel.green), Double(pixel.blue)]
        // Where nothing shines through there is nothing to mix.
        guard rise > 0.02 else { continue }
        let wanted = (0..<3).map { part in
          base[part] + (parts[part] - base[part]) * rise + rest[row + 3 * x + part]
        }
        let entry = nearest(wanted)
        pigments[y * width + x] = entry.index
        let shown = [Double(entry.red), Double(entry.green), Double(entry.blue)]
        for part in 0..<3 {
          let off = (min(255, max(0, wanted[part])) - shown[part]) * Self.handedOn / 16
          let (ahead, behind) = isRight ? (x + 1, x - 1) : (x - 1, x + 1)
          if (0..<width).contains(ahead) {
            rest[row + 3 * ahead + part] += 7 * off
            rest[below + 3 * ahead + part] += off
          }
          if (0..<width).contains(behind) { rest[below + 3 * behind + part] += 3 * off }
          rest[below + 3 * x + part] += 5 * off
        }
      }
    }
    return pigments
  }

  private func nearest(_ wanted: [Double]) -> (index: UInt8, red: Int, green: Int, blue: Int) {
    let (red, green, blue) = (Self.part(wanted[0]), Self.part(wanted[1]), Self.part(wanted[2]))
    var best = palette[0]
    var least = Int.max
    for entry in palette {
      let (dr, dg, db) = (entry.red - red, entry.green - green, entry.blue - blue)
      let mean = (entry.red + red) / 2
      let distance =
        (512 + mean) * dr * dr / 256 + 4 * dg * dg + (767 - mean) * db * db / 256
      if distance < least { (best, least) = (entry, distance) }
    }
    return best
  }

  private static func part(_ value: Double) -> Int { Int(min(255, max(0, value)).rounded()) }
}
