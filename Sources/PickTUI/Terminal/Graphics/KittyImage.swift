import Foundation
public import PickModel

/// A picture in the graphics protocol of kitty (https://sw.kovidgoyal.net/kitty/graphics-protocol/).
///
/// Its pixels are sent once, three bytes each, under a number; then it is shown by that number in as
/// many cells as it is to cover. No command is answered: an answer would be input.
public struct KittyImage: Equatable, Sendable {
  /// The number by which it is shown and removed, > 0.
  public let id: UInt32
  /// Its pixels.
  public let picture: RGBPicture

  /// Letters of one piece; the protocol allows no more.
  private static let longestPiece = 4096

  /// A picture under a number.
  public init(id: UInt32, picture: RGBPicture) {
    self.id = id
    self.picture = picture
  }

  /// The commands that hand its pixels over, in order; text may be written between any two of them.
  public var pieces: [[UInt8]] {
    let letters = Array(Data(picture.bytes).base64EncodedString().utf8)
    return stride(from: 0, to: letters.count, by: Self.longestPiece).map { start in
      let end = min(letters.count, start + Self.longestPiece)
      let goesOn = end < letters.count ? 1 : 0
      let keys =
        start == 0
        ? "a=t,f=24,s=\(picture.width),v=\(picture.height),i=\(id),q=2,m=\(goesOn)"
        : "m=\(goesOn),q=2"
      return Array("\u{1B}_G\(keys);".utf8) + letters[start..<end] + Array("\u{1B}\\".utf8)
    }
  }

  /// The command that shows a picture at the cursor, which stays where it is.
  public static func placement(of id: UInt32, in cells: Size) -> [UInt8] {
    Array("\u{1B}_Ga=p,i=\(id),p=1,c=\(cells.columns),r=\(cells.rows),C=1,q=2\u{1B}\\".utf8)
  }

  /// The command that takes a picture off the screen; its pixels are kept.
  public static func hiding(of id: UInt32) -> [UInt8] {
    Array("\u{1B}_Ga=d,d=i,i=\(id),q=2\u{1B}\\".utf8)
  }

  /// The command that takes a picture off the screen and frees its pixels.
  public static func removal(of id: UInt32) -> [UInt8] {
    Array("\u{1B}_Ga=d,d=I,i=\(id),q=2\u{1B}\\".utf8)
  }

  /// The command that ends a picture some of whose pieces were not sent: it lacks pixels, so there is
  /// none.
  public static let breakingOff = Array("\u{1B}_Gm=0,q=2;\u{1B}\\".utf8)
}
