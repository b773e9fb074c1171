import PickModel

/// The colours of a picture: numbers in gnuplot's script that become the page's own colours.
///
/// A page is light or dark when it is read, not when it is drawn.
enum PlotInk: Int, CaseIterable {
  case text = 1
  case grid, axis, first, second, third, soft

  /// The colour in a script.
  var code: String { "rgb '#0\(rawValue)0\(rawValue)0\(rawValue)'" }

  /// The page's name of the colour.
  var variable: String {
    switch self {
    case .text: "--muted"
    case .grid: "--grid"
    case .axis: "--axis"
    case .first: "--s1"
    case .second: "--s2"
    case .third: "--s3"
    case .soft: "--soft"
    }
  }

  /// Steps of a heat map.
  static let heatSteps = 10
  /// Red, green and blue of a step of a heat map, as one number.
  static func heat(_ step: Int) -> Int { 0x0A_0000 + step }
}

/// The commands that draw a picture.
struct GnuplotScript {
  /// The room a picture has, in pixels.
  struct Room: Sendable {
    let name: String
    let columns: Int
    let fontSize: Int

    /// A page of a desktop or of paper.
    static let wide = Room(name: "wide", columns: 720, fontSize: 13)
    /// A telephone.
    static let narrow = Room(name: "narrow", columns: 360, fontSize: 13)
  }

  private let plot: Plot
  private let room: Room
  private var lines: [String] = []

  /// The commands for one picture in one room.
  static func text(_ plot: Plot, _ room: Room) -> String {
    var script = GnuplotScript(plot: plot, room: room)
    script.begin()
    switch plot.kind {
    case .columns(let labels, let bars, let lines): script.columns(labels, bars, lines)
    case .curves(let x, let curves, let hasDiagonal): script.curves(x, curves, hasDiagonal)
    case .heat(let rows, let values): script.heat(rows, values)
    case .ranges(let labels, let values, let least, let most):
      script.ranges(labels, values, least, most)
    }
    return script.lines.map { $0 + "\n" }.joined()
  }

  private init(plot: Plot, room: Room) {
    self.plot = plot
    self.room = room
  }

  /// A text as a script may hold it, in quotation marks.
  ///
  /// Only letters, digits, spaces and a few signs stay: nothing in it is a command, a format or an end
  /// of the text. No name of a title ever comes here; names of models do.
  ///
  /// - Parameters:
  ///   - text: the text.
  ///   - columns: how much of it is kept.
  ///   - signs: what else may stay. Marks of an axis are formats to gnuplot, so they have no percent
  ///     sign; the words below an axis are ours, and are none.
  /// - Returns: the text in single quotation marks, which it does not contain.
  static func quoted(_ text: String, columns: Int = 40, signs: String = "") -> String {
    let kept = DisplayText.sanitized(text).unicodeScalars.filter { scalar in
      switch scalar.properties.generalCategory {
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
        .decimalNumber:
        true
      default: (" -–.,:()+" + signs).unicodeScalars.contains(scalar)
      }
    }
    var shown = ""
    for character in String(String.UnicodeScalarView(kept)) {
      guard DisplayWidth.of(shown) + DisplayWidth.of(character) <= columns else { break }
      shown.append(character)
    }
    return "'\(shown)'"
  }

  private mutating func add(_ line: String) { lines.append(line) }

  private mutating func begin() {
    let height: Int
    switch plot.kind {
    case .columns: height = 260
    case .curves: height = 300
    case .heat: height = 230
    case .ranges(let labels, _, _, _): height = 62 + max(1, labels.count) * 30
    }
    add("reset session")
    add("set encoding utf8")
    add(
      "set terminal svg size \(room.columns),\(height) dynamic noenhanced "
        + "font 'sans,\(room.fontSize)' name 'plot'")
    add("unset key")
    add("set border 1 lc \(PlotInk.axis.code)")
    add("set tics scale 0 nomirror textcolor \(PlotInk.text.code)")
    add(
      "set xlabel \(Self.quoted(plot.xLabel, signs: "%@")) textcolor \(PlotInk.text.code)"
    )
    add("set tmargin 0.7")
    add("set bmargin 3.4")
    add("set rmargin 2.6")
  }

  /// Leaves room for labels of so many columns at the left.
  private mutating func leaveRoom(for labels: [String]) {
    let widest = labels.map(DisplayWidth.of).max() ?? 0
    let pixels = Double(widest) * Double(room.fontSize) * 0.56 + 14
    let share = min(0.45, pixels / Double(room.columns))
    add("set lmargin at screen \(FigureText.raw(share))")
  }

  private mutating func upScale(_ most: Double) {
    let scale = PlotScale(most: most)
    let labels = scale.marks.map(scale.label)
    leaveRoom(for: labels)
    add("set yrange [0:\(FigureText.raw(scale.top))]")
    add("set grid ytics lt 1 lw 1 lc \(PlotInk.grid.code)")
    add("set ytics (\(Self.tics(zip(labels, scale.marks))))")
  }

