import PickModel
import PickTestRunning
import PickTestSupport
import Testing

@testable import PickPictures

@Suite("JPEGs that say how they are to be turned", .fewAtOnce)
struct OrientationTests {
  /// A block as EXIF has it, with these entries of its first directory.
  private static func exif(
    isLittle: Bool = true, directory: UInt32 = 8, count: UInt16? = nil,
    entries: [(tag: UInt16, kind: UInt16, count: UInt32, value: UInt16)]
  ) -> [UInt8] {
    func bytes(_ value: some FixedWidthInteger) -> [UInt8] {
      withUnsafeBytes(of: isLittle ? value.littleEndian : value.bigEndian) { Array($0) }
    }
    var block: [UInt8] = Array((isLittle ? "II" : "MM").utf8) + bytes(UInt16(42))
    block += bytes(directory) + bytes(count ?? UInt16(entries.count))
    for entry in entries {
      block += bytes(entry.tag) + bytes(entry.kind) + bytes(entry.count) + bytes(entry.value)
      block += [0, 0]
    }
    return block + [0, 0, 0, 0]
  }

  private static func oriented(_ value: UInt16, isLittle: Bool = true) -> [UInt8] {
    exif(isLittle: isLittle, entries: [(0x010F, 3, 1, 7), (0x0112, 3, 1, value)])
  }

  /// A JPEG of 64 by 32 with a red left upper quarter and a green right upper one on blue.
  private static func jpeg(_ decoder: PictureDecoder, saying block: [UInt8]?) async throws
    -> [UInt8]
  {
    let file = TestPictures.png(width: 64, height: 32) { x, y in
      y >= 16 ? (10, 20, 220) : x < 32 ? (220, 20, 10) : (20, 200, 30)
    }
    let jpeg = try await decoder.renditions(of: file).get()[.small]
    guard let block else { return jpeg }
    let body = Array("Exif\0\0".utf8) + block
    let length = body.count + 2
    return jpeg.prefix(2) + [0xFF, 0xE1, UInt8(length >> 8), UInt8(length & 0xFF)] + body
      + jpeg.dropFirst(2)
  }

  /// The colours of the four corners, the upper ones first.
  private static func corners(_ picture: RGBPicture) -> String {
    let (right, bottom) = (picture.width - 4, picture.height - 4)
    return [(4, 4), (right, 4), (4, bottom), (right, bottom)].map { x, y in
      let pixel = picture[x, y]
      return pixel.red > 150 ? "r" : pixel.green > 150 ? "g" : "b"
    }.joined()
  }

  @Test(
    "all eight ways are turned upright, in either order of bytes",
    arguments: zip(1...8, ["rgbb", "grbb", "bbgr", "bbrg", "rbgb", "brbg", "bgbr", "gbrb"]))
  func upright(value: Int, corners: String) async throws {
    let decoder = ReadingProgram.decoder()
    for isLittle in [true, false] {
      let file = try await Self.jpeg(
        decoder, saying: Self.oriented(UInt16(value), isLittle: isLittle))
      let picture = try await decoder.pixels(of: file, width: 640, height: 1280).get()
      let isSwapped = value >= 5
      #expect((picture.width, picture.height) == (isSwapped ? (32, 64) : (64, 32)))
      #expect(Self.corners(picture) == corners)
      // What is kept is upright and says nothing any more.
      let kept = try await decoder.renditions(of: file).get()
      #expect((kept.width, kept.height) == (isSwapped ? (32, 64) : (64, 32)))
      let again = try await decoder.pixels(of: kept[.large], width: 640, height: 1280).get()
      #expect(Self.corners(again) == corners)
    }
  }

  @Test("a picture on its side fits the box it is shown in")
  func box() async throws {
    let decoder = ReadingProgram.decoder()
    let file = try await Self.jpeg(decoder, saying: Self.oriented(6))
    let picture = try await decoder.pixels(of: file, width: 16, height: 640).get()
    #expect((picture.width, picture.height) == (16, 32))
  }

  /// Blocks that say nothing, or lie.
  private static let useless: [(String, [UInt8])] = [
    ("nothing", []), ("a head", Array("II*\0".utf8)), ("zero", oriented(0)), ("nine", oriented(9)),
    ("65535", oriented(.max)), ("no such tag", exif(entries: [(0x0111, 3, 1, 6)])),
    ("a text", exif(entries: [(0x0112, 2, 1, 6)])),
    ("two of them", exif(entries: [(0x0112, 3, 2, 6)])),
    ("a directory outside", exif(directory: .max, entries: [(0x0112, 3, 1, 6)])),
    ("a directory at the end", exif(directory: 22, entries: [(0x0112, 3, 1, 6)])),
    ("entries that are not there", exif(count: .max, entries: [(0x0111, 3, 1, 6)])),
    ("half an entry", Array(exif(entries: [(0x0112, 3, 1, 6)]).prefix(16))),
    ("another order of bytes", Array("XX".utf8) + oriented(6).dropFirst(2)),
    ("noise", (0..<2000).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ $0 >> 3) }),
  ]

  @Test("a block that says nothing, or lies, changes nothing", arguments: useless)
  func hostile(name: String, block: [UInt8]) async throws {
    let decoder = ReadingProgram.decoder()
    let file = try await Self.jpeg(decoder, saying: block)
    let picture = try await decoder.pixels(of: file, width: 640, height: 1280).get()
    #expect((picture.width, picture.height) == (64, 32))
    #expect(Self.corners(picture) == "rgbb")
  }

  @Test("a block that is longer than the file harms nothing")
  func cutOff() async throws {
    let decoder = ReadingProgram.decoder()
    let head: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE1, 0xFF, 0xFF]
    let file = head + Array("Exif\0\0".utf8) + Self.oriented(6)
    #expect(
      await decoder.pixels(of: file, width: 640, height: 1280) == .failure(.damaged))
  }
}
