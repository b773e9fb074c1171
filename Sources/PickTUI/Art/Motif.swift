/// The scene the titles of a genre are drawn with.
enum Motif: String, CaseIterable, Sendable {
  case mountains, waves, skyline, planet, rings, forest, houses, bars, lanterns, hills, trees

  /// Draws the scene; the title's dice decide where everything stands.
  func draw(on scene: inout Scene) {
    guard scene.width > 0, scene.height > 0 else { return }
    let isNight = self == .planet || self == .skyline || self == .trees
    scene.drawSky(from: scene.roll(1.8, 2.9), to: scene.roll(6.8, 8.8) - (isNight ? 1.4 : 0))
    switch self {
    case .mountains: drawMountains(on: &scene)
    case .waves: drawWaves(on: &scene)
    case .skyline: drawSkyline(on: &scene)
    case .planet: drawPlanet(on: &scene)
    case .rings: drawRings(on: &scene)
    case .forest: drawForest(on: &scene)
    case .houses: drawHouses(on: &scene)
    case .bars: drawBars(on: &scene)
    case .lanterns: drawLanterns(on: &scene)
    case .hills: drawHills(on: &scene)
    case .trees: drawTrees(on: &scene)
    }
  }

  /// A sun or a moon.
  ///
  /// - Returns: its middle and its radius.
  @discardableResult
  private func drawOrb(
    on scene: inout Scene, size: Double = 1, between low: Double = 0.2, and high: Double = 0.42
  ) -> (x: Double, y: Double, radius: Double) {
    let x = scene.rollColumn(0.2, 0.8)
    let y = scene.roll(low, high) * Double(scene.height)
    let radius = scene.roll(0.13, 0.2) * scene.extent * size
    let shade: Double = scene.roll() < 0.75 ? 13 : 11
    scene.drawDisc(x, y, radius: radius, shade, halo: max(2, Double(scene.height) * 0.22))
    return (x, y, radius)
  }

  private func drawMountains(on scene: inout Scene) {
    drawOrb(on: &scene)
    for (base, height, shade) in [(0.62, 0.2, 5.2), (0.74, 0.18, 3.2), (0.88, 0.1, 1.5)] {
      let line = scene.rollLine()
      let (shift, peaks) = (scene.roll(), scene.roll(1.2, 2.6))
      scene.drawLand(shade) { x in
        let place = x * peaks + shift
        let peak = 1 - abs((place - place.rounded(.down)) * 2 - 1)
        return base - height * (0.75 * peak + 0.3 * line(x))
      }
    }
  }

  private func drawWaves(on scene: inout Scene) {
    let orb = drawOrb(on: &scene, size: 1.25, between: 0.3, and: 0.44)
    let horizon = Int(Double(scene.height) * 0.58)
    for y in horizon..<scene.height {
      let depth = Double(y - horizon) / Double(max(1, scene.height - horizon))
      for x in 0..<scene.width {
        let distance = abs(Double(x) + 0.5 - orb.x)
        let isLit = distance < orb.radius * (1.1 - 0.5 * depth) && (y - horizon) % 2 == 0
        let isCrest = scene.grain(x / 3, y) < 0.16
        scene[x, y] = isLit ? 10.6 - 3 * depth : 5.4 - 3.6 * depth + (isCrest ? 1.5 : 0)
      }
    }
    drawCoast(horizon, on: &scene)
  }

  /// A headland on the horizon, at one side.
  private func drawCoast(_ horizon: Int, on scene: inout Scene) {
    let line = scene.rollLine()
    let isLeft = scene.roll() < 0.5
    let (reach, height) = (scene.roll(0.25, 0.6), scene.roll(0.12, 0.26))
    for x in 0..<scene.width {
      let part = (Double(x) + 0.5) / Double(scene.width)
      let inland = (reach - (isLeft ? part : 1 - part)) / reach
      guard inland > 0 else { continue }
      let rise = height * inland.squareRoot() * (1 + 0.5 * line(part)) * Double(scene.height)
      scene.drawBlock(x..<x + 1, horizon - Int(rise)..<horizon + 1, 1.8)
    }
  }

