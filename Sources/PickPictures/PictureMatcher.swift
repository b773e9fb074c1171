public import PickModel
public import PickSearch

/// Finds the title a file of pictures belongs to, by the file's name without its ending.
///
/// A name is read as the title's identifier, as the key the imported files gave it
/// (`clean_asset_nm`, a MovieLens `movieId`), and as its name. Where two readings mean different titles
/// neither is taken, unless the caller says which one counts: a wrong picture is worse than none.
public struct PictureMatcher: Sendable {
  /// What a name leads to.
  public enum Match: Equatable, Sendable {
    /// One title, by the first reading that means it.
    case title(Title.ID, TitleReadings.Reading)
    /// No title.
    case none
    /// More than one title has the name.
    case several
    /// These readings mean different titles.
    case unclear([TitleReadings.Reading])
  }

  private let readings: TitleReadings
  private let only: TitleReadings.Reading?

  /// A matcher of a catalogue.
  ///
  /// - Parameters:
  ///   - titles: all of it.
  ///   - keys: how the imported files name each title.
  ///   - only: the reading that counts; all of them when `nil`.
  public init(titles: [Title], keys: [Title.ID: String], only: TitleReadings.Reading? = nil) {
    readings = TitleReadings(titles: titles, keys: keys)
    self.only = only
  }

  /// The title of a file's name without its ending.
  public func match(_ stem: String) -> Match {
    let found = readings.all(stem).filter { only == nil || $0.reading == only }
    guard let first = found.first else { return .none }
    let titles = Set(found.flatMap(\.titles))
    if titles.count == 1, let title = titles.first { return .title(title, first.reading) }
    return found.count == 1 ? .several : .unclear(found.map(\.reading))
  }
}
