import PickModel

/// A picture as it stands in a page: once for wide pages, once for telephones.
struct Drawing: Equatable, Sendable {
  /// SVG, ready to stand in HTML.
  let wide: String
  /// The same for a narrow page.
  let narrow: String

  /// Draws a picture.
  init(_ plot: Plot, by gnuplot: Gnuplot) throws(Gnuplot.Trouble) {
    let script = GnuplotScript.text(plot, .wide) + GnuplotScript.text(plot, .narrow)
    let output = try gnuplot.output(of: script)
    let pictures = output.split(separator: "<?xml").filter { $0.contains("<svg") }.map(String.init)
    guard pictures.count == 2 else { throw .noPicture }
    wide = try InlineSVG.text(of: pictures[0], plot, .wide)
    narrow = try InlineSVG.text(of: pictures[1], plot, .narrow)
  }
}

/// Turns what gnuplot draws into a part of a page.
///
/// Colours become the page's, names become the picture's own, and the picture says what it shows.
enum InlineSVG {
  static func text(
    of picture: String, _ plot: Plot, _ room: GnuplotScript.Room
  ) throws(Gnuplot.Trouble) -> String {
    guard let box = part(of: picture, between: "viewBox=\"", and: "\""),
      box.allSatisfy({ $0.isNumber || $0 == " " || $0 == "." }),
      var body = part(of: picture, between: "</desc>", and: "</svg>")
    else { throw .noPicture }
    body = removing(from: body, "<defs>", "</defs>")
    body = removing(from: body, "<title>", "</title>")
    // Nothing that gnuplot writes without being asked acts: neither scripts nor outside addresses.
    let parts = ["<script", "<foreignObject", "<image", "<a ", "javascript:", " on"]
    guard !parts.contains(where: body.contains) else { throw .noPicture }
    let name = "\(plot.id)-\(room.name)"
    for (old, new) in replacements(name) { body = body.replacing(old, with: new) }
    return """
      <svg class="\(room.name)" viewBox="\(box)" role="img" \
      aria-labelledby="\(name)-title \(name)-text">\
      <title id="\(name)-title">\(HTMLText.escaped(plot.caption))</title>\
      <desc id="\(name)-text">\(HTMLText.escaped(plot.description))</desc>\
      <defs><circle id="\(name)-dot" r="1" fill="currentColor" stroke="none"/></defs>\
      \(body)</svg>
      """
  }

  private static func replacements(_ name: String) -> [(String, String)] {
    var all = [
      (" font-family=\"sans\"", ""), (" color=\"black\"", ""), (" color=\"white\"", ""),
      ("fill=\"black\"", "fill=\"currentColor\""), ("stroke=\"black\"", "stroke=\"currentColor\""),
      (" id=\"gnuplot_canvas\"", ""), ("'#gpPt6'", "'#\(name)-dot'"),
      ("xlink:href", "href"), (" id=\"plot_plot_", " id=\"\(name)-plot-"), ("\t", ""),
      (" shape-rendering='crispEdges'", ""),
    ]
    for ink in PlotInk.allCases {
      let value = ink.rawValue
      all.append(("rgb(  \(value),   \(value),   \(value))", "var(\(ink.variable))"))
      all.append(("rgb(\(value),\(value),\(value))", "var(\(ink.variable))"))
    }
    for step in 0..<PlotInk.heatSteps {
      all.append(("rgb( 10,   0,   \(step))", "var(--h\(step))"))
    }
    return all
  }

  private static func part(of text: String, between start: String, and end: String) -> String? {
    guard let from = text.firstRange(of: start),
      let to = text[from.upperBound...].firstRange(of: end)
    else { return nil }
    return String(text[from.upperBound..<to.lowerBound])
  }

  private static func removing(from text: String, _ start: String, _ end: String) -> String {
    var kept = ""
    var rest = text[...]
    while let from = rest.firstRange(of: start),
      let to = rest[from.upperBound...].firstRange(of: end)
    {
      kept += rest[..<from.lowerBound]
      rest = rest[to.upperBound...]
    }
    return kept + rest
  }
}

/// Text as HTML.
enum HTMLText {
  /// The text with everything escaped that means something in HTML, in elements and in attributes.
  ///
  /// Scalar by scalar: a quotation mark with a combining mark on it is one character to Swift, and
  /// still the end of an attribute to a browser.
  static func escaped(_ text: String) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in DisplayText.sanitized(text).unicodeScalars {
      switch scalar {
      case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
      case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
      case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
      case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
      case "'": escaped.append(contentsOf: "&#39;".unicodeScalars)
      default: escaped.append(scalar)
      }
    }
    return String(escaped)
  }
}
