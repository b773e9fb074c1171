import CZlib
import Foundation

/// Pictures made by the tests themselves, hostile ones among them.
package enum TestPictures {
  /// A PNG whose pixels a closure says.
  package static func png(
    width: Int, height: Int, _ pixel: (Int, Int) -> (UInt8, UInt8, UInt8)
  ) -> [UInt8] {
    var rows: [UInt8] = []
    rows.reserveCapacity(height * (3 * width + 1))
    for y in 0..<height {
      rows.append(0)
      for x in 0..<width {
        let (red, green, blue) = pixel(x, y)
        rows += [red, green, blue]
      }
    }
    return png(width: width, height: height, depth: 8, kind: 2, rows)
  }

  /// A poster: red above, blue below, with a light square near the upper edge.
  package static func poster(width: Int = 60, height: Int = 90, shade: UInt8 = 200) -> [UInt8] {
    png(width: width, height: height) { x, y in
      let (column, row) = (x * 6 / width, y * 9 / height)
      if (2...3).contains(column), (1...2).contains(row) { return (250, 240, 230) }
      return y < height / 2 ? (shade, 30, 40) : (20, 40, shade)
    }
  }

  /// A PNG that says it has these sides, in a few hundred bytes.
  ///
  /// With `isWhole` all of its rows are there, black and packed as tightly as zlib packs.
  package static func bomb(width: Int, height: Int, isWhole: Bool = false) -> [UInt8] {
    let rows = isWhole ? [UInt8](repeating: 0, count: height * ((width + 7) / 8 + 1)) : [0, 0]
    return png(width: width, height: height, depth: 1, kind: 0, rows)
  }

  private static func png(
    width: Int, height: Int, depth: UInt8, kind: UInt8, _ rows: [UInt8]
  ) -> [UInt8] {
    let sides = [width, height].flatMap { side in
      (0..<4).map { UInt8(truncatingIfNeeded: side >> (24 - 8 * $0)) }
    }
    return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
      + chunk("IHDR", sides + [depth, kind, 0, 0, 0]) + chunk("IDAT", packed(rows))
      + chunk("IEND", [])
  }

  private static func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
    let body = Array(name.utf8) + data
    let sum = body.withUnsafeBufferPointer { crc32(0, $0.baseAddress, UInt32($0.count)) }
    func number(_ value: UInt32) -> [UInt8] {
      (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) }
    }
    return number(UInt32(data.count)) + body + number(UInt32(truncatingIfNeeded: sum))
  }

  /// Bytes in the zlib format.
  private static func packed(_ bytes: [UInt8]) -> [UInt8] {
    var stream = z_stream()
    deflateInit_(&stream, 9, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    defer { deflateEnd(&stream) }
    var input = bytes
    var result = [UInt8](repeating: 0, count: bytes.count + bytes.count / 500 + 1024)
    input.withUnsafeMutableBufferPointer { from in
      result.withUnsafeMutableBufferPointer { to in
        (stream.next_in, stream.avail_in) = (from.baseAddress, UInt32(from.count))
        (stream.next_out, stream.avail_out) = (to.baseAddress, UInt32(to.count))
        _ = deflate(&stream, Z_FINISH)
      }
    }
    return Array(result.prefix(Int(stream.total_out)))
  }

  /// 32 by 48, red above and blue below, as cwebp writes it with loss.
  package static let lossyWebP = decoded(
    """
    UklGRloAAABXRUJQVlA4IE4AAADwAwCdASogADAAPrVKnkmnJCKhMAgA4BaJQBg/UA/En8ZgERntNlIAAP7oOL+Hw3Dn
    IP/zNAq4q/sV//jgJ/8Ybt9n2hfcKrgacGQfgAA=
    """)
  /// The same without loss.
  package static let losslessWebP = decoded(
    "UklGRioAAABXRUJQVlA4TB0AAAAvH8ALAA8wKMfhvofq/McSBALJ/tILBBDR/4yfBwA=")
  /// A WebP that says it moves: a VP8X chunk with the flag, 32 by 48, and no frame.
  package static let animatedWebP =
    Array("RIFF".utf8) + [22, 0, 0, 0] + Array("WEBPVP8X".utf8)
    + [10, 0, 0, 0, 0x02, 0, 0, 0, 31, 0, 0, 47, 0, 0]

  /// 16 by 16 in four inks, as Adobe's programs write them: cyan all over.
  package static let inkJPEG = decoded(
    """
    /9j/7gAOQWRvYmUAZAAAAAAA/9sAQwAKBwcIBwYKCAgICwoKCw4YEA4NDQ4dFRYRGCMfJSQiHyIhJis3LyYpNCkhIjBBMTQ5
    Oz4+PiUuRElDPEg3PT47/8AAFAgAEAAQBEMRAE0RAFkRAEsRAP/EAB8AAAEFAQEBAQEBAAAAAAAAAAABAgMEBQYHCAkKC//E
    ALUQAAIBAwMCBAMFBQQEAAABfQECAwAEEQUSITFBBhNRYQcicRQygZGhCCNCscEVUtHwJDNicoIJChYXGBkaJSYnKCkqNDU2
    Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6g4SFhoeIiYqSk5SVlpeYmZqio6Slpqeoqaqys7S1tre4ubrC
    w8TFxsfIycrS09TV1tfY2drh4uPk5ebn6Onq8fLz9PX29/j5+v/aAA4EQwBNAFkASwAAPwDxmvZq9mr2aiiiiiiiiiiiiv/Z
    """)

  private static func decoded(_ text: String) -> [UInt8] {
    Array(Data(base64Encoded: text, options: .ignoreUnknownCharacters) ?? Data())
  }
}
