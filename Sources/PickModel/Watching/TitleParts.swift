/// A title's assets, told apart: the parts that make it up, in watching order, and extras.
///
/// Where there are numbered episodes they are the parts, and season 0 is a season of specials when
/// there is another one. Where nothing has a number (films) the parts are those whose names
/// speak least of trailers and the like: of "작품" and "작품 예고편" the first, and of a film called
/// "하이라이트" the film.
public struct TitleParts: Equatable, Sendable {
  /// The parts that make the title up, in watching order.
  public let main: [Asset]
  /// Trailers, specials, highlights: nothing leads to them, and they lead nowhere.
  public let extras: [Asset]
  /// The places of `main` and then of `extras`, where there are too many to look through.
  private let places: [Asset.ID: Int]

  /// Sorts the assets of one title.
  public init(_ assets: [Asset]) {
    let numbered = assets.filter { $0.episode != nil }
    let regular = numbered.filter { ($0.episode?.season ?? 0) > 0 }
    if numbered.isEmpty {
      // Most films are one asset, whose name then says nothing.
      let strengths = assets.count < 2 ? [] : assets.map { ExtraName.strength(of: $0.name) }
      let least = strengths.min()
      main = least == nil ? assets : zip(assets, strengths).filter { $1 == least }.map(\.0)
    } else {
      main = (regular.isEmpty ? numbered : regular).enumerated().sorted {
        ($0.element.episode ?? EpisodeNumber(number: 0), $0.offset)
          < ($1.element.episode ?? EpisodeNumber(number: 0), $1.offset)
      }.map(\.element)
    }
    guard main.count < assets.count else {
      extras = []
      places = Self.places(main)
      return
    }
    let own = Set(main.map(\.id))
    extras = assets.filter { !own.contains($0.id) }
    places = Self.places(main + extras)
  }

  private static let fewAssets = 8

  private static func places(_ assets: [Asset]) -> [Asset.ID: Int] {
    guard assets.count > fewAssets else { return [:] }
    return Dictionary(
      assets.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The place of an asset among `main` and then `extras`, in O(1).
  ///
  /// - Returns: `nil` for assets of other titles.
  package func index(of asset: Asset.ID) -> Int? {
    guard places.isEmpty else { return places[asset] }
    return main.firstIndex { $0.id == asset }
      ?? extras.firstIndex { $0.id == asset }.map { main.count + $0 }
  }

  /// The place of a part in `main`, in O(1).
  ///
  /// - Returns: `nil` for extras and assets of other titles.
  public func place(of part: Asset.ID) -> Int? {
    index(of: part).flatMap { $0 < main.count ? $0 : nil }
  }

  /// The running time of the asset at a place that `index(of:)` gave, when known.
  package func runningSeconds(at index: Int) -> Int? {
    index < main.count ? main[index].runningSeconds : extras[index - main.count].runningSeconds
  }

  /// Whether both are one reading of a title: quicker than `==`, and `false` may come of equal ones.
  package func isSame(as other: TitleParts) -> Bool {
    main.isSameArray(as: other.main) && extras.count == other.extras.count
      && (extras.isEmpty || extras.isSameArray(as: other.extras))
  }

  /// Whether one part follows another: the parts of a film are no sequels.
  public var isSerial: Bool { main.first?.episode != nil }

  /// The first part after `asset` that is not to be passed over; over the end of a season too.
  ///
  /// `nil` after the last one, and after an extra.
  public func following(
    _ asset: Asset.ID, passingOver isPassed: (Asset.ID) -> Bool
  ) -> Asset? {
    guard isSerial, let place = place(of: asset) else { return nil }
    return main[(place + 1)...].first { !isPassed($0.id) }
  }

  /// Whether the part belongs to a show that runs on and on, which viewers do not begin at its beginning:
  /// its season's numbers go beyond `longSeason`.
  func isRunningShow(at asset: Asset) -> Bool {
    guard let season = asset.episode?.season else { return false }
    return main.contains { part in
      part.episode.map { $0.season == season && $0.number > Self.longSeason } ?? false
    }
  }

  /// The last number of a season that is still watched from its beginning.
  private static let longSeason = 100
}

/// The words by which an asset's name says that it is about a title instead of a part of it.
public enum ExtraName {
  /// Wherever they stand, even with the number of an episode beside them.
  public static let always = [
    "예고", "티저", "하이라이트", "메이킹", "선공개", "비하인드", "몰아보기", "미리보기", "뮤직비디오", "인터뷰영상",
    "쿠키영상", "트레일러",
  ]
  /// Whole words of other scripts, lower case, that say the same.
  public static let alwaysWhole: Set<String> = [
    "trailer", "trailers", "teaser", "teasers", "highlight", "highlights", "preview", "previews",
    "making", "ost", "mv", "featurette", "bts",
  ]
  /// Extras when they stand before the number: a special has numbers of its own ("스페셜 2회"), while
  /// a themed episode keeps its number ("100회 특집").
  public static let beforeNumber = ["스페셜", "특집", "special", "외전", "번외"]

  /// The number of words in a name that mark an extra.
  static func strength(of name: String) -> Int {
    // Every list of cards asks this of hundreds of names, and of nearly all the answer is no.
    guard mayHaveAny(name) else { return 0 }
    return name.lowercased().split { !$0.isLetter && !$0.isNumber }.count { word in
      alwaysWhole.contains(String(word))
        || (always + beforeNumber).contains(where: word.contains)
    }
  }

  /// The bytes of all words, which are lower case.
  private static let allBytes =
    (always + beforeNumber + alwaysWhole.sorted()).map { Array($0.utf8) }

  /// Whether any of the words may stand in a name; `false` is certain.
  private static func mayHaveAny(_ name: String) -> Bool {
    // Other letters may be written in other ways, or change to these in lower case.
    let isOrdinary = name.unicodeScalars.allSatisfy {
      $0.value < 0x100 || (0xAC00...0xD7A3).contains($0.value)
    }
    guard isOrdinary else { return true }
    let bytes = name.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    return allBytes.contains { word in
      bytes.count >= word.count
        && (0...bytes.count - word.count).contains { start in
          bytes[start] == word[0] && bytes[start..<start + word.count].elementsEqual(word)
        }
    }
  }
}
