import PickModel
import Testing

@testable import PickTUI

@Suite("Art of titles without a picture")
struct TitleArtTests {
  private static let card = Size(columns: 14, rows: 8)
  private static let genres = ["멜로/로맨스", "액션", "가족", "코미디", "키즈", "다큐", "SF", "스릴러", "공포", "음악"]

  @Test("the same title has the same picture, at every size", arguments: [1, 3, 14, 27, 76])
  func same(columns: Int) {
    let size = Size(columns: columns, rows: 1 + columns / 3)
    for genre in Self.genres {
      let (first, second) = (
        TitleArt(name: "새벽골 안개길 사건", genre: genre), TitleArt(name: "새벽골 안개길 사건", genre: genre)
      )
      #expect(first.drawn(size, .full) == second.drawn(size, .full))
      #expect(first.picture(size, .full) == first.drawn(size, .full))
    }
  }

  @Test("different titles of one genre differ", arguments: genres)
  func different(genre: String) {
    let pictures = (0..<200).map {
      TitleArt(name: "작품 \($0)", genre: genre).drawn(Self.card, .full)
    }
    #expect(Set(pictures).count == pictures.count)
  }

  @Test("a genre has one hue, however a catalogue names it")
  func hues() {
    let names = [
      ["로맨스", "멜로/로맨스", "Romance"], ["SF", "SF/로봇", "Sci-Fi"], ["다큐", "다큐멘터리", "Documentary"],
      ["스릴러", "범죄/수사", "Thriller", "Crime"], ["코미디", "Comedy"], ["공포", "Horror"],
    ]
    let hues = names.map { Set($0.map { GenreLook(genre: $0).hue }) }
    #expect(hues.allSatisfy { $0.count == 1 })
    #expect(Set(hues.joined()).count == names.count)
    // A genre that no table names has a look as well, and always the same.
    #expect(GenreLook(genre: "Telenovela") == GenreLook(genre: "Telenovela"))
  }

  @Test("a picture has the pigments of its hue only")
  func pigments() {
    for genre in Self.genres {
      let art = TitleArt(name: "해오름항의 등대지기", genre: genre)
      let hue = art.look.hue.rawValue
      let allowed = Set((0...Pigment.shades).map { Pigment(hue: hue, shade: $0) })
      #expect(Self.pigments(of: art.drawn(Self.card, .full)).isSubset(of: allowed))
      #expect(Self.pigments(of: art.drawn(Self.card, .dithered)).count <= 8)
    }
  }

  private static func pigments(of picture: Picture) -> Set<Pigment> {
    Set((0..<picture.height).flatMap { y in (0..<picture.width).map { picture[$0, y] } })
  }

  @Test("a faded picture begins with the ground and ends with light")
  func fade() {
    let size = Size(columns: 70, rows: 13)
    let picture = TitleArt(name: "라미와 물감", genre: "로맨스")
      .drawn(size, .full, fade: TitleArt.Fade(columns: 40))
    #expect((0..<picture.height).allSatisfy { picture[0, $0] == .ground })
    #expect((0..<picture.height).allSatisfy { picture[69, $0] != .ground })
  }

  @Test("no size is too small or too large to draw", arguments: Motif.allCases)
  func sizes(motif: Motif) {
    for (width, height) in [(0, 0), (1, 2), (2, 0), (0, 2), (3, 2), (1, 60), (400, 2), (200, 120)] {
      var scene = Scene(width: width, height: height, seed: 7)
      motif.draw(on: &scene)
      for y in 0..<height {
        for x in 0..<width where !(1...14).contains(scene[x, y]) {
          Issue.record("\(motif) \(width)x\(height): \(scene[x, y]) at \(x),\(y)")
        }
      }
    }
  }

  @Test("the cache keeps to its bound, and returns what was drawn")
  func cache() {
    let cache = ArtCache(maximumBytes: 10_000)
    for number in 0..<200 {
      let art = TitleArt(name: "\(number)", genre: "액션")
      let key = ArtCache.Key(art: art, size: Self.card, mode: .full, fade: .none)
      let picture = cache.picture(key) { art.drawn(Self.card, .full) }
      #expect(picture == art.drawn(Self.card, .full))
      #expect(cache.bytes <= 10_000)
      var isDrawnAgain = false
      _ = cache.picture(key) {
        isDrawnAgain = true
        return picture
      }
      #expect(!isDrawnAgain)
    }
  }

  @Test("the watched part is a bar in the lowest pixels, and a rank stands in the corner")
  func overlays() {
    var picture = Picture(size: Self.card)
    picture.drawBar(ratio: 0.5)
    let row = (0..<14).map { picture[$0, 15] }
    #expect(
      row == Array(repeating: .progress, count: 7) + Array(repeating: .progressTrack, count: 7))
    picture.drawBar(ratio: 0)
    #expect(picture[0, 15] == .progress && picture[1, 15] == .progressTrack)
    picture.drawBar(ratio: .nan)
    var ranked = Picture(size: Self.card)
    ranked.drawNumber(10, edge: .ground)
    #expect(Self.pigments(of: ranked).contains(.digit))
    var tiny = Picture(size: Size(columns: 1, rows: 1))
    tiny.drawNumber(Int.max, edge: .ground)
  }

  @Test("a cell holds two pixels, and a cell of one colour is a blank")
  func cells() {
    var picture = Picture(size: Size(columns: 2, rows: 1), Pigment(hue: 1, shade: 3))
    picture[0, 1] = .digit
    var canvas = Canvas(size: Size(columns: 4, rows: 2))
    canvas.picture(picture, at: Point(column: 1, row: 1))
    #expect(canvas.frame.text(row: 1) == " ▀")
    let tint = canvas.frame[Point(column: 1, row: 1)].style.tint
    #expect(tint == Tint(upper: Pigment(hue: 1, shade: 3), lower: .digit))
    #expect(canvas.frame[Point(column: 2, row: 1)].character == " ")
  }
}
