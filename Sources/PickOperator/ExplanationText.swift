import PickModel

/// How a score is made up, for a person or a program.
struct ExplanationText {
  private let explanation: Explanation

  init(_ explanation: Explanation) { self.explanation = explanation }

  func text(as format: OutputFormat) throws -> String {
    format == .json ? try ExplanationReport(explanation).json() : lines.joined(separator: "\n")
  }

  private var lines: [String] {
    var lines = [DisplayText.sanitized(explanation.title.name.original), standing]
    lines += explanation.parts.map { line($0.contribution, Self.name(of: $0.source)) }
    if explanation.rest != 0 { lines.append(line(explanation.rest, "everything else")) }
    lines.append(line(explanation.score, "score"))
    return lines
  }

  private var standing: String {
    if let excluded = explanation.excluded { return "Not recommended: \(Self.name(of: excluded))" }
    return explanation.rank.map { "Rank \($0) of all candidates" } ?? "No candidate"
  }

  private func line(_ value: Double, _ what: String) -> String {
    let digits = value.signed(decimals: 4)
    return String(repeating: " ", count: max(0, 10 - digits.count)) + digits + "  " + what
  }

  private static func name(of source: Explanation.Part.Source) -> String {
    switch source {
    case .watched(let title): "watched \(DisplayText.sanitized(title.name.original))"
    case .lookedAt(let title): "looked at \(DisplayText.sanitized(title.name.original))"
    case .content(let title): "resembles \(DisplayText.sanitized(title.name.original))"
    case .popularity: "popularity"
    case .thumb(let title): "thumb for \(DisplayText.sanitized(title.name.original))"
    }
  }

  private static func name(of exclusion: Explanation.Exclusion) -> String {
    switch exclusion {
    case .watched: "begun or watched"
    case .hidden: "hidden"
    case .forgotten: "forgotten"
    case .thumbDown: "thumb down"
    case .unavailable: "not available"
    }
  }
}

extension Double {
  /// The number with its sign and so many digits after the point, rounded to the nearest.
  fileprivate func signed(decimals: Int) -> String {
    guard isFinite else { return "\(self)" }
    var scale = 1
    for _ in 0..<decimals { scale *= 10 }
    let rounded = Int(saturating: (magnitude * Double(scale)).rounded())
    let fraction = String(rounded % scale)
    let zeros = String(repeating: "0", count: decimals - fraction.count)
    return (self < 0 ? "-" : "+") + "\(rounded / scale).\(zeros)\(fraction)"
  }
}
