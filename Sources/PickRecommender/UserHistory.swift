/// What one user did with each title, as a model is asked about it.
///
/// It need not be a row the model was fitted on: models are served from live histories.
public struct UserHistory: Equatable, Sendable {
  /// One title of a history.
  public struct Entry: Equatable, Sendable {
    /// The title.
    public let title: TitleIndex
    /// How much the user wanted it; negative for what they said they did not.
    public let weight: Float
    /// When it was last watched, in seconds since 1970.
    public let lastSeconds: Int64

    /// One title of a history.
    public init(title: TitleIndex, weight: Float, lastSeconds: Int64 = 0) {
      self.title = title
      self.weight = weight
      self.lastSeconds = lastSeconds
    }
  }

  /// By ascending title, each title once, weights finite.
  public let entries: [Entry]

  /// Nothing watched yet.
  public static let empty = UserHistory([])

  /// Sorts entries; of a repeated title the weights are summed and the later instant is kept.
  ///
  /// Weights that are not finite are left out.
  public init(_ entries: some Sequence<Entry>) {
    var merged: [Entry] = []
    for entry in entries.filter(\.weight.isFinite).sorted(by: { $0.title < $1.title }) {
      if let last = merged.last, last.title == entry.title {
        merged[merged.count - 1] = Entry(
          title: entry.title, weight: last.weight + entry.weight,
          lastSeconds: max(last.lastSeconds, entry.lastSeconds))
      } else {
        merged.append(entry)
      }
    }
    self.entries = merged
  }
}
