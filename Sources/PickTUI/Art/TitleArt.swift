import PickModel

/// The picture of a title that has none: a scene in its genre's hue, made of its name.
///
/// The same name and genre give the same picture in every run and on every machine; another name gives
/// another one.
struct TitleArt: Hashable, Sendable {
  /// The title's name.
  let name: String
  /// Hue and motif.
  let look: GenreLook

  /// The art of a title.
  ///
  /// - Parameters:
  ///   - name: the name in the catalogue's own language, so that it does not change with the screen's.
  ///   - genre: the main genre's name; empty for none.
  init(name: String, genre: String) {
    self.name = name
    look = GenreLook(genre: genre)
  }

  /// How the colours come to an end at the left edge.
  struct Fade: Hashable, Sendable {
    /// Columns over which they rise from the ground; 0 for none.
    let columns: Int

    /// A hard edge.
    static let none = Fade(columns: 0)
  }

  /// The picture, from the cache where it was drawn before.
  func picture(_ size: Size, _ mode: PictureMode, fade: Fade = .none) -> Picture {
    ArtCache.shared.picture(ArtCache.Key(art: self, size: size, mode: mode, fade: fade)) {
      drawn(size, mode, fade: fade)
    }
  }

  /// The picture, drawn now.
  func drawn(_ size: Size, _ mode: PictureMode, fade: Fade = .none) -> Picture {
    var scene = Scene(
      width: size.columns, height: size.rows * 2, seed: SeedHash.of(name),
      free: 0.7 * Double(fade.columns) / Double(max(1, size.columns)))
    look.motif.draw(on: &scene)
    var picture = Picture(size: size)
    for y in 0..<picture.height {
      for x in 0..<picture.width {
        let shown = scene[x, y] * Self.rise(x, fade)
        picture[x, y] = Pigment(
          hue: look.hue.rawValue, shade: Self.shade(shown, x, y, mode))
      }
    }
    return picture
  }

  /// The edge of what lies on the picture.
  var edge: Pigment { Pigment(hue: look.hue.rawValue, shade: 1) }

  /// The part of the light a column has, in [0, 1]: slow at first, so that the edge cannot be seen.
  static func rise(_ x: Int, _ fade: Fade) -> Double {
    guard fade.columns > 0, x < fade.columns else { return 1 }
    let part = Double(x) / Double(fade.columns)
    return part * part * (3 - 2 * part)
  }

  /// The shades 256 colours tell apart.
  private static let coarse: [Double] = [0, 1, 3, 5, 7, 9, 11, 13]

  /// The shade of a pixel; with few of them two neighbours are mixed by a pattern (Bayer, 1973).
  private static func shade(_ light: Double, _ x: Int, _ y: Int, _ mode: PictureMode) -> Int {
    switch mode {
    case .none, .full: return Int(min(Double(Pigment.shades), max(0, light)).rounded())
    case .dithered:
      let above = coarse.firstIndex { $0 > light } ?? coarse.count - 1
      let (low, high) = (coarse[max(0, above - 1)], coarse[above])
      // What is nearly a shade is that shade, so that flat parts stay flat.
      let part = high > low ? ((light - low) / (high - low) - 0.5) * 1.7 + 0.5 : 0
      return Int(part > threshold[y & 3][x & 3] ? high : low)
    }
  }

  private static let threshold: [[Double]] = [
    [0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5],
  ]
  .map { $0.map { ($0 + 0.5) / 16 } }
}

/// Light on a grid of pixels, from 1 to 14, and the dice of one title.
struct Scene {
  let width: Int
  let height: Int
  private var light: [Double]
  private var dice: SplitMix64
  private let seed: UInt64
  /// The part of the width at the left where nothing that matters stands.
  private let free: Double

  init(width: Int, height: Int, seed: UInt64, free: Double = 0) {
    self.width = width
    self.height = height
    self.seed = seed
    self.free = free
    light = Array(repeating: 1, count: width * height)
    dice = SplitMix64(seed: seed)
  }

  subscript(x: Int, y: Int) -> Double {
    get { light[y * width + x] }
    set { light[y * width + x] = min(14, max(1, newValue)) }
  }

