import PickModel
import PickTestSupport
import Testing

@testable import PickTUI

@Suite("Titles' own pictures on the screen")
struct GalleryTests {
  private static let now = SampleWorld.now
  private static let later = now.advanced(bySeconds: 1)

  private static func request(_ title: Int64, columns: Int = 4, theme: String = "dark")
    -> PictureRequest
  {
    PictureRequest(
      TitlePicture(title: Title.ID(title), picture: PictureID(UInt64(title))),
      size: Size(columns: columns, rows: 2), mode: .full, fade: 0, theme: theme)
  }

  private static func pigments(_ request: PictureRequest, _ pigment: UInt8 = 9) -> [UInt8] {
    Array(repeating: pigment, count: request.pixelCount)
  }

  @Test("pictures in sight are asked for, a few at a time, the rest as they come")
  func asked() {
    var gallery = Gallery()
    let all = (1...6).map { Self.request($0) }
    #expect(gallery.show(all, at: Self.now) == all[..<4].map { .paintPicture($0) })
    #expect(gallery.show(all, at: Self.now) == [])
    let next = gallery.take(Self.pigments(all[0]), for: all[0], at: Self.now)
    #expect(next == [.paintPicture(all[4])])
    #expect(gallery[all[0]] != nil)
    #expect(gallery[all[1]] == nil)
  }

  @Test("while keys are pressed nothing is asked for and nothing that came is shown")
  func keysFirst() {
    var gallery = Gallery()
    let request = Self.request(1)
    gallery.noteKey(at: Self.now)
    let waiting: [Effect] = [.wake(.pictures, afterMilliseconds: Gallery.quietMilliseconds)]
    #expect(gallery.show([request], at: Self.now) == waiting)
    #expect(gallery.show([request], at: Self.now) == [])
    #expect(gallery.wake(at: Self.later) == [.paintPicture(request)])
    gallery.noteKey(at: Self.later)
    #expect(gallery.take(Self.pigments(request), for: request, at: Self.later) == waiting)
    #expect(gallery[request] == nil)
    #expect(gallery.wake(at: Self.later.advanced(bySeconds: 1)) == [])
    #expect(gallery[request] != nil)
  }

  @Test("a picture that will not come is asked for once, and again when it may")
  func missing() {
    var gallery = Gallery()
    let request = Self.request(1)
    #expect(gallery.show([request], at: Self.now).count == 1)
    #expect(gallery.take(nil, for: request, at: Self.now) == [])
    #expect(gallery.show([request], at: Self.now) == [])
    gallery.forgiveFailures()
    #expect(gallery.show([request], at: Self.now).count == 1)
  }

  @Test("an answer of another size or with colours there are not is no picture")
  func hostileAnswers() {
    for pigments in [[], [1], Self.pigments(Self.request(1), 255)] as [[UInt8]] {
      var gallery = Gallery()
      _ = gallery.show([Self.request(1)], at: Self.now)
      _ = gallery.take(pigments, for: Self.request(1), at: Self.now)
      #expect(gallery[Self.request(1)] == nil)
    }
  }

  @Test("an answer that was not waited for changes nothing")
  func unasked() {
    var gallery = Gallery()
    #expect(gallery.take(Self.pigments(Self.request(1)), for: Self.request(1), at: Self.now) == [])
    #expect(gallery == Gallery())
  }

  @Test("what is kept has a bound, and what shows stays")
  func bounded() {
    var gallery = Gallery()
    let wide = (1...100).map { Self.request($0, columns: 4000) }
    for request in wide {
      _ = gallery.show([wide[0], request], at: Self.now)
      _ = gallery.take(Self.pigments(request), for: request, at: Self.now)
      #expect(gallery[request] != nil)
    }
    #expect(gallery[wide[0]] != nil)
    #expect(gallery[wide[1]] == nil)
    let bytes = wide.compactMap { gallery[$0]?.bytes }.reduce(0, +)
    #expect(bytes <= Gallery.mostBytes)
  }
}

@Suite("Titles' own pictures on pages")
struct OwnPictureTests {
  private static let screen = Screen(Size(columns: 120, rows: 40))

  @Test("a page says which pictures it shows, and has the drawn scenes until they come")
  func wanted() throws {
    var stage = Stage.home(on: Self.screen)
    let plain = stage.frame
    #expect(plain.pictures.isEmpty)
    stage.showPictures()
    let frame = stage.frame
    #expect(frame.pictures.count > 3)
    #expect(frame.text == plain.text)
    #expect(frame.damagedRows(since: plain).isEmpty)
  }

  @Test("a picture that comes changes its own cells and no other")
  func arrives() throws {
    var stage = Stage.home(on: Self.screen)
    stage.showPictures()
    let before = stage.frame
    let request = try #require(before.pictures.first)
    stage.send(.picturesShow([request]), after: 5)
    #expect(stage.effects.contains(.paintPicture(request)))
    stage.send(.pictureCame(request, Array(repeating: 5, count: request.pixelCount)))
    let after = stage.frame
    #expect(after.pictures == before.pictures)
    let damaged = after.damagedRows(since: before)
    #expect(!damaged.isEmpty)
    #expect(damaged.count <= request.size.rows)
    for row in damaged {
      #expect(after.damagedColumns(row: row, since: before).count <= request.size.columns)
    }
  }

  @Test("another theme asks for its own colours")
  func theme() {
    var stage = Stage.home(on: Self.screen)
    stage.showPictures()
    #expect(Set(stage.frame.pictures.map(\.theme)) == ["dark"])
    stage.press(.character("t"))
    #expect(Set(stage.frame.pictures.map(\.theme)) == ["light"])
  }

