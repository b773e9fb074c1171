/// What each part of a blend is worth: the blend without it, on splits that ask what it will be asked.
///
///     let ablation = try BlendAblation(of: blend, on: splits, context: context)
///
/// Costs about two fits of each split, because a matrix that parts have in common is fitted once: as
/// where settings are chosen, EASE sees the 2,500 most watched items, and at most 1,000 users of each
/// split are asked.
public struct BlendAblation: Equatable, Sendable {
  /// The blend without a part.
  public struct Part: Equatable, Sendable {
    /// What was left out.
    public let without: String
    /// Mean NDCG@10 of what is left.
    public let ndcg: Double
    /// NDCG@10 of what is left minus that of the whole blend, case by case, with its 95 % interval.
    public let difference: Interval
  }

  /// Mean NDCG@10 of the whole blend.
  public let ndcg: Double
  /// How many cases there are: users of all splits together.
  public let cases: Int
  /// Each part that has a share.
  public let parts: [Part]

  /// Leaves out one part after the other.
  ///
  /// - Parameters:
  ///   - blend: the whole.
  ///   - splits: of one data set, each after its own past.
  ///   - context: seeds and watches the fits.
  /// - Throws: what fitting throws; `FitError.cancelled`.
  public init(of blend: Blend, on splits: [Split], context: FitContext) throws(FitError) {
    let inner = InnerCases(splits, context: context)
    var whole = blend
    whole.taste.maximumItems = min(whole.taste.maximumItems, Self.quickItems)
    let reached = try inner.measure(whole)
    let lacking = Self.lacking(whole)
    var parts: [Part] = []
    for (place, (name, blend)) in lacking.enumerated() {
      context.progress(Double(place + 1) / Double(lacking.count + 1))
      let values = try inner.measure(blend)
      let lead = PairedLead(values, over: reached)
      let half = 1.96 * lead.error
      parts.append(
        Part(
          without: name, ndcg: Self.mean(values),
          difference: Interval(mean: lead.mean, low: lead.mean - half, high: lead.mean + half)))
    }
    ndcg = Self.mean(reached)
    cases = reached.count
    self.parts = parts
    context.progress(1)
  }

  private static let quickItems = 2500

  /// The blend without each of its parts; what it does not use anyway is not among them.
  private static func lacking(_ whole: Blend) -> [(String, Blend)] {
    var all: [(String, Blend)] = []
    func leave(_ name: String, if isUsed: Bool, _ change: (inout Blend) -> Void) {
      guard isUsed else { return }
      var blend = whole
      change(&blend)
      all.append((name, blend))
    }
    leave("taste", if: whole.shares.taste > 0) { $0.shares.taste = 0 }
    leave("sequence", if: whole.shares.sequence > 0) { $0.shares.sequence = 0 }
    leave("content", if: max(whole.shares.content, whole.shares.exploration) > 0) {
      $0.shares.content = 0
      $0.shares.exploration = 0
    }
    leave("popularity", if: whole.shares.popularity > 0) { $0.shares.popularity = 0 }
    leave("recency", if: whole.shares.taste > 0 && whole.recency.floor < 1) {
      $0.recency.floor = 1
    }
    leave("damping", if: whole.shares.taste > 0 && whole.damping > 0) { $0.damping = 0 }
    return all
  }

  private static func mean(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
  }
}
