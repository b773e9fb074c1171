import PickModel
import PickTestSupport
import Testing

@testable import PickTUI

/// Pictures and requests for the tests of pixels.
enum PixelSamples {
  /// A picture whose neighbours differ.
  static func picture(_ width: Int, _ height: Int) throws -> RGBPicture {
    var bytes: [UInt8] = []
    for y in 0..<height {
      for x in 0..<width {
        bytes += [
          UInt8(x * 255 / max(1, width - 1)), UInt8(y * 255 / max(1, height - 1)),
          UInt8((x + y) % 64 * 4),
        ]
      }
    }
    return try #require(RGBPicture(width: width, height: height, bytes: bytes))
  }

  static func support(_ language: GraphicsSupport.Language) throws -> GraphicsSupport {
    let cell = try #require(
      CellPixels(width: PixelGlass.cell.width, height: PixelGlass.cell.height))
    return GraphicsSupport(language: language, cell: cell)
  }

  /// A request for pixels in cells.
  static func request(
    _ title: Int64, _ size: Size, _ language: GraphicsSupport.Language, fade: Int = 0,
    covered: Int = 0
  ) throws -> PictureRequest {
    PictureRequest(
      TitlePicture(title: Title.ID(title), picture: PictureID(UInt64(title))), size: size,
      mode: .full, fade: fade, theme: "dark",
      pixels: PictureRequest.Pixels(try support(language), covered: covered))
  }

  /// A store with a picture for each of some requests, as large as their cells.
  static func store(_ requests: [PictureRequest]) throws -> GraphicStore {
    let store = GraphicStore()
    for request in requests {
      store.keep(
        try picture(
          request.shownSize.columns * PixelGlass.cell.width,
          request.shownSize.rows * PixelGlass.cell.height), for: request)
    }
    return store
  }
}

@Suite("Pictures as bytes of a terminal")
struct GraphicsTests {
  @Test(
    "kitty gets the very pixels, in pieces it takes",
    arguments: [(1, 1), (32, 32), (33, 31), (200, 120)])
  func kitty(width: Int, height: Int) throws {
    let picture = try PixelSamples.picture(width, height)
    var glass = PixelGlass(.kitty)
    for piece in KittyImage(id: 7, picture: picture).pieces {
      #expect(piece.count < 4096 + 64)
      glass.feed(piece)
    }
    #expect(glass.kept[7]?.bytes == picture.bytes)
    #expect(glass.kept[7]?.width == width && glass.kept[7]?.height == height)
    glass.feed(KittyImage.placement(of: 7, in: Size(columns: 20, rows: 8)))
    #expect(glass.placements.map { [$0.id, $0.columns, $0.rows] } == [[7, 20, 8]])
    glass.feed(KittyImage.hiding(of: 7))
    #expect(glass.placements.isEmpty && glass.kept.count == 1)
    glass.feed(KittyImage.removal(of: 7))
    #expect(glass.kept.isEmpty)
    #expect(glass.faults.isEmpty, "\(glass.faults)")
  }

  @Test("a picture that is broken off is none, and the next one is")
  func brokenOff() throws {
    var glass = PixelGlass(.kitty)
    let pieces = KittyImage(id: 7, picture: try PixelSamples.picture(90, 90)).pieces
    for piece in pieces.dropLast() { glass.feed(piece) }
    glass.feed(KittyImage.breakingOff)
    #expect(glass.kept.isEmpty)
    for piece in KittyImage(id: 8, picture: try PixelSamples.picture(90, 90)).pieces {
      glass.feed(piece)
    }
    #expect(Array(glass.kept.keys) == [8])
    #expect(glass.faults.isEmpty, "\(glass.faults)")
  }

  @Test(
    "sixels read again are the picture, as near as their colours allow",
    arguments: [(1, 1), (40, 6), (41, 25), (96, 64), (300, 40)])
  func sixel(width: Int, height: Int) throws {
    let picture = try PixelSamples.picture(width, height)
    var glass = PixelGlass(.sixel)
    for piece in SixelImage(picture).pieces(cellHeight: PixelGlass.cell.height) {
      glass.feed(Array("\u{1B}[\(piece.row + 1);1H".utf8) + piece.bytes)
    }
    #expect(glass.faults.isEmpty, "\(glass.faults)")
    #expect(glass.sixels.count == width * height)
    let side = 8
    for top in stride(from: 0, to: height - side + 1, by: side) {
      for left in stride(from: 0, to: width - side + 1, by: side) {
        var off = [0, 0, 0]
        for y in top..<top + side {
          for x in left..<left + side {
            let shown = try #require(glass.sixels[PixelGlass.Place(x: x, y: y)])
            let wanted = picture[x, y]
            off[0] += shown[0] - Int(wanted.red)
            off[1] += shown[1] - Int(wanted.green)
            off[2] += shown[2] - Int(wanted.blue)
          }
        }
        #expect(off.allSatisfy { abs($0) / (side * side) < 16 }, "\(off)")
      }
    }
  }

