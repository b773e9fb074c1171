public import PickModel

/// A stored picture: what its file is called and what it holds.
public struct StoredPicture: Hashable, Sendable {
  /// SHA-256 of the file as it was imported, 64 lower-case hexadecimal digits.
  public let checksum: String
  /// What it is.
  public let format: PictureFormat
  /// Pixels from left to right.
  public let width: Int
  /// Pixels from top to bottom.
  public let height: Int

  /// A picture by its facts; `nil` unless the checksum is one.
  public init?(checksum: String, format: PictureFormat, width: Int, height: Int) {
    guard checksum.utf8.count == 64, let id = PictureID(checksum.prefix(16)),
      checksum.utf8.dropFirst(16).allSatisfy({
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
          || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
      })
    else { return nil }
    self.checksum = checksum
    self.format = format
    self.width = width
    self.height = height
    self.id = id
  }

  /// The version of the title's picture that it is.
  public let id: PictureID
}

/// Which titles of a database have pictures: a text of one line a title.
///
///     pick pictures 1
///     5051382463158413716 9f86d08…0f00a08 jpg 600 900
struct PictureIndex: Equatable {
  private static let header = "pick pictures 1"
  /// Bytes of the longest index: a million titles.
  static let longest = 128 << 20

  var pictures: [Title.ID: StoredPicture] = [:]

  init() {}

  /// Reads an index as a whole; a line of another form is an error, so that no picture is lost by being
  /// written again.
  init(_ bytes: [UInt8]) throws(PictureFolderError) {
    let lines = bytes.split(separator: UInt8(ascii: "\n"))
    guard let first = lines.first else { throw .damagedIndex(line: 1) }
    guard first.elementsEqual(Self.header.utf8) else {
      throw first.starts(with: "pick pictures ".utf8) ? .newerIndex : .damagedIndex(line: 1)
    }
    for (number, line) in lines.enumerated().dropFirst() {
      guard let (title, picture) = Self.entry(line) else { throw .damagedIndex(line: number + 1) }
      pictures[title] = picture
    }
  }

  private static func entry(_ line: ArraySlice<UInt8>) -> (Title.ID, StoredPicture)? {
    guard line.count <= 256 else { return nil }
    let words = line.split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
    guard words.count == 5, let title = Int64(words[0]), title > 0,
      let format = PictureFormat(rawValue: words[2]), let width = Int(words[3]),
      let height = Int(words[4]),
      let picture = StoredPicture(
        checksum: words[1], format: format, width: width, height: height)
    else { return nil }
    return (Title.ID(title), picture)
  }

  /// The index as a file, by ascending title.
  var bytes: [UInt8] {
    let lines = pictures.sorted { $0.key < $1.key }.map { title, picture in
      "\(title) \(picture.checksum) \(picture.format.rawValue) \(picture.width) \(picture.height)\n"
    }
    return Array("\(Self.header)\n\(lines.joined())".utf8)
  }
}

/// Why the folder of pictures cannot be used.
public enum PictureFolderError: Error, Equatable, Sendable {
  /// A newer Pick wrote the index.
  case newerIndex
  /// A line of the index is none.
  case damagedIndex(line: Int)
  /// Two files have checksums that begin alike, which no two pictures have by chance.
  case sameName
  /// A file cannot be read or written; `code` is the system's number for why.
  case file(path: String, code: Int32)
}
