import Foundation
import PickModel
import PickTestSupport
import Testing

@testable import PickTUI

@Suite("Pictures of pixels on pages")
struct PixelPagesTests {
  // Drawings are remembered by what one program's pictures are: no other suite has this size.
  private static let screen = Screen(Size(columns: 124, rows: 40))

  /// Home before a terminal that shows pixels, with pictures for all titles.
  private static func home(_ language: GraphicsSupport.Language = .kitty) throws -> Stage {
    var stage = Stage.home(on: screen)
    stage.showPictures()
    stage.send(.input(.graphics(try PixelSamples.support(language))))
    return stage
  }

  /// Lets the pixels that a page wants come.
  @discardableResult
  private static func bring(_ stage: inout Stage) throws -> PictureRequest {
    let request = try #require(stage.frame.pictures.first { $0.pixels != nil })
    stage.send(.picturesShow([request]), after: 5)
    #expect(stage.effects.contains(.paintPicture(request)))
    stage.send(.pictureCame(request, []))
    return request
  }

  @Test("home wants the hero's picture in cells and as pixels, which lie over cells that stay")
  func hero() throws {
    var stage = try Self.home()
    let before = stage.frame
    #expect(before.graphics.isEmpty)
    let request = try Self.bring(&stage)
    let after = stage.frame
    #expect(after.damagedRows(since: before).isEmpty)
    let placed = try #require(after.graphics.first)
    #expect(after.graphics.count == 1 && placed.request == request)
    // From behind the text to the right edge, below the header.
    #expect(placed.cells == Rect(column: 56, row: 2, columns: 68, rows: 13))
    // A drawing that is laid down again has it, too.
    #expect(stage.frame.graphics == after.graphics)
  }

  @Test("without an answer of the terminal, and with one that takes it back, there are no pixels")
  func unsupported() throws {
    var stage = Stage.home(on: Self.screen)
    stage.showPictures()
    #expect(!stage.frame.pictures.contains { $0.pixels != nil })
    stage = try Self.home()
    try Self.bring(&stage)
    stage.send(.input(.graphics(nil)))
    #expect(stage.frame.graphics.isEmpty)
    #expect(!stage.frame.pictures.contains { $0.pixels != nil })
  }

  @Test("a dialog takes them away, and so does a notice that reaches into them")
  func covered() throws {
    var stage = try Self.home()
    try Self.bring(&stage)
    stage.press(.character("q"))
    #expect(stage.frame.graphics.isEmpty)
    stage.press(.escape)
    #expect(stage.frame.graphics.count == 1)
    // One at the lower edge lies below the hero.
    _ = stage.model.show(.modelArrived)
    #expect(stage.frame.graphics.count == 1)
    var canvas = Canvas(size: Self.screen.size)
    let request = try #require(stage.frame.graphics.first).request
    canvas.lay(request, at: Point(column: 40, row: 20))
    canvas.uncover(Rect(column: 0, row: 33, columns: 124, rows: 7))
    #expect(canvas.frame.graphics.count == 1)
    canvas.uncover(Rect(column: 0, row: 32, columns: 124, rows: 8))
    #expect(canvas.frame.graphics.isEmpty)
  }

  @Test("a picture that is not whole on the screen is not laid")
  func clipped() throws {
    let request = try PixelSamples.request(1, Size(columns: 20, rows: 6), .kitty)
    var canvas = Canvas(size: Size(columns: 40, rows: 10))
    canvas.lay(request, at: Point(column: 21, row: 0))
    canvas.lay(request, at: Point(column: 0, row: 5))
    canvas.within(Rect(column: 0, row: 0, columns: 40, rows: 5)) {
      $0.lay(request, at: .zero)
    }
    #expect(canvas.frame.graphics.isEmpty)
    canvas.lay(request, at: Point(column: 20, row: 4))
    #expect(canvas.frame.graphics.count == 1)
  }

  @Test("pixels that came while keys are pressed wait for a moment without one")
  func keysFirst() throws {
    var gallery = Gallery()
    let request = try PixelSamples.request(1, Size(columns: 20, rows: 6), .sixel)
    let now = SampleWorld.now
    #expect(gallery.show([request], at: now) == [.paintPicture(request)])
    gallery.noteKey(at: now)
    let waiting: [Effect] = [.wake(.pictures, afterMilliseconds: Gallery.quietMilliseconds)]
    #expect(gallery.take([], for: request, at: now) == waiting)
    #expect(!gallery.isReady(request))
    let version = gallery.version
    #expect(gallery.wake(at: now.advanced(bySeconds: 1)) == [])
    #expect(gallery.isReady(request) && gallery.version > version)
    // It is not asked for again.
    #expect(gallery.show([request], at: now.advanced(bySeconds: 2)) == [])
  }

  @Test("a model counts on no more pictures than the store keeps, and asks for others again")
  func bounded() throws {
    var gallery = Gallery()
    let store = GraphicStore()
    let requests = try (1...12).map {
      try PixelSamples.request(Int64($0), Size(columns: 2, rows: 1), .kitty)
    }
    for request in requests {
      _ = gallery.show([request], at: SampleWorld.now)
      store.keep(try PixelSamples.picture(20, 20), for: request)
      _ = gallery.take([], for: request, at: SampleWorld.now)
      for ready in requests where gallery.isReady(ready) {
        #expect(store.graphic(for: ready) != nil)
      }
    }
    #expect(requests.count(where: gallery.isReady) == GraphicStore.mostReady)
    #expect(gallery.show([requests[0]], at: SampleWorld.now) == [.paintPicture(requests[0])])
  }