  @Test("an even picture is short, and a colourful one comes in pieces of bounded length")
  func lengths() throws {
    let black = try #require(
      RGBPicture(width: 600, height: 300, bytes: [UInt8](repeating: 0, count: 540_000)))
    let even = SixelImage(black).pieces(cellHeight: 20)
    #expect(even.count == 15 && even.map(\.bytes.count).reduce(0, +) < 1500)
    var random = SplitMix64(seed: 7)
    let noise = (0..<3 * 1000 * 40).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    let picture = try #require(RGBPicture(width: 1000, height: 40, bytes: noise))
    let pieces = SixelImage(picture).pieces(cellHeight: 20)
    #expect(pieces.allSatisfy { $0.bytes.count < 16 << 10 })
    // Each is a part of one of two rows of cells.
    #expect(Set(pieces.map(\.row)) == [0, 1] && pieces.count > 2)
  }

  @Test("only a terminal's own sizes and numbers are taken for cells")
  func cells() {
    for (width, height) in [(0, 0), (1, 20), (10, 3), (4000, 20), (10, 4000), (-10, 20)] {
      #expect(CellPixels(width: width, height: height) == nil)
    }
    #expect(CellPixels(width: 10, height: 20) != nil)
  }

  @Test("sixels larger than a bound are left to half blocks, kitty scales")
  func bound() throws {
    let screen = Size(columns: 300, rows: 90)
    #expect(try PixelSamples.support(.kitty).canShow(screen))
    #expect(try !PixelSamples.support(.sixel).canShow(screen))
    #expect(try PixelSamples.support(.sixel).canShow(Size(columns: 74, rows: 13)))
    for language in [GraphicsSupport.Language.kitty, .sixel] {
      #expect(try !PixelSamples.support(language).canShow(Size(columns: 0, rows: 4)))
      #expect(try !PixelSamples.support(language).canShow(Size(columns: 9999, rows: 9999)))
    }
  }
}

@Suite("A picture as pixels over its half blocks")
struct PixelBackdropTests {
  @Test("sixels are as large as their cells, and what is sent to kitty has a bound")
  func sizes() throws {
    let file = try PixelSamples.picture(640, 960)
    let size = Size(columns: 74, rows: 13)
    let sixel = try #require(
      PixelBackdrop(try PixelSamples.request(1, size, .sixel, covered: 10))?
        .pixels(of: file, on: .dark))
    #expect((sixel.width, sixel.height) == (640, 260))
    let wide = Size(columns: 200, rows: 60)
    let kitty = try #require(
      PixelBackdrop(try PixelSamples.request(1, wide, .kitty))?.pixels(of: file, on: .dark))
    #expect(kitty.width <= 640 && kitty.height <= 400)
    // A small file is not made larger.
    let small = try #require(
      PixelBackdrop(try PixelSamples.request(1, size, .kitty))?
        .pixels(of: try PixelSamples.picture(160, 240), on: .dark))
    #expect(small.width <= 160)
  }

  @Test("it fades into the ground over the whole picture, of which the covered part is left out")
  func fade() throws {
    let white = try #require(
      RGBPicture(width: 40, height: 60, bytes: [UInt8](repeating: 255, count: 7200)))
    let size = Size(columns: 40, rows: 10)
    let ground = Theme.dark[Pigment.ground]
    for language in [GraphicsSupport.Language.kitty, .sixel] {
      let whole = try #require(
        PixelBackdrop(try PixelSamples.request(1, size, language, fade: 20))?
          .pixels(of: white, on: .dark))
      #expect(whole[0, 0] == (ground.red, ground.green, ground.blue))
      #expect(whole[whole.width - 1, 0] == (255, 255, 255))
      let part = try #require(
        PixelBackdrop(try PixelSamples.request(1, size, language, fade: 20, covered: 10))?
          .pixels(of: white, on: .dark))
      #expect(part.width == whole.width * 3 / 4)
      #expect(part[0, 3] == whole[whole.width / 4, 3])
      #expect(part[part.width - 1, 3] == whole[whole.width - 1, 3])
    }
  }

  @Test("a request for cells has no pixels")
  func cells() {
    let request = PictureRequest(
      TitlePicture(title: Title.ID(1), picture: PictureID(1)), size: Size(columns: 4, rows: 2),
      mode: .full, fade: 0, theme: "dark")
    #expect(PixelBackdrop(request) == nil)
  }
}