  @Test("a terminal without colours for pictures asks for none")
  func withoutColours() {
    var stage = Stage(
      on: Self.screen,
      capabilities: TerminalCapabilities(showsHangul: true, showsUnicode: true, colors: .sixteen))
    stage.send(.started(seed: 7))
    stage.showPictures()
    #expect(stage.frame.pictures.isEmpty)
  }
}

extension Stage {
  /// Gives every title of home a picture.
  mutating func showPictures() {
    let home = SampleWorld.home
    let page = HomePage(
      hero: home.hero.map(\.pictured), shelves: home.shelves.map(\.pictured),
      builtFor: home.builtFor, isPersonalised: home.isPersonalised)
    answers = false
    send(.input(.key(.character("r"))))
    let asked = effects.compactMap { effect -> RequestID? in
      if case .ask(.home, let request) = effect { request } else { nil }
    }
    answers = true
    for request in asked { send(.answered(request, .home, .success(.home(page)))) }
    effects = []
  }
}

extension ShelfResult {
  /// The same shelf with a picture for each title.
  var pictured: ShelfResult {
    guard case .loaded(let shelf) = self else { return self }
    return .loaded(
      Shelf(
        kind: shelf.kind,
        cards: shelf.cards.map { card in
          let title = SampleWorld.title(Int(card.id.rawValue))
            .with(picture: PictureID(UInt64(card.id.rawValue)))
          return Card(
            title, playable: card.playable, isHidden: card.isHidden, reason: card.reason)
        }, next: shelf.next))
  }
}

@Suite("Pictures in a theme's colours")
struct PictureQuantiserTests {
  private static func request(_ columns: Int, _ rows: Int, fade: Int = 0, mode: PictureMode = .full)
    -> PictureRequest
  {
    PictureRequest(
      TitlePicture(title: Title.ID(1), picture: PictureID(1)),
      size: Size(columns: columns, rows: rows), mode: mode, fade: fade, theme: "dark")
  }

  private static func picture(
    _ width: Int, _ height: Int, _ pixel: (Int, Int) -> (UInt8, UInt8, UInt8)
  ) throws -> RGBPicture {
    var bytes: [UInt8] = []
    for y in 0..<height {
      for x in 0..<width {
        let (red, green, blue) = pixel(x, y)
        bytes += [red, green, blue]
      }
    }
    return try #require(RGBPicture(width: width, height: height, bytes: bytes))
  }

  /// The mean colour of pigments.
  private static func mean(_ pigments: ArraySlice<UInt8>, _ theme: Theme = .dark) -> [Double] {
    let colors = pigments.map { theme[Pigment(place: Int($0))] }
    return [\RGB.red, \.green, \.blue].map { part in
      colors.map { Double($0[keyPath: part]) }.reduce(0, +) / Double(max(1, colors.count))
    }
  }

  @Test("a colour of the theme is that colour, without a pattern")
  func exact() throws {
    let pigment = Pigment(hue: 4, shade: 7)
    let color = Theme.dark[pigment]
    let picture = try Self.picture(8, 8) { _, _ in (color.red, color.green, color.blue) }
    let drawn = PictureQuantiser(theme: .dark, mode: .full)
      .pigments(of: picture, for: Self.request(8, 4))
    #expect(drawn == Array(repeating: pigment.index, count: 64))
  }

  @Test(
    "colours no pigment has are mixed: the mean is near",
    arguments: [(200, 120, 90), (60, 90, 140), (128, 128, 128), (230, 220, 200), (30, 30, 34)]
      as [(UInt8, UInt8, UInt8)])
  func mixed(red: UInt8, green: UInt8, blue: UInt8) throws {
    let picture = try Self.picture(32, 32) { _, _ in (red, green, blue) }
    for mode in [PictureMode.full, .dithered] {
      let drawn = PictureQuantiser(theme: .dark, mode: mode)
        .pigments(of: picture, for: Self.request(32, 16, mode: mode))
      let mean = Self.mean(drawn[...])
      for (found, wanted) in zip(mean, [red, green, blue]) {
        #expect(abs(found - Double(wanted)) < 24, "\(mode) \(mean)")
      }
    }
  }

  @Test("the upper half of a picture is above the lower one, the left part fades into the ground")
  func places() throws {
    let picture = try Self.picture(60, 60) { _, y in y < 30 ? (240, 240, 240) : (10, 10, 14) }
    let request = Self.request(20, 10, fade: 10)
    let drawn = PictureQuantiser(theme: .dark, mode: .full).pigments(of: picture, for: request)
    #expect(drawn.count == request.pixelCount)
    let upper = Self.mean(drawn[15..<20])
    let lower = Self.mean(drawn[(19 * 20 + 15)..<(19 * 20 + 20)])
    #expect(upper[0] > 180 && lower[0] < 60)
    #expect((0..<20).allSatisfy { drawn[$0 * 20] == Pigment.ground.index })
  }

  @Test("no size is too small to draw", arguments: [(0, 0), (1, 1), (1, 60), (300, 1)])
  func sizes(columns: Int, rows: Int) throws {
    let picture = try Self.picture(3, 5) { x, y in (UInt8(x * 80), UInt8(y * 50), 90) }
    let request = Self.request(columns, rows, fade: 2)
    let drawn = PictureQuantiser(theme: .dark, mode: .full).pigments(of: picture, for: request)
    #expect(drawn.count == request.pixelCount)
    #expect(Picture(size: request.size, pigments: drawn) != nil)
  }
}