  @Test("pixels are recorded and replayed as any message", arguments: [true, false])
  func recorded(isShown: Bool) throws {
    let support = isShown ? try PixelSamples.support(.sixel) : nil
    let messages: [Message] = [
      .input(.graphics(support)),
      .pictureCame(try PixelSamples.request(1, Size(columns: 2, rows: 1), .kitty, covered: 1), []),
    ]
    for message in messages {
      let data = try JSONEncoder().encode(message)
      #expect(try JSONDecoder().decode(Message.self, from: data) == message)
    }
    let hostile = #"{"language":"kitty","cell":{"width":0,"height":9999999}}"#
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(GraphicsSupport.self, from: Data(hostile.utf8))
    }
  }

  @Test("the player shows the title's own picture, in cells and as pixels")
  func player() throws {
    var stage = try Self.home()
    stage.answers = false
    stage.effects = []
    stage.press(.space)
    let title = try #require(stage.player).title
    let asked = stage.effects.compactMap { effect -> RequestID? in
      if case .ask(.title(let id), let request) = effect, id == title { request } else { nil }
    }
    let page = SampleWorld.page(of: title)
    stage.send(
      .answered(
        try #require(asked.last), .title(title),
        .success(
          .title(
            TitlePage(
              title: page.title.with(picture: PictureID(9)), synopsis: page.synopsis,
              cast: page.cast, seasons: page.seasons, others: page.others, next: page.next,
              similar: [], reason: nil, isOnMyList: false, thumb: nil, isHidden: false)))))
    #expect(stage.frame.pictures.contains { $0.pixels == nil })
    let request = try Self.bring(&stage)
    #expect(stage.frame.graphics.first?.cells.origin == .zero)
    #expect(request.size.columns == 124 && request.pixels?.covered == 0)
  }
}

@Suite("The wall of a lobby")
struct LobbyWallTests {
  private static func lobby() -> Stage {
    var stage = Stage(
      on: Screen(Size(columns: 120, rows: 40)),
      kiosk: KioskOptions(credentials: SampleWorld.credentials, pin: "2580"))
    stage.send(.started(seed: 1))
    return stage
  }

  /// Ends the visit by its clock.
  private static func leave(_ stage: inout Stage) {
    stage.send(.alarm(.kioskIdle(visit: stage.model.kiosk.visit)), after: 90)
    for _ in 0..<15 {
      stage.send(.alarm(.kioskCountdown(visit: stage.model.kiosk.visit)), after: 1)
    }
  }

  @Test("after a visit titles' own pictures hang there, and nothing is asked for without a viewer")
  func hangs() throws {
    var stage = Self.lobby()
    #expect(stage.frame.pictures.isEmpty)
    stage.press(.enter)
    stage.showPictures()
    let looks = stage.model.lobbyWall.looks
    #expect(!looks.isEmpty)
    stage.send(.picturesShow([]), after: 5)
    var asked = stage.taken().compactMap { effect -> PictureRequest? in
      if case .paintPicture(let request) = effect { request } else { nil }
    }
    #expect(!asked.isEmpty && asked.allSatisfy { $0.size == LobbyWall.tile })
    for _ in 0..<30 {
      for request in asked {
        stage.send(.pictureCame(request, Array(repeating: 40, count: request.pixelCount)))
      }
      asked = stage.taken().compactMap { effect -> PictureRequest? in
        if case .paintPicture(let request) = effect { request } else { nil }
      }
    }
    Self.leave(&stage)
    #expect(stage.text.contains("아무 키나 누르세요"))
    let frame = stage.frame
    #expect(frame.pictures.isEmpty)
    let wall = PictureWall(mode: .full, theme: "dark", gallery: stage.model.gallery)
    let own = looks.compactMap { $0.request(LobbyWall.tile, wall) }.compactMap { wall.gallery[$0] }
    #expect(own.count == looks.count)
    // Some place of the wall shows the first of them.
    let places = (0..<60).map { stage.model.lobbyWall.picture(at: $0, wall) }
    #expect(places.contains(own[0]))
    #expect(stage.effects.allSatisfy { if case .paintPicture = $0 { false } else { true } })
  }

  @Test("what a visit watched hangs on no wall")
  func nothingWatched() {
    var stage = Self.lobby()
    stage.press(.enter)
    stage.showPictures()
    let shared = (SampleWorld.home.hero + SampleWorld.home.shelves.filter { $0.kind == .top10 })
      .flatMap(\.cards).map(\.id)
    #expect(stage.model.lobbyWall.looks.allSatisfy { shared.contains($0.own?.title ?? .init(0)) })
  }

  @Test("a wall without titles, or at any place, has drawn scenes")
  func scenes() {
    let wall = PictureWall.bare(.full)
    for place in [0, 1, 11, 12, 9999, 100_000] {
      #expect(LobbyWall().picture(at: place, wall).size == LobbyWall.tile)
    }
    #expect(LobbyWall().picture(at: 1, wall) != LobbyWall().picture(at: 2, wall))
  }
}
