import PickModel

/// How a score is made up, for a program.
///
/// Encodes to `{"id","title","score","rank","excluded","parts":[{"source","id","title",
/// "contribution"}],"rest"}`; what does not apply is left out.
struct ExplanationReport: Encodable, Equatable {
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
