import Foundation
import Glibc
import PickModel
import PickTestRunning
import PickTestSupport
import Testing

@testable import PickPictures

/// The program whose process reads the pictures of a test: built beside the tests.
enum ReadingProgram {
  static var path: String {
    let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return URL(fileURLWithPath: tests).deletingLastPathComponent().path + "/pickctl"
  }

  static func decoder() -> PictureDecoder {
    // A busy machine has time.
    PictureDecoder(
      executable: path, patience: PictureDecoder.Patience(file: 60_000, idle: 2_000))
  }
}

@Suite("Reading pictures", .fewAtOnce)
struct PictureDecoderTests {
  private func pixels(
    _ file: [UInt8], width: Int = 640, height: Int = 1280
  ) async -> Result<RGBPicture, PictureRefusal> {
    await ReadingProgram.decoder().pixels(of: file, width: width, height: height)
  }

  @Test("a PNG has the pixels it was made of")
  func png() async throws {
    let picture = try await pixels(TestPictures.poster()).get()
    #expect((picture.width, picture.height) == (60, 90))
    #expect(picture[0, 0] == (200, 30, 40))
    #expect(picture[59, 89] == (20, 40, 200))
    #expect(picture[25, 15] == (250, 240, 230))
  }

  @Test("WebP with and without loss is red above and blue below")
  func webP() async throws {
    for file in [TestPictures.lossyWebP, TestPictures.losslessWebP] {
      let picture = try await pixels(file).get()
      #expect((picture.width, picture.height) == (32, 48))
      #expect(picture[16, 8].red > 180 && picture[16, 8].blue < 80)
      #expect(picture[16, 40].blue > 150 && picture[16, 40].red < 80)
    }
  }

  @Test("a JPEG in four inks has its colours, not those of a negative")
  func inks() async throws {
    let picture = try await pixels(TestPictures.inkJPEG).get()
    let pixel = picture[8, 8]
    #expect(pixel.red < 40 && pixel.green > 215 && pixel.blue > 215)
  }

  @Test("a picture is scaled down to fit and never up")
  func scaled() async throws {
    let wide = try await pixels(TestPictures.poster(width: 600, height: 300), width: 160).get()
    #expect((wide.width, wide.height) == (160, 80))
    let high = try await pixels(
      TestPictures.poster(width: 300, height: 900), width: 160, height: 160
    ).get()
    #expect((high.width, high.height) == (53, 160))
    let small = try await pixels(TestPictures.poster(width: 20, height: 30), width: 160).get()
    #expect((small.width, small.height) == (20, 30))
  }

  @Test("what is kept is a JPEG of each width, which is read again like any other")
  func renditions() async throws {
    let decoder = ReadingProgram.decoder()
    let kept = try await decoder.renditions(of: TestPictures.poster(width: 800, height: 1200)).get()
    #expect((kept.width, kept.height) == (800, 1200))
    for width in PictureWidth.allCases {
      #expect(PictureFormat(beginning: kept[width]) == .jpeg)
      let picture = try await decoder.pixels(of: kept[width], width: 1280, height: 2560).get()
      #expect((picture.width, picture.height) == (width.rawValue, width.rawValue * 3 / 2))
      let corner = picture[2, 2]
      #expect(corner.red > 170 && corner.green < 70 && corner.blue < 80)
    }
  }

  /// Files that are no pictures, and why.
  static let refused: [(String, [UInt8], PictureRefusal)] = [
    ("nothing", [], .empty),
    ("text", Array("title,stars\n".utf8), .unknownFormat),
    ("a GIF", Array("GIF89a\u{1}\u{0}".utf8), .unknownFormat),
    ("a square too large", TestPictures.bomb(width: 30_000, height: 30_000), .tooManyPixels),
    ("too many pixels", TestPictures.bomb(width: 19_000, height: 19_000), .tooManyPixels),
    ("1 by 60,000", TestPictures.bomb(width: 1, height: 60_000), .tooManyPixels),
    ("1 by 10,000", TestPictures.bomb(width: 1, height: 10_000), .tooNarrow),
    ("17 by 1", TestPictures.poster(width: 170, height: 10), .tooNarrow),
    ("no rows", TestPictures.bomb(width: 6000, height: 6000), .damaged),
    ("a moving WebP", TestPictures.animatedWebP, .animated),
    ("half a PNG", half(TestPictures.poster()), .damaged),
    ("half a WebP", half(TestPictures.lossyWebP), .damaged),
    ("half a WebP without loss", half(TestPictures.losslessWebP), .damaged),
    ("half a JPEG", half(TestPictures.inkJPEG), .damaged),
    ("the head of a JPEG", [0xFF, 0xD8, 0xFF, 0xE0], .damaged),
    ("the head of a PNG", Array(TestPictures.poster().prefix(8)), .damaged),
    ("a JPEG of 40 million pixels in 360 bytes", hugeJPEG, .damaged),
  ]

