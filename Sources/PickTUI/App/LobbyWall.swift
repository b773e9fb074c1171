import PickModel

/// The titles whose own pictures hang on the wall of a lobby's first page.
///
/// They are those that are shown to all alike: what rises now and the ten most watched, never what a
/// visit watched. No one is signed in on that page, so nothing can be asked for there: the pictures are
/// fetched during a visit, and until the first one the wall has drawn scenes.
struct LobbyWall: Equatable, Sendable {
  /// Extent of a picture.
  static let tile = Size(columns: 14, rows: 8)
  /// Pictures that are fetched.
  private static let most = 24

  private(set) var looks: [TitleLook] = []

  /// Takes the titles of a front page; those of the page before stay when it names none.
  mutating func take(_ page: HomePage) {
    var seen: Set<Title.ID> = []
    let shelves = page.hero + page.shelves.filter { $0.kind == .top10 }
    let cards = shelves.flatMap(\.cards).filter { $0.picture != nil && seen.insert($0.id).inserted }
    if !cards.isEmpty { looks = cards.prefix(Self.most).map(TitleLook.init) }
  }

  /// The requests for all of its pictures.
  func requests(_ wall: PictureWall) -> [PictureRequest] {
    looks.compactMap { $0.request(Self.tile, wall) }
  }

  /// The picture at a place of the wall: a title's own that has come, or a drawn scene.
  ///
  /// Few titles hang among drawn scenes, so that none hangs beside itself.
  func picture(at place: Int, _ wall: PictureWall) -> Picture {
    let index = place % max(looks.count, Self.scenes.count)
    if looks.indices.contains(index), let request = looks[index].request(Self.tile, wall) {
      return wall.gallery[request] ?? looks[index].art.picture(Self.tile, wall.mode)
    }
    let genre = Self.scenes[place &* 5 % Self.scenes.count]
    return TitleArt(name: String(place), genre: genre).picture(Self.tile, wall.mode)
  }

  private static let scenes = [
    "로맨스", "액션", "가족", "코미디", "키즈", "다큐", "드라마", "SF", "스릴러", "판타지", "음악", "공포",
  ]
}

extension AppModel {
  /// These pictures show; in a lobby those of its wall are fetched behind them.
  mutating func showPictures(_ requests: [PictureRequest]) -> [Effect] {
    guard options.kiosk != nil, case .signedIn = session else {
      return gallery.show(requests, at: now)
    }
    let wall = PictureWall(
      mode: options.pictureMode, theme: firstSettings.theme, gallery: gallery)
    let behind = lobbyWall.requests(wall).filter { !requests.contains($0) }
    return gallery.show(requests + behind, at: now)
  }
}