  private func drawSkyline(on scene: inout Scene) {
    drawOrb(on: &scene, size: 0.8)
    for (base, shade, isLit) in [(0.44, 4.2, false), (0.6, 1.8, true)] {
      var left = -scene.roll(below: 2)
      while left < scene.width {
        let columns = 2 + scene.roll(below: max(2, scene.width / 9 + 2))
        let top = Int(Double(scene.height) * (base + scene.roll(-0.16, 0.2)))
        scene.drawBlock(left..<left + columns, top..<scene.height, shade)
        if isLit { drawWindows(left..<left + columns, top, on: &scene) }
        left += columns + (scene.roll() < 0.7 ? 0 : 1)
      }
    }
  }

  private func drawWindows(_ columns: Range<Int>, _ top: Int, on scene: inout Scene) {
    for x in columns.dropLast().clamped(to: 0..<scene.width) where (x - columns.lowerBound) % 2 == 1
    {
      for y in stride(from: max(0, top + 1), to: scene.height, by: 2)
      where scene.grain(x, y) < 0.36 { scene[x, y] = 11.5 }
    }
  }

  private func drawPlanet(on scene: inout Scene) {
    for _ in 0..<(scene.width * scene.height / 26 + 3) {
      let (x, y) = (scene.roll(below: scene.width), scene.roll(below: scene.height))
      scene[x, y] = scene.roll(7, 13)
    }
    let (x0, y0) = (
      scene.rollColumn(0.25, 0.75), scene.roll(0.36, 0.6) * Double(scene.height)
    )
    let radius = scene.roll(0.24, 0.36) * min(Double(scene.height), Double(scene.width) * 1.3)
    let (tilt, isRinged) = (scene.roll(-0.5, 0.5), scene.roll() < 0.7)
    let (cosine, sine) = (Sine.of(tilt + .pi / 2), Sine.of(tilt))
    for y in 0..<scene.height {
      for x in 0..<scene.width {
        let (dx, dy) = (Double(x) + 0.5 - x0, Double(y) + 0.5 - y0)
        let (along, across) = (dx * cosine + dy * sine, dy * cosine - dx * sine)
        let ring = (along * along + across * across * 13).squareRoot()
        let isRing = isRinged && ring > radius * 1.35 && ring < radius * 1.8
        let isBall = dx * dx + dy * dy < radius * radius
        if isBall, !(isRing && across > 0) {
          let side = min(1, max(0, 0.5 + 0.35 * (dx + dy) / radius))
          scene[x, y] = 10.8 - 5.6 * side + (Int(across + 64) / 2 % 2 == 0 ? 0.8 : 0)
        } else if isRing {
          scene[x, y] = 11.4
        }
      }
    }
  }

  private func drawRings(on scene: inout Scene) {
    let (x0, y0) = (
      scene.rollColumn(0.2, 0.8), scene.roll(0.4, 0.66) * Double(scene.height)
    )
    let step = scene.roll(0.13, 0.22) * Double(scene.height)
    let shades = [12.4, 9.4, 7.4, 5.8, 4.6, 3.6, 2.8, 2.2]
    for y in 0..<scene.height {
      for x in 0..<scene.width {
        let (dx, dy) = (Double(x) + 0.5 - x0, Double(y) + 0.5 - y0)
        let ring = Int((dx * dx + dy * dy).squareRoot() / max(0.5, step))
        scene[x, y] = shades[min(shades.count - 1, ring)]
      }
    }
  }

  private func drawForest(on scene: inout Scene) {
    drawOrb(on: &scene)
    for (base, shade, width) in [(0.62, 4.8, 0.1), (0.74, 3, 0.15), (0.88, 1.4, 0.2)] {
      let bend = scene.roll(0, 6)
      let trees = (0..<Int(2 / width) + 1).map { _ in
        (scene.roll(), scene.roll(0.2, 0.44), width * scene.roll(0.6, 1.2))
      }
      scene.drawLand(shade) { x in
        trees.reduce(base + 0.05 * Sine.of(x * 5 + bend)) { line, tree in
          let distance = abs(x - tree.0) / tree.2
          return distance < 1 ? min(line, base - tree.1 * (1 - distance)) : line
        }
      }
    }
  }

