import PickModel
import PickTestSupport
import Testing

@testable import PickTUI

@Suite("Pictures of pixels on a screen")
struct PixelScreenTests {
  private static let size = Size(columns: 20, rows: 6)

  /// A screen whose terminal is looked at.
  private struct Stage {
    let language: GraphicsSupport.Language
    let store: GraphicStore
    var screen = PixelScreen()
    var glass: PixelGlass
    /// Rows that had to be drawn again.
    var rows: Set<Int> = []

    init(_ language: GraphicsSupport.Language, _ store: GraphicStore) {
      (self.language, self.store) = (language, store)
      glass = PixelGlass(language == .kitty ? .kitty : .sixel)
    }

    mutating func show(_ graphics: [PlacedGraphic], writing written: [Rect] = []) {
      let change = screen.show(graphics, language) { area in
        written.contains { !$0.intersection(area).isEmpty }
      }
      glass.feed(change.bytes)
      rows = change.rows
    }

    /// Sends pieces, all of them or a few; returns how many there were.
    @discardableResult
    mutating func send(_ most: Int = .max) -> Int {
      for count in 0..<most {
        guard let piece = screen.nextPiece(language, { store.graphic(for: $0) }) else {
          return count
        }
        glass.feed(piece)
      }
      return most
    }
  }

  private static func placed(
    _ title: Int64, _ language: GraphicsSupport.Language, column: Int = 50, row: Int = 3
  ) throws -> PlacedGraphic {
    PlacedGraphic(
      request: try PixelSamples.request(title, size, language),
      point: Point(column: column, row: row))
  }

