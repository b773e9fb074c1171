import PickModel

/// What views need to show pictures: how, in which colours, and those that have come.
struct PictureWall: Sendable {
  let mode: PictureMode
  let theme: String
  let gallery: Gallery
  /// How pictures of pixels are shown; `nil` where they are not.
  var graphics: GraphicsSupport?

  /// What of it drawings follow from: equal states show the same pictures.
  struct State: Equatable, Sendable {
    let mode: PictureMode
    let theme: String
    let version: Int
    let graphics: GraphicsSupport?
  }

  /// Its state now.
  var state: State {
    State(mode: mode, theme: theme, version: gallery.version, graphics: graphics)
  }

  /// Without any picture of a title's own.
  static func bare(_ mode: PictureMode) -> PictureWall {
    PictureWall(mode: mode, theme: "", gallery: Gallery())
  }
}

/// A title as views show it: with its own picture where it has one, else with its art.
struct TitleLook: Hashable, Sendable {
  let art: TitleArt
  /// The picture of its own; `nil` when it has none.
  let own: TitlePicture?

  /// The look of a card's title.
  init(_ card: Card) {
    art = card.art
    own = card.picture.map { TitlePicture(title: card.id, picture: $0) }
  }

  /// The look of a title.
  init(_ title: Title) {
    art = TitleArt(name: title.name.original, genre: title.genres.first?.id ?? "")
    own = title.picture.map { TitlePicture(title: title.id, picture: $0) }
  }

  /// The request for its own picture in so many cells; `nil` when it has none.
  func request(_ size: Size, _ wall: PictureWall, fade: TitleArt.Fade = .none) -> PictureRequest? {
    guard wall.mode != .none, size.columns > 0, size.rows > 0 else { return nil }
    return own.map {
      PictureRequest(
        $0, size: size, mode: wall.mode, fade: fade.columns, theme: wall.theme)
    }
  }
}

extension Canvas {
  /// Draws a title's picture, and says in the frame which one is wanted.
  ///
  /// - Parameters:
  ///   - look: the title.
  ///   - size: extent in cells.
  ///   - point: the upper left cell.
  ///   - wall: the pictures that have come.
  ///   - fade: how the colours come to an end at the left.
  ///   - change: draws what lies on the picture.
  mutating func picture(
    of look: TitleLook, _ size: Size, at point: Point, on wall: PictureWall,
    fade: TitleArt.Fade = .none, _ change: (inout Picture) -> Void = { _ in }
  ) {
    let request = look.request(size, wall, fade: fade)
    if let request { want(request, at: point) }
    var picture =
      request.flatMap { wall.gallery[$0] } ?? look.art.picture(size, wall.mode, fade: fade)
    change(&picture)
    self.picture(picture, at: point)
  }
  /// Lays a title's own picture over the same one in cells as pixels, where the terminal shows them.
  ///
  /// - Parameters:
  ///   - look: the title.
  ///   - size: extent of the whole picture in cells.
  ///   - point: its upper left cell.
  ///   - wall: how pictures are shown.
  ///   - fade: how the colours come to an end at the left.
  ///   - covered: columns at its left that text may lie on: pixels would hide it.
  mutating func pixels(
    of look: TitleLook, _ size: Size, at point: Point, on wall: PictureWall,
    fade: TitleArt.Fade = .none, covered: Int = 0
  ) {
    guard let support = wall.graphics, let own = look.own, wall.mode != .none else { return }
    let request = PictureRequest(
      own, size: size, mode: wall.mode, fade: fade.columns, theme: wall.theme,
      pixels: PictureRequest.Pixels(support, covered: covered))
    guard support.canShow(size), support.canShow(request.shownSize) else { return }
    want(request, at: point)
    guard wall.gallery.isReady(request) else { return }
    lay(request, at: Point(column: point.column + max(0, covered), row: point.row))
  }
}
