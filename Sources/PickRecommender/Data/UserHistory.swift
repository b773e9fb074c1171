/// What one user did with each item, as a model is asked about it.
///
/// It need not be a row the model was fitted on: models are served from live histories.
public struct UserHistory: Equatable, Sendable {
  /// One item of a history.
  public struct Entry: Equatable, Sendable {
    /// The item.
    public let item: ItemIndex
    /// How much the user wanted it; negative for what they said they did not.
    public let weight: Float
    /// When it was last watched, in seconds since 1970.
    public let lastSeconds: Int64

    /// One item of a history.
    public init(item: ItemIndex, weight: Float, lastSeconds: Int64 = 0) {
      self.item = item
      self.weight = weight
      self.lastSeconds = lastSeconds
    }
  }

  /// By ascending item, each item once, weights finite.
  public let entries: [Entry]

  /// Nothing watched yet.
  public static let empty = UserHistory([])

  /// Sorts entries; of a repeated item the weights are summed and the later instant is kept.
  ///
  /// Weights that are not finite are left out.
  public init(_ entries: some Sequence<Entry>) {
    var merged: [Entry] = []
    for entry in entries.filter(\.weight.isFinite).sorted(by: { $0.item < $1.item }) {
      if let last = merged.last, last.item == entry.item {
        merged[merged.count - 1] = Entry(
          item: entry.item, weight: last.weight + entry.weight,
          lastSeconds: max(last.lastSeconds, entry.lastSeconds))
      } else {
        merged.append(entry)
      }
    }
    self.entries = merged
  }

  /// Keeps entries that are in order already, each item once, weights finite.
  init(ordered entries: [Entry]) { self.entries = entries }
}
