import PickCore
import PickModel

extension TableForm {
  /// What the file was taken for, in one line.
  var text: String {
    var parts: [String] = []
    if isPacked { parts.append("gzip") }
    parts.append(encoding.rawValue + (isEncodingGuessed ? " (a guess; else --encoding)" : ""))
    parts.append("separated by \(separatorName)")
    if endsAtReturn { parts.append("lines end with CR") }
    if !hasHeader { parts.append("no header") }
    if !columns.isEmpty { parts.append("columns \(columns.joined(separator: " "))") }
    if let times {
      let unread = unreadTimes > 0 ? ", \(unreadTimes) of them unreadable and left aside" : ""
      parts.append("times in \(times.words)\(unread)")
    }
    if let values { parts.append(values.words(scale)) }
    return "Took \(file) for " + parts.joined(separator: ", ") + "."
  }

  private var separatorName: String {
    switch separator {
    case "\t": "tabs"
    case ",": "commas"
    case ";": "semicolons"
    case "|": "bars"
    case " ": "blanks"
    default: separator
    }
  }
}

extension TimeFormat {
  fileprivate var words: String {
    switch self {
    case .seconds, .milliseconds, .microseconds, .nanoseconds: "\(rawValue) since 1970"
    case .iso: "ISO 8601, in Seoul where no zone is named"
    case .compact: "digits, year first, in Seoul"
    case .dmy: "day, month, year"
    case .mdy: "month, day, year"
    }
  }
}

extension RatingValues {
  fileprivate func words(_ scale: ClosedRange<Double>?) -> String {
    let range = scale.map { " from \(Self.short($0.lowerBound)) to \(Self.short($0.upperBound))" }
    return switch self {
    case .ratings: "ratings\(range ?? "")"
    case .counts:
      "counts\(range ?? ""): every row is a yes, more weigh more (else --values ratings)"
    case .yes: "no ratings: every row is a yes"
    }
  }

  private static func short(_ value: Double) -> String {
    Int64(exactly: value).map(String.init) ?? "\(value)"
  }
}

extension ProgressLine {
  /// Says what a file was taken for, and which of its rows were not taken.
  func say(_ form: TableForm, _ rejected: RejectedRows? = nil) {
    say(form.text)
    guard let rejected, rejected.count > 0 else { return }
    say("\(rejected.count) of \(rejected.rows) rows of \(form.file) are bad and left out:")
    for row in rejected.listed.prefix(ImportSummary.shownRows) {
      say("  \(row.file):\(row.line): \(row.reason.text)")
    }
    if rejected.count > ImportSummary.shownRows { say("  …") }
  }
}