  private static func half(_ file: [UInt8]) -> [UInt8] { Array(file.prefix(file.count / 2)) }

  /// The small JPEG with other sides in its frame header.
  private static var hugeJPEG: [UInt8] {
    var file = TestPictures.inkJPEG
    if let frame = file.indices.dropLast(8).first(where: {
      file[$0] == 0xFF && file[$0 + 1] == 0xC0
    }) {
      file.replaceSubrange(frame + 5..<frame + 9, with: [0x18, 0x00, 0x18, 0x00])
    }
    return Array(file.dropLast(2))
  }

  @Test("a hostile file is refused with a reason, and the next one is read", arguments: refused)
  func hostile(name: String, file: [UInt8], reason: PictureRefusal) async throws {
    let decoder = ReadingProgram.decoder()
    #expect(await decoder.pixels(of: file, width: 640, height: 1280) == .failure(reason))
    #expect(!reason.text.isEmpty)
    let next = try await decoder.pixels(of: TestPictures.poster(), width: 640, height: 1280).get()
    #expect(next.width == 60)
  }

  @Test("36 million pixels in a few kilobytes are read in the other process, and not held here")
  func memory() async throws {
    let file = TestPictures.bomb(width: 6000, height: 6000, isWhole: true)
    #expect(file.count < 64 << 10)
    let decoder = ReadingProgram.decoder()
    _ = try await decoder.pixels(of: TestPictures.poster(), width: 640, height: 1280).get()
    let picture = try await decoder.pixels(of: file, width: 640, height: 1280).get()
    #expect((picture.width, picture.height) == (640, 640))
    #expect(picture.bytes.allSatisfy { $0 == 0 })
  }

  @Test("more bytes than any picture has are refused before any process is started")
  func tooManyBytes() async {
    let file = [UInt8](repeating: 0xFF, count: PictureRefusal.longestFile + 1)
    let decoder = PictureDecoder(executable: "/nonexistent")
    #expect(await decoder.pixels(of: file, width: 10, height: 10) == .failure(.tooManyBytes))
  }

  @Test(
    "a process that cannot be started, ends or never answers holds nothing up",
    arguments: [
      ("/nonexistent", PictureRefusal.failed), ("/bin/false", .failed), ("silent", .tooSlow),
    ])
  func broken(program: String, reason: PictureRefusal) async throws {
    let directory = try ScratchDirectory()
    let silent = directory.file("silent")
    try Data("#!/bin/sh\nexec cat >/dev/null\n".utf8).write(to: URL(fileURLWithPath: silent))
    chmod(silent, 0o700)
    let decoder = PictureDecoder(
      executable: program == "silent" ? silent : program,
      patience: PictureDecoder.Patience(file: 200, idle: 100))
    for _ in 0..<2 {
      let result = await decoder.pixels(of: TestPictures.poster(), width: 640, height: 1280)
      #expect(result == .failure(reason))
    }
  }

  @Test("what another process says is believed within its limits only")
  func answers() {
    #expect(RGBPicture(answer: []) == nil)
    #expect(RGBPicture(answer: PictureWire.bytes([2, 2]) + [1, 2, 3]) == nil)
    #expect(RGBPicture(answer: PictureWire.bytes([.max, .max])) == nil)
    #expect(RGBPicture(answer: PictureWire.bytes([1, 1]) + [1, 2, 3])?.bytes == [1, 2, 3])
    #expect(PictureRenditions(answer: PictureWire.bytes([4, 4, .max, 1, 1])) == nil)
    #expect(PictureRenditions(answer: PictureWire.bytes([4, 4, 1, 1, 1]) + [7, 8, 9, 10]) == nil)
    #expect(PictureWire.Question([1, 2, 3]) == nil)
    #expect(PictureWire.Question(PictureWire.bytes([0, 640, 1280, .max])) == nil)
    #expect(PictureWire.Question(PictureWire.bytes([9, 640, 1280, 5])) == nil)
    #expect(PictureWire.Question(PictureWire.bytes([0, 640, 1280, 5]))?.byteCount == 5)
  }
}
