/// Why a card stands where it stands: a fact that screens turn into a sentence.
public enum Reason: Hashable, Sendable, Codable {
  /// Playback stopped in the middle.
  case unfinished
  /// The episode after the last one watched.
  case nextEpisode
  /// Watched titles that contributed most to the model's score, the strongest first; never empty.
  case becauseWatched([TitleReference])
  /// Genre, cast or synopsis resemble this title's.
  case similar(to: TitleReference)
  /// The genre the viewer watched most.
  case favouriteGenre(Genre)
  /// An episode that came after the viewer's last visit to the series.
  case newEpisode
  /// The title came into the catalogue not long ago.
  case newRelease
  /// Rising at this hour of the day (0 to 23, Seoul).
  case popularAtHour(Int)
  /// Rising on this kind of day.
  case popularOn(DayType)
  /// Watched most of all; `rank` from 1.
  case popular(rank: Int)
  /// The viewer put it there.
  case onMyList
  /// Of this genre.
  case genre(Genre)
  /// Of this category, where the source named no genre; `nil` when it named no category either.
  case category(Category?)
  /// It matches the words searched for.
  case matchesSearch
}
