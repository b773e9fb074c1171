/// The summands of one title's score for one viewer.
///
/// The screen (`i`) and `pickctl explain` show the same value.
public struct Explanation: Hashable, Sendable, Codable {
  /// One summand of the score.
  public struct Part: Hashable, Sendable, Codable {
    /// The origin of a summand.
    public enum Source: Hashable, Sendable, Codable {
      /// The collaborative model, by way of a watched title.
      case watched(TitleReference)
      /// The collaborative model, by way of a title whose page was opened but that was not watched.
      case lookedAt(TitleReference)
      /// Resemblance to a watched title.
      case content(TitleReference)
      /// Popularity among all viewers.
      case popularity
      /// A thumb the viewer gave.
      case thumb(TitleReference)
    }

    /// Its origin.
    public let source: Source
    /// Its value in the score; may be negative.
    public let contribution: Double

    /// A summand.
    public init(source: Source, contribution: Double) {
      self.source = source
      self.contribution = contribution
    }
  }

  /// The title.
  public let title: TitleReference
  /// The whole score: the sum of all contributions.
  public let score: Double
  /// 1-based place among all candidates; `nil` when the title is no candidate.
  public let rank: Int?
  /// The summands, the largest magnitude first; the smallest are summed up in `rest`.
  public let parts: [Part]
  /// The sum of the contributions not listed.
  public let rest: Double
  /// Why the title is not offered, when it is not.
  public let excluded: Exclusion?

  /// The reason a title is not recommended.
  public enum Exclusion: String, Codable, Sendable {
    /// Watched to the end, or begun (then it is continued, not recommended).
    case watched
    /// The viewer hid it.
    case hidden
    /// The viewer asked to forget it.
    case forgotten
    /// The viewer's thumb is down.
    case thumbDown
    /// Outside its window.
    case unavailable
  }

  /// An explanation as it was worked out.
  public init(
    title: TitleReference, score: Double, rank: Int?, parts: [Part], rest: Double,
    excluded: Exclusion?
  ) {
    self.title = title
    self.score = score
    self.rank = rank
    self.parts = parts
    self.rest = rest
    self.excluded = excluded
  }
}
