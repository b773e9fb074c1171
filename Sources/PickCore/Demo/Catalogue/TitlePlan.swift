/// What the behaviour needs to know of one title.
struct TitlePlan: Equatable, Sendable {
  /// Index of its cell in `CatalogueCell.all`.
  let cell: Int
  /// A hidden trait within the genre; viewers lean to one of `veinCount`, no field shows it.
  let vein: Int
  /// How it attracts within its vein, 1 / (rank + 1.5): a Zipf tail.
  var attraction: Double
  /// How loudly it is talked about by everybody while it is new or on air, in its category:
  /// 1 / (rank + 1).
  var appeal: Double
  /// Its assets in the catalogue's list, in watching order.
  let assets: Range<Int>
  let isFilm: Bool
  /// Whether any episode may be watched without the ones before it.
  let isEpisodic: Bool
  /// Whether new episodes still come every week.
  let isAiring: Bool
  /// Watchable in `[from, until)`; seconds since 1970.
  let from: Int64
  let until: Int64

  static let veinCount = 3
}