  private mutating func columns(_ labels: [String], _ bars: [Double], _ series: [[Double]]) {
    upScale((bars + series.flatMap(\.self)).max() ?? 0)
    add("set xrange [-0.6:\(Double(max(1, labels.count)) - 0.4)]")
    // Labels that do not fit beside each other are thinned out.
    let widest = labels.map(DisplayWidth.of).max() ?? 1
    let fitting = max(1, room.columns * 85 / 100 / (widest * room.fontSize * 6 / 10 + 8))
    let every = max(1, (labels.count + fitting - 1) / fitting)
    let shown = labels.enumerated().filter { $0.offset % every == 0 }
    add("set xtics (\(Self.tics(shown.map { ($1, Double($0)) })))")
    add(block: "bars", bars.enumerated().map { "\($0) \(FigureText.raw($1))" })
    // Lines are seen on bars only where these are pale.
    let ink: PlotInk = series.isEmpty ? .first : .soft
    var parts = [
      "$bars using 1:2:(0.8) with boxes fs solid 1 noborder lc \(ink.code)"
    ]
    for (place, line) in series.enumerated() {
      let ink: PlotInk = place == 0 ? .first : .second
      add(block: "line\(place)", line.enumerated().map { "\($0) \(FigureText.raw($1))" })
      parts.append(
        "$line\(place) using 1:2 with linespoints lt 1 lw 2 pt 7 ps 0.4 lc \(ink.code)")
    }
    add("plot " + parts.joined(separator: ", "))
  }

  private mutating func curves(_ x: [Double], _ curves: [[Double]], _ hasDiagonal: Bool) {
    let marks = [0.0, 25, 50, 75, 100]
    let labels = marks.map { FigureText.fixed($0, 0) }
    leaveRoom(for: labels)
    add("set xrange [0:100]")
    add("set yrange [0:100]")
    add("set grid ytics lt 1 lw 1 lc \(PlotInk.grid.code)")
    add("set xtics (\(Self.tics(zip(labels, marks))))")
    add("set ytics (\(Self.tics(zip(labels, marks))))")
    var parts: [String] = []
    for (place, curve) in curves.enumerated() {
      let ink: PlotInk = place == 0 ? .first : .second
      add(
        block: "curve\(place)",
        zip(x, curve).map { "\(FigureText.raw($0 * 100)) \(FigureText.raw($1 * 100))" })
      parts.append("$curve\(place) using 1:2 with lines lt 1 lw 3 lc \(ink.code)")
    }
    if hasDiagonal {
      add(block: "diagonal", ["0 0", "100 100"])
      parts.append("$diagonal using 1:2 with lines lt 1 lw 1 dt 2 lc \(PlotInk.third.code)")
    }
    add("plot " + parts.joined(separator: ", "))
  }

  private mutating func heat(_ rows: [String], _ values: [[Double]]) {
    leaveRoom(for: rows)
    let most = values.flatMap(\.self).max() ?? 0
    add("unset border")
    add("set xrange [-0.5:23.5]")
    add("set yrange [\(Double(max(1, rows.count)) - 0.5):-0.5]")
    add("set xtics (\(Self.tics(stride(from: 0, to: 24, by: 3).map { ("\($0)", Double($0)) })))")
    add("set ytics (\(Self.tics(rows.enumerated().map { ($1, Double($0)) })))")
    var fields: [String] = []
    for (row, hours) in values.enumerated() {
      for (hour, value) in hours.enumerated() {
        let share = most > 0 ? value / most : 0
        let darkness = Int(saturating: share * Double(PlotInk.heatSteps))
        let step = min(PlotInk.heatSteps - 1, max(0, darkness))
        let (x, y) = (Double(hour), Double(row))
        fields.append(
          "\(x) \(y) \(x - 0.46) \(x + 0.46) \(y - 0.44) \(y + 0.44) \(PlotInk.heat(step))")
      }
    }
    add(block: "fields", fields)
    add(
      "plot $fields using 1:2:3:4:5:6:7 with boxxyerror fs solid 1 noborder lc rgb variable")
  }

  private mutating func ranges(
    _ labels: [String], _ values: [Plot.Range], _ least: Double, _ most: Double
  ) {
    let scale = PlotScale(most: most)
    leaveRoom(for: labels)
    add("set xrange [\(FigureText.raw(least)):\(FigureText.raw(scale.top))]")
    add("set yrange [\(Double(max(1, labels.count)) - 0.5):-0.5]")
    add("set grid xtics lt 1 lw 1 lc \(PlotInk.grid.code)")
    add("set xtics (\(Self.tics(zip(scale.marks.map(scale.label), scale.marks))))")
    add("set ytics (\(Self.tics(labels.enumerated().map { ($1, Double($0)) })))")
    add(
      block: "ranges",
      values.enumerated().map { row, value in
        let y = Double(row)
        let ends = [value.middle, y, value.low, value.high, y - 0.2, y + 0.2]
        return ends.map(FigureText.raw).joined(separator: " ")
      })
    add(
      "plot $ranges using 1:2:3:4:5:6 with boxxyerror fs solid 1 noborder lc \(PlotInk.soft.code), "
        + "$ranges using 1:2 with points pt 7 ps 0.9 lc \(PlotInk.first.code)")
  }

  private mutating func add(block name: String, _ rows: [String]) {
    add("$\(name) << EOD")
    // A block without rows is an error to gnuplot; a row of no number is drawn as nothing.
    lines += rows.isEmpty ? ["NaN NaN NaN NaN NaN NaN NaN"] : rows
    add("EOD")
  }

  private static func tics(_ marks: some Sequence<(String, Double)>) -> String {
    marks.map { "\(quoted($0, columns: 18)) \(FigureText.raw($1))" }.joined(separator: ", ")
  }
}