  private func drawHouses(on scene: inout Scene) {
    drawOrb(on: &scene)
    let (far, near) = (scene.rollLine(), scene.rollLine())
    scene.drawLand(4.6) { 0.62 - 0.08 * far($0) }
    let ground = { (x: Double) in 0.84 - 0.05 * near(x) }
    var left = scene.roll(below: 3)
    while left < scene.width - 2 {
      let columns = 4 + scene.roll(below: max(3, scene.width / 12))
      let bottom = Int(ground(Double(left) / Double(scene.width)) * Double(scene.height)) + 1
      let walls = 2 + scene.roll(below: max(1, scene.height / 7))
      for x in left..<left + columns {
        let roof = min(x - left, left + columns - 1 - x)
        scene.drawBlock(x..<x + 1, bottom - walls - roof..<bottom - walls, 7.6)
        scene.drawBlock(x..<x + 1, bottom - walls..<bottom + 1, 2.4)
      }
      let door = left + columns / 2
      scene.drawBlock(door..<door + 1, bottom - 1..<bottom, 12)
      left += columns + 1 + scene.roll(below: 5)
    }
    scene.drawLand(1.5, line: ground)
  }

  private func drawBars(on scene: inout Scene) {
    drawOrb(on: &scene)
    let line = scene.rollLine()
    let columns = scene.width < 40 ? 2 : 3
    for left in stride(from: 0, to: scene.width, by: columns + 1) {
      let part = Double(left) / Double(scene.width)
      let height = min(0.86, max(0.08, 0.3 + 0.26 * line(part) + scene.roll(-0.1, 0.16)))
      let top = Int(Double(scene.height) * (1 - height))
      for y in max(0, top)..<scene.height {
        let depth = Double(y - top) / Double(max(1, scene.height - top))
        scene.drawBlock(left..<left + columns, y..<y + 1, y == top ? 12 : 6.4 - 4.8 * depth)
      }
    }
  }

  private func drawLanterns(on scene: inout Scene) {
    let extent = min(Double(scene.width), Double(scene.height))
    for index in 0..<4 + scene.roll(below: 3 + scene.width / 20) {
      let radius = scene.roll(0.09, 0.2) * extent
      scene.drawDisc(
        scene.rollColumn(0, 1), scene.roll(0.1, 0.7) * Double(scene.height),
        radius: radius, [12.6, 10.4, 8.6][index % 3], halo: max(1, radius * 0.8))
    }
    let line = scene.rollLine()
    scene.drawLand(1.8) { 0.84 - 0.06 * line($0) }
  }

  private func drawHills(on scene: inout Scene) {
    drawOrb(on: &scene, size: 1.2)
    for (base, height, shade) in [(0.58, 0.12, 6.0), (0.72, 0.12, 4.0), (0.87, 0.09, 2.0)] {
      let line = scene.rollLine(0.3, 0.9)
      scene.drawLand(shade) { base - height * line($0) }
    }
  }

  private func drawTrees(on scene: inout Scene) {
    drawOrb(on: &scene, size: 1.3)
    let (far, near) = (scene.rollLine(), scene.rollLine())
    scene.drawLand(3.6) { 0.74 - 0.06 * far($0) }
    for _ in 0..<3 + scene.roll(below: 3 + scene.width / 16) {
      let foot = scene.roll() * Double(scene.width)
      let trunk = max(0.8, min(Double(scene.width) * 0.03, 2) * scene.roll(0.7, 1.5))
      let (lean, top) = (scene.roll(-0.12, 0.12), Int(Double(scene.height) * scene.roll(0, 0.2)))
      for y in top..<scene.height {
        let middle = foot + lean * Double(scene.height - y)
        let half = trunk * (0.4 + 0.6 * Double(y) / Double(scene.height))
        scene.drawBlock(
          Int(middle - half)..<max(Int(middle - half) + 1, Int(middle + half)), y..<y + 1, 1.2)
        guard y % max(3, scene.height / 5) == 1, y < scene.height * 3 / 5 else { continue }
        for step in 1..<max(2, min(7, scene.width / 6)) {
          let x = Int(middle) + (y / 3 % 2 == 0 ? step : -step)
          scene.drawBlock(x..<x + 1, y - step / 2..<y - step / 2 + 1, 1.2)
        }
      }
    }
    scene.drawLand(1.2) { 0.88 - 0.05 * near($0) }
  }
}
