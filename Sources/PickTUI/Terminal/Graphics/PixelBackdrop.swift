public import PickModel

/// Draws a picture as pixels for the cells it is to lie on.
public struct PixelBackdrop: Sendable {
  private let request: PictureRequest
  private let form: PictureRequest.Pixels

  /// Sides of the largest picture that is sent to be scaled by the terminal: some 700 KB.
  private static let (widest, highest) = (640, 400)

  /// A painter for a request; `nil` for one that wants cells.
  public init?(_ request: PictureRequest) {
    guard let form = request.pixels else { return nil }
    self.request = request
    self.form = form
  }

  /// The part of the picture that shows, fading into the ground as the half blocks below it do.
  public func pixels(of picture: RGBPicture, on theme: Theme) -> RGBPicture? {
    let cell = form.support.cell
    let whole = (
      width: Double(request.size.columns.times(cell.width)),
      height: Double(request.size.rows.times(cell.height))
    )
    guard whole.width > 0, whole.height > 0 else { return nil }
    let scale = scale(whole, picture)
    let shown = picture.covering(
      width: Int(whole.width / scale), height: Int(whole.height / scale))
    let columnWidth = Double(cell.width) / scale
    let left = min(shown.width - 1, Int(Double(form.covered) * columnWidth))
    let fade = Double(request.fade) * columnWidth
    let ground = theme[Pigment.ground]
    let base = [Double(ground.red), Double(ground.green), Double(ground.blue)]
    let width = shown.width - left
    var bytes: [UInt8] = []
    bytes.reserveCapacity(3 * width * shown.height)
    let rises = (left..<shown.width).map { Self.rise(Double($0), fade) }
    for y in 0..<shown.height {
      for (place, rise) in rises.enumerated() {
        let pixel = shown[left + place, y]
        for (part, ground) in zip([pixel.red, pixel.green, pixel.blue], base) {
          let value = ground + (Double(part) - ground) * rise
          bytes.append(UInt8(min(255, max(0, value.rounded()))))
        }
      }
    }
    return RGBPicture(width: width, height: shown.height, bytes: bytes)
  }

  /// How many pixels of the screen one that is sent stands for, from left to right.
  private func scale(_ whole: (width: Double, height: Double), _ picture: RGBPicture) -> Double {
    switch form.support.language {
    case .sixel: return 1
    case .kitty:
      // The terminal scales, and better than by repeating pixels the file does not have.
      let shape = whole.width / whole.height
      let own = min(Double(picture.width), Double(picture.height) * shape)
      return max(
        1, whole.width / Double(Self.widest), whole.height / Double(Self.highest),
        whole.width / max(1, own))
    }
  }

  /// The part of the light a place has, as `TitleArt.rise` has it for columns.
  private static func rise(_ x: Double, _ fade: Double) -> Double {
    guard fade > 0, x < fade else { return 1 }
    let part = x / fade
    return part * part * (3 - 2 * part)
  }
}
