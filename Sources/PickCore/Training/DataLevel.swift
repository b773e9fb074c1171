/// What the columns of a data set are.
public enum DataLevel: String, Sendable, CaseIterable {
  /// Films and series; a weight is the title's rating.
  case title
  /// Films, episodes and extras; a weight is the asset's watch ratio.
  case episode
}