  @Test("kitty is sent the pixels once, and shows them again by their number")
  func kittyOnce() throws {
    let first = try Self.placed(1, .kitty)
    let second = try Self.placed(2, .kitty)
    var stage = Stage(.kitty, try PixelSamples.store([first.request, second.request]))
    stage.show([first])
    #expect(stage.glass.placements.isEmpty && stage.screen.hasWork)
    #expect(stage.send() > 3)
    #expect(
      stage.glass.placements.map { [$0.column, $0.row, $0.columns, $0.rows] } == [[50, 3, 20, 6]])
    stage.show([second])
    #expect(stage.glass.placements.isEmpty)
    stage.send()
    #expect(stage.glass.placements.count == 1 && stage.glass.transfers == 2)
    let bytes = stage.glass.pictureBytes
    stage.show([first])
    #expect(!stage.screen.hasWork && stage.glass.placements.count == 1)
    #expect(stage.glass.transfers == 2 && stage.glass.pictureBytes - bytes < 200)
    stage.show([])
    #expect(stage.glass.placements.isEmpty && stage.screen.isEmpty)
    #expect(stage.glass.faults.isEmpty, "\(stage.glass.faults)")
  }

  @Test("kitty keeps a few pictures and frees the others")
  func kittyBound() throws {
    let all = try (1...8).map { try Self.placed(Int64($0), .kitty) }
    var stage = Stage(.kitty, try PixelSamples.store(all.map(\.request)))
    for placed in all {
      stage.show([placed])
      stage.send()
      #expect(stage.glass.placements.count == 1)
      #expect(stage.glass.kept.count <= PixelScreen.mostKept)
    }
    #expect(stage.glass.faults.isEmpty, "\(stage.glass.faults)")
  }

  @Test("a picture that moved is shown at its new place", arguments: ["kitty", "sixel"])
  func moved(name: String) throws {
    let language = try #require(GraphicsSupport.Language(rawValue: name))
    let before = try Self.placed(1, language)
    let after = try Self.placed(1, language, row: 9)
    var stage = Stage(language, try PixelSamples.store([before.request]))
    stage.show([before])
    stage.send()
    stage.show([after])
    stage.send()
    switch language {
    case .kitty: #expect(stage.glass.placements.map(\.row) == [9] && stage.glass.transfers == 1)
    case .sixel: #expect(stage.glass.sixels[PixelGlass.Place(x: 500, y: 180)] != nil)
    }
    #expect(stage.glass.faults.isEmpty, "\(stage.glass.faults)")
  }

  @Test("a picture that is not whole is broken off when it is no longer wanted")
  func brokenOff() throws {
    let first = try Self.placed(1, .kitty)
    let second = try Self.placed(2, .kitty)
    var stage = Stage(.kitty, try PixelSamples.store([first.request, second.request]))
    stage.show([first])
    stage.send(2)
    stage.show([second])
    stage.send()
    #expect(stage.glass.transfers == 1 && stage.glass.kept.count == 1)
    #expect(stage.glass.placements.count == 1)
    #expect(stage.glass.faults.isEmpty, "\(stage.glass.faults)")
  }

  @Test("text between two pieces harms neither")
  func textBetween() throws {
    for language in [GraphicsSupport.Language.kitty, .sixel] {
      let placed = try Self.placed(1, language)
      var stage = Stage(language, try PixelSamples.store([placed.request]))
      stage.show([placed])
      while stage.send(1) == 1 {
        stage.glass.feed(Array("\u{1B}[1;1Htext".utf8))
        stage.show([placed], writing: [Rect(column: 0, row: 0, columns: 40, rows: 3)])
      }
      #expect(!stage.screen.hasWork && stage.glass.faults.isEmpty, "\(stage.glass.faults)")
      switch language {
      case .kitty: #expect(stage.glass.placements.count == 1)
      case .sixel: #expect(stage.glass.sixels.count == 24_000)
      }
    }
  }

  @Test("sixels that were written over are sent again, those beside what is written are not")
  func spoiled() throws {
    let placed = try Self.placed(1, .sixel)
    var stage = Stage(.sixel, try PixelSamples.store([placed.request]))
    stage.show([placed])
    let pieces = stage.send()
    stage.show([placed], writing: [Rect(column: 0, row: 4, columns: 50, rows: 1)])
    #expect(!stage.screen.hasWork && stage.rows.isEmpty)
    stage.show([placed], writing: [Rect(column: 40, row: 4, columns: 20, rows: 1)])
    #expect(stage.send() == pieces)
    stage.show([])
    #expect(stage.rows == Set(3..<9) && stage.screen.isEmpty)
  }

  @Test("what was sent of sixels is drawn over by their cells when they are not wanted any more")
  func halfASixel() throws {
    let placed = try Self.placed(1, .sixel)
    var stage = Stage(.sixel, try PixelSamples.store([placed.request]))
    stage.show([placed])
    stage.send(2)
    #expect(!stage.screen.isEmpty)
    stage.show([])
    #expect(stage.rows == Set(3..<9) && stage.screen.isEmpty && !stage.screen.hasWork)
  }

  @Test("a screen that is given back has no picture, not even half of one")
  func givenBack() throws {
    let (first, second) = (try Self.placed(1, .kitty), try Self.placed(2, .kitty, row: 12))
    var stage = Stage(.kitty, try PixelSamples.store([first.request, second.request]))
    stage.show([first, second])
    stage.send(12)
    stage.glass.feed(stage.screen.clear(.kitty))
    #expect(stage.glass.placements.isEmpty && stage.glass.kept.isEmpty && stage.screen.isEmpty)
    // Afterwards it is sent again.
    stage.show([first])
    stage.send()
    #expect(stage.glass.placements.count == 1)
    #expect(stage.glass.faults.isEmpty, "\(stage.glass.faults)")
  }

  @Test("one that is no longer kept stays in half blocks, and is no work")
  func lost() throws {
    var stage = Stage(.kitty, GraphicStore())
    stage.show([try Self.placed(1, .kitty)])
    #expect(stage.send() == 0)
    #expect(!stage.screen.hasWork && stage.glass.pictureBytes == 0)
  }
}
