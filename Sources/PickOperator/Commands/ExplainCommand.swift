import ArgumentParser
import PickCommand
import PickCore
import PickModel
import PickStore
import PickStoreMySQL
import PickSystem

struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Show how the score of a title for a viewer is made up.",
    discussion: "The same figures as the screen shows for the key i.".examples(
      "pickctl explain --viewer 1000000001 --title \"Toy Story\""))

  @Option(help: ArgumentHelp("The viewer: the number of an account.", valueName: "number"))
  var viewer: String
  @Option(
    help: ArgumentHelp(
      "The title: its id, its imported key or its name; \"Hamlet (1996)\" where several have it.",
      valueName: "name"))
  var title: String
  @OptionGroup var database: DatabaseOption
  @OptionGroup var models: ModelsOption
  @OptionGroup var output: FormatOption

  func run() async throws {
    try await reporting {
      let opened = try await database.open()
      let store = opened.stores
      let account = try await store.existingAccount(viewer).account
      let title = try await store.existingTitle(title)
      let engine = Engine(
        stores: Engine.Stores(catalog: store, watches: store, choices: store),
        models: try models.directory(of: opened))
      let explanation = try await engine.explain(
        title.id, to: account.viewer, now: SystemWallClock().now())
      guard let explanation else {
        throw Failure(.badData, "There is no title \(self.title).")
      }
      try StandardOutput.show(try ExplanationText(explanation).text(as: output.format))
    }
  }
}

/// The summands of a score, for a person or a program.
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

/// The summands of a score, for a program.
///
/// Encodes to `{"id","title","score","rank","excluded","parts":[{"source","id","title",
/// "contribution"}],"rest"}`; what does not apply is left out.
private struct ExplanationReport: Encodable, Equatable {
  struct Part: Encodable, Equatable {
    let source: String
    let id: Int64?
    let title: String?
    let contribution: Double
  }

  let id: Int64
  let title: String
  let score: Double
  let rank: Int?
  let excluded: String?
  let parts: [Part]
  let rest: Double

  init(_ explanation: Explanation) {
    id = explanation.title.id.rawValue
    title = explanation.title.name.original
    score = explanation.score
    rank = explanation.rank
    excluded = explanation.excluded?.rawValue
    parts = explanation.parts.map(Part.init)
    rest = explanation.rest
  }
}

extension ExplanationReport.Part {
  init(_ part: Explanation.Part) {
    let (source, title): (String, TitleReference?) =
      switch part.source {
      case .watched(let title): ("watched", title)
      case .lookedAt(let title): ("lookedAt", title)
      case .content(let title): ("content", title)
      case .thumb(let title): ("thumb", title)
      case .popularity: ("popularity", nil)
      }
    self.init(
      source: source, id: title?.id.rawValue, title: title?.name.original,
      contribution: part.contribution)
  }
}
