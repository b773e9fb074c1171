/// Screens one after the other as an SVG picture that moves by style sheet, without a script.
///
/// A row that stays the same is drawn once. Where less motion is asked for, one screen is shown.
public struct ScreenRecording {
  private struct Scene {
    let screen: TerminalEmulator
    let caption: String
    let milliseconds: Int
  }

  private var scenes: [Scene] = []
  /// The number of the screen that is shown where nothing may move.
  private var still = 0

  /// A recording without a screen.
  public init() {}

  /// Adds a screen.
  ///
  /// - Parameters:
  ///   - screen: of the size of those before.
  ///   - caption: what led to it, shown below.
  ///   - milliseconds: how long it shows.
  ///   - isStill: whether it is the one shown where nothing may move.
  public mutating func add(
    _ screen: TerminalEmulator, caption: String = "", milliseconds: Int = 1_000,
    isStill: Bool = false
  ) {
    if isStill { still = scenes.count }
    scenes.append(Scene(screen: screen, caption: caption, milliseconds: milliseconds))
  }

  /// The picture's text; empty without a screen.
  public var svg: String {
    guard let first = scenes.first?.screen else { return "" }
    let drawing = ScreenDrawing(ground: ScreenDrawing.ground(of: first))
    var animations = Animations(lengths: scenes.map(\.milliseconds), still: still)
    var body: [String] = []
    for row in 0..<first.rows {
      body += animations.groups(of: scenes.map { drawing.row(row, of: $0.screen) })
    }
    body += animations.groups(
      of: scenes.map {
        $0.caption.isEmpty ? "" : drawing.caption($0.caption, row: first.rows + 1)
      })
    return drawing.document(
      columns: first.columns, rows: first.rows + 2, style: "<style>\(animations.style)</style>",
      body: body.joined(separator: "\n"))
  }
}

/// The style sheet that shows each group of elements while its screens show.
private struct Animations {
  private let lengths: [Int]
  private let still: Int
  /// The number of the animation that shows the screens of a key.
  private var numbers: [[Int]: Int] = [:]

  init(lengths: [Int], still: Int) {
    self.lengths = lengths
    self.still = still
  }

  /// Elements that are drawn on some screens, each in a group that shows then.
  ///
  /// - Parameter drawings: what each screen has there.
  /// - Returns: the groups, each drawing once.
  mutating func groups(of drawings: [String]) -> [String] {
    var screens: [String: [Int]] = [:]
    var order: [String] = []
    for (number, drawing) in drawings.enumerated() where !drawing.isEmpty {
      if screens[drawing] == nil { order.append(drawing) }
      screens[drawing, default: []].append(number)
    }
    return order.map { drawing in
      let shown = screens[drawing] ?? []
      if shown.count == lengths.count { return drawing }
      let number = numbers[shown] ?? numbers.count
      numbers[shown] = number
      return "<g class=\"a\(number)\">\(drawing)</g>"
    }
  }

  var style: String {
    let total = max(1, lengths.reduce(0, +))
    let starts = lengths.indices.map { lengths[..<$0].reduce(0, +) }
    let animations = numbers.sorted { $0.value < $1.value }
    let stills = animations.map { shown, number in
      ".a\(number){visibility:\(shown.contains(still) ? "visible" : "hidden")}"
    }
    let moving = animations.map { shown, number in
      let frames = lengths.indices.filter { screen in
        screen == 0 || shown.contains(screen) != shown.contains(screen - 1)
      }.map { screen in
        let share = (1_000_000 * starts[screen] / total)
        return "\(share / 10_000).\(Self.digits(share % 10_000))%"
          + "{visibility:\(shown.contains(screen) ? "visible" : "hidden")}"
      }
      return "@keyframes k\(number){\(frames.joined())}"
        + ".a\(number){animation:k\(number) \(total)ms step-end infinite}"
    }
    return stills.joined() + "@media (prefers-reduced-motion:no-preference){\(moving.joined())}"
  }

  private static func digits(_ part: Int) -> String {
    let digits = String(part)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }
}
