/// Names one version of a title's picture: the first 64 bits of the file's SHA-256.
///
/// Another picture of the same title has another name, so a picture kept under its name never
/// becomes out of date.
public struct PictureID: Hashable, Sendable, Codable {
  /// The bits.
  public let rawValue: UInt64

  /// A name that is already known.
  public init(_ rawValue: UInt64) { self.rawValue = rawValue }

  /// Reads 16 lower-case hexadecimal digits; `nil` for everything else.
  public init?(_ text: some StringProtocol) {
    guard text.utf8.count == 16,
      text.utf8.allSatisfy({
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
          || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
      }), let rawValue = UInt64(text, radix: 16)
    else { return nil }
    self.rawValue = rawValue
  }
}

extension PictureID: CustomStringConvertible {
  /// 16 lower-case hexadecimal digits.
  public var description: String {
    let digits = String(rawValue, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

/// The widths a picture is kept and served in, in pixels; a narrower picture keeps its own.
public enum PictureWidth: Int, CaseIterable, Comparable, Sendable, Codable {
  /// Enough for a card in cells.
  case small = 160
  /// Enough for a backdrop in cells.
  case medium = 320
  /// Enough for a backdrop on a terminal that shows pixels.
  case large = 640

  /// The narrowest that has `pixels`; the widest where none has.
  public init(atLeast pixels: Int) {
    self = Self.allCases.first { $0.rawValue >= pixels } ?? .large
  }

  /// Orders by width.
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// A picture of a title, named by both.
public struct TitlePicture: Hashable, Sendable, Codable {
  /// The title.
  public let title: Title.ID
  /// The version of its picture.
  public let picture: PictureID

  /// A title with the picture it has.
  public init(title: Title.ID, picture: PictureID) {
    self.title = title
    self.picture = picture
  }
}