  /// The smaller side, for what is round.
  var extent: Double { min(Double(height), Double(width) * 1.2) }

  // MARK: Dice

  /// A number in [0, 1).
  mutating func roll() -> Double { Double(dice.next() >> 11) / 0x1p53 }

  /// A number between two.
  mutating func roll(_ low: Double, _ high: Double) -> Double { low + (high - low) * roll() }

  /// A column for what matters, between two parts of the width.
  mutating func rollColumn(_ low: Double, _ high: Double) -> Double {
    (free + (1 - free) * roll(low, high)) * Double(width)
  }

  /// A whole number below another one.
  mutating func roll(below count: Int) -> Int { Int(roll() * Double(max(1, count))) }

  /// A number in [0, 1) that belongs to a pixel.
  func grain(_ x: Int, _ y: Int) -> Double {
    let place =
      UInt64(truncatingIfNeeded: x) &* 0x9E37_79B9_7F4A_7C15
      ^ UInt64(truncatingIfNeeded: y) &* 0xBF58_476D_1CE4_E5B9
    return Double(SplitMix64.hash(seed ^ place) >> 11) / 0x1p53
  }

  // MARK: Drawing

  /// A sky that brightens towards the horizon, in level bands: a row of one colour is short to send.
  mutating func drawSky(from top: Double, to bottom: Double) {
    for y in 0..<height {
      let part = Double(y) / Double(max(1, height - 1))
      let shade = top + (bottom - top) * part * (0.85 + 0.15 * part)
      for x in 0..<width { self[x, y] = shade }
    }
  }

  /// A disc with a halo around it.
  mutating func drawDisc(_ x0: Double, _ y0: Double, radius: Double, _ shade: Double, halo: Double)
  {
    let reach = radius + halo
    let rows = max(0, Int(y0 - reach))..<max(0, min(height, Int(y0 + reach) + 1))
    let columns = max(0, Int(x0 - reach))..<max(0, min(width, Int(x0 + reach) + 1))
    guard rows.lowerBound < rows.upperBound, columns.lowerBound < columns.upperBound else { return }
    for y in rows {
      for x in columns {
        let (dx, dy) = (Double(x) + 0.5 - x0, Double(y) + 0.5 - y0)
        let distance = (dx * dx + dy * dy).squareRoot()
        if distance < radius {
          self[x, y] = shade
        } else if distance < reach {
          self[x, y] += 2.2 * (1 - (distance - radius) / halo)
        }
      }
    }
  }

  /// Everything below a line; `line` gives the part of the height for a part of the width.
  mutating func drawLand(_ shade: Double, line: (Double) -> Double) {
    for x in 0..<width {
      let top = line((Double(x) + 0.5) / Double(width)) * Double(height)
      let first = min(height, max(0, Int((top - 0.5).rounded(.up))))
      for y in first..<height { self[x, y] = shade }
    }
  }

  /// A block of one shade, clipped.
  mutating func drawBlock(_ columns: Range<Int>, _ rows: Range<Int>, _ shade: Double) {
    for y in rows.clamped(to: 0..<height) {
      for x in columns.clamped(to: 0..<width) { self[x, y] = shade }
    }
  }

  /// A soft line through [-1, 1] of three waves.
  mutating func rollLine(_ slowest: Double = 0.6, _ fastest: Double = 2.2) -> SoftLine {
    SoftLine(
      waves: (1...3).map { step in
        SoftLine.Wave(
          frequency: roll(slowest, fastest) * Double(step), phase: roll(0, 2 * .pi),
          weight: 1 / Double(step))
      })
  }
}

/// A line of a few waves.
struct SoftLine {
  struct Wave {
    let frequency: Double
    let phase: Double
    let weight: Double
  }

  let waves: [Wave]

  /// The height at a part of the width, in [-1, 1].
  func callAsFunction(_ x: Double) -> Double {
    waves.reduce(0) { $0 + $1.weight * Sine.of(x * 2 * .pi * $1.frequency + $1.phase) }
      / waves.reduce(0) { $0 + $1.weight }
  }
}
