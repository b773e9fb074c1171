public import PickModel

/// How the score of one title for one viewer is made up.
public struct ExplanationPayload: Hashable, Sendable, Codable {
  /// One summand of the score.
  public struct Part: Hashable, Sendable, Codable {
    /// Where a summand comes from.
    public enum Source: String, Codable, Sendable {
      /// The model, by way of a watched title.
      case watched
      /// The model, by way of a title that was looked at.
      case lookedAt = "looked_at"
      /// Resemblance to a watched title.
      case content
      /// How much everybody watches it.
      case popularity
      /// A thumb.
      case thumb
    }

    /// Where it comes from.
    public let source: Source
    /// By way of which title; popularity has none.
    public let title: TitleReferencePayload?
    /// What it adds to the score.
    public let contribution: Double
  }

  /// The title.
  public let title: TitleReferencePayload
  /// The whole score.
  public let score: Double
  /// 1-based place among all candidates.
  public let rank: Int?
  /// The summands, the largest magnitude first.
  public let parts: [Part]
  /// The sum of the contributions not listed.
  public let rest: Double
  /// Why the title is not offered.
  public let excluded: WireName<Explanation.Exclusion>?

  /// An explanation.
  public init(_ explanation: Explanation) {
    title = TitleReferencePayload(explanation.title)
    score = explanation.score.travelling
    rank = explanation.rank
    parts = explanation.parts.map(Part.init)
    rest = explanation.rest.travelling
    excluded = explanation.excluded.map(WireName.init)
  }

  /// The explanation; summands that lack their title are left out.
  public var explanation: Explanation {
    Explanation(
      title: title.reference, score: score, rank: rank, parts: parts.compactMap(\.part),
      rest: rest, excluded: excluded?.value)
  }
}

extension ExplanationPayload.Part {
  init(_ part: Explanation.Part) {
    contribution = part.contribution.travelling
    switch part.source {
    case .watched(let title): (source, self.title) = (.watched, .init(title))
    case .lookedAt(let title): (source, self.title) = (.lookedAt, .init(title))
    case .content(let title): (source, self.title) = (.content, .init(title))
    case .popularity: (source, title) = (.popularity, nil)
    case .thumb(let title): (source, self.title) = (.thumb, .init(title))
    }
  }

  var part: Explanation.Part? {
    let reference = title?.reference
    let source: Explanation.Part.Source? =
      switch self.source {
      case .watched: reference.map { .watched($0) }
      case .lookedAt: reference.map { .lookedAt($0) }
      case .content: reference.map { .content($0) }
      case .popularity: .popularity
      case .thumb: reference.map { .thumb($0) }
      }
    return source.map { Explanation.Part(source: $0, contribution: contribution) }
  }
}

extension Double {
  /// The number as it may travel: JSON has no infinity, and what is no number says nothing.
  fileprivate var travelling: Double {
    isNaN ? 0 : min(WireJSON.largestNumber, max(-WireJSON.largestNumber, self))
  }
}
