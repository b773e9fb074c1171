import Glibc

/// The colours pictures are drawn in, made of a theme: for each strip a ramp from the ground of text to
/// light, so that a theme that changes a strip changes the pictures of its genres as well.
///
/// The ramps run through OKLCH (B. Ottosson, "A perceptual color space for image processing", 2020),
/// where equal steps look equal. The hue turns on the way, as painters turn it: shadows colder, lights
/// warmer. On a light ground the ramp runs down, and a night becomes a print in pale inks.
enum PigmentRamp {
  /// The colours by `Pigment.index`.
  static func colors(of paint: (Role) -> Theme.Paint) -> [RGB] {
    let text = paint(.text)
    let ground = Lightness(text.background)
    var colors = [text.background]
    colors.reserveCapacity(Pigment.count)
    for role in Role.strips {
      let key = Lightness(paint(role).background)
      colors += (1...Pigment.shades).map {
        shade(Double($0) / Double(Pigment.shades), of: key, ground)
      }
    }
    return colors + [
      paint(.progress).foreground, paint(.progressTrack).foreground, text.foreground,
    ]
  }

  private static func shade(_ part: Double, of key: Lightness, _ ground: Lightness) -> RGB {
    if ground.light > 0.5 {
      return Lightness(
        light: ground.light - (ground.light - 0.42) * pow(part, 1.15),
        chroma: min(0.16, key.chroma * 2.2) * pow(part, 0.8),
        hue: key.hue + (30 - 50 * part) * .pi / 180
      ).color
    }
    let swell = Sine.of(.pi * min(1, part * 0.86 + 0.04))
    return Lightness(
      light: ground.light + (0.96 - ground.light) * pow(part, 0.9),
      chroma: key.chroma * 1.15 * pow(max(0, swell), 0.75),
      hue: key.hue + (60 * part - 26) * .pi / 180
    ).color
  }

  /// A colour in OKLCH.
  private struct Lightness {
    let light: Double
    let chroma: Double
    /// In radians.
    let hue: Double

    init(light: Double, chroma: Double, hue: Double) {
      self.light = light
      self.chroma = chroma
      self.hue = hue
    }

    init(_ color: RGB) {
      func linear(_ part: UInt8) -> Double {
        let value = Double(part) / 255
        return value <= 0.04045 ? value / 12.92 : RGB.power((value + 0.055) / 1.055)
      }
      let (r, g, b) = (linear(color.red), linear(color.green), linear(color.blue))
      let l = cbrt(0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b)
      let m = cbrt(0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b)
      let s = cbrt(0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b)
      light = 0.210_454_255_3 * l + 0.793_617_785_0 * m - 0.004_072_046_8 * s
      let green = 1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s
      let blue = 0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s
      chroma = (green * green + blue * blue).squareRoot()
      hue = atan2(blue, green)
    }

    var color: RGB {
      let (a, b) = (chroma * Sine.of(hue + .pi / 2), chroma * Sine.of(hue))
      func cube(_ value: Double) -> Double { value * value * value }
      let l = cube(light + 0.396_337_777_4 * a + 0.215_803_757_3 * b)
      let m = cube(light - 0.105_561_345_8 * a - 0.063_854_172_8 * b)
      let s = cube(light - 0.089_484_177_5 * a - 1.291_485_548_0 * b)
      func part(_ value: Double) -> UInt8 {
        let value = min(1, max(0, value))
        let shown = value <= 0.003_130_8 ? 12.92 * value : 1.055 * pow(value, 1 / 2.4) - 0.055
        return UInt8(min(255, max(0, (shown * 255).rounded())))
      }
      return RGB(
        part(4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s),
        part(-1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s),
        part(-0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701_0 * s))
    }
  }
}

/// The sine, from the C library.
enum Sine {
  static func of(_ angle: Double) -> Double { sin(angle) }
}
