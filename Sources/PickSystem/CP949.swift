import Glibc

/// Code page 949: all 11,172 modern syllables, 뷁 included, where EUC-KR has 2,350.
///
/// The C library's converter (its "UHC") is asked once for each of the 23,940 pairs of bytes, which
/// takes a few milliseconds; after that a table answers.
package enum CP949 {
  private static let leads = 0x81...0xFE
  private static let trails = 0x41...0xFE

  /// UTF-16 unit by lead and trail byte; 0 where there is no character.
  private static let units: [UInt16] = readTable()

  /// Two bytes (lead first) by UTF-16 unit; 0 where there are none.
  private static let pairs: [UInt16] = {
    var pairs = [UInt16](repeating: 0, count: 0x10000)
    for lead in leads {
      for trail in trails {
        let unit = unit(UInt8(lead), UInt8(trail))
        guard unit != 0, pairs[Int(unit)] == 0 else { continue }
        pairs[Int(unit)] = UInt16(lead << 8 | trail)
      }
    }
    return pairs
  }()

  /// The text; `nil` when a byte is no part of a character.
  package static func text(_ bytes: ArraySlice<UInt8>) -> String? {
    var utf8: [UInt8] = []
    utf8.reserveCapacity(bytes.count * 3 / 2)
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      if byte < 0x80 {
        utf8.append(byte)
        index += 1
        continue
      }
      guard index + 1 < bytes.endIndex else { return nil }
      let unit = unit(byte, bytes[index + 1])
      guard unit != 0 else { return nil }
      append(unit, to: &utf8)
      index += 2
    }
    return String(decoding: utf8, as: UTF8.self)
  }

  /// Whether every byte is part of a character.
  package static func isValid(_ bytes: [UInt8]) -> Bool {
    var index = 0
    while index < bytes.count {
      if bytes[index] < 0x80 {
        index += 1
        continue
      }
      guard index + 1 < bytes.count, unit(bytes[index], bytes[index + 1]) != 0 else { return false }
      index += 2
    }
    return true
  }

  /// The bytes; `nil` when a character is not in the code page.
  package static func bytes(_ text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for unit in text.utf16 {
      if unit < 0x80 {
        bytes.append(UInt8(unit))
        continue
      }
      let pair = pairs[Int(unit)]
      guard pair != 0 else { return nil }
      bytes.append(UInt8(pair >> 8))
      bytes.append(UInt8(pair & 0xFF))
    }
    return bytes
  }

  private static func unit(_ lead: UInt8, _ trail: UInt8) -> UInt16 {
    guard leads.contains(Int(lead)), trails.contains(Int(trail)) else { return 0 }
    return units[(Int(lead) - leads.lowerBound) * trails.count + Int(trail) - trails.lowerBound]
  }

  private static func append(_ unit: UInt16, to utf8: inout [UInt8]) {
    if unit < 0x800 {
      utf8.append(UInt8(0xC0 | unit >> 6))
    } else {
      utf8.append(UInt8(0xE0 | unit >> 12))
      utf8.append(UInt8(0x80 | unit >> 6 & 0x3F))
    }
    utf8.append(UInt8(0x80 | unit & 0x3F))
  }

  /// Empty slots only, when the C library has no converter: then every non-ASCII row is rejected.
  private static func readTable() -> [UInt16] {
    var table = [UInt16](repeating: 0, count: leads.count * trails.count)
    guard let converter = iconv_open("UTF-16LE", "CP949"), converter != iconv_t(bitPattern: -1)
    else { return table }
    defer { iconv_close(converter) }
    for lead in leads {
      for trail in trails {
        let slot = (lead - leads.lowerBound) * trails.count + trail - trails.lowerBound
        table[slot] = convert(UInt8(lead), UInt8(trail), with: converter)
      }
    }
    return table
  }

  private static func convert(_ lead: UInt8, _ trail: UInt8, with converter: iconv_t) -> UInt16 {
    var input = [CChar(bitPattern: lead), CChar(bitPattern: trail)]
    var output = [CChar](repeating: 0, count: 8)
    return input.withUnsafeMutableBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output in
        var source = input.baseAddress
        var target = output.baseAddress
        var (unread, room) = (input.count, output.count)
        iconv(converter, nil, nil, nil, nil)
        let status = iconv(converter, &source, &unread, &target, &room)
        guard status != -1, unread == 0, room == 6 else { return 0 }
        return UInt16(UInt8(bitPattern: output[0])) | UInt16(UInt8(bitPattern: output[1])) << 8
      }
    }
  }
}
