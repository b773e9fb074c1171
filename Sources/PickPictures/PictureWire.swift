public import PickModel

/// What is said between a program and its process that reads pictures, over a pair of sockets.
///
/// A question is four numbers of 32 bits, little-endian (what is wanted, width and height of the box,
/// bytes that follow) and the file. An answer is two (status, bytes that follow) and the result. Both
/// sides are of one build; still, neither believes a length beyond its limit.
package enum PictureWire {
  /// The word that makes a program the process that reads pictures.
  package static let word = "decode-pictures"

  /// What is wanted of a file.
  package enum Wanted: UInt32, Sendable {
    /// Its pixels, scaled down to fit the box.
    case pixels
    /// A JPEG for each `PictureWidth`.
    case renditions
  }

  /// The head of a question.
  package struct Question: Equatable, Sendable {
    package static let byteCount = 16
    package let wanted: Wanted
    package let box: Box
    package let byteCount: Int

    package init(_ wanted: Wanted, _ box: Box, byteCount: Int) {
      self.wanted = wanted
      self.box = box
      self.byteCount = byteCount
    }

    /// `nil` for what no program of ours asks.
    package init?(_ bytes: [UInt8]) {
      let numbers = PictureWire.numbers(bytes)
      guard numbers.count == 4, let wanted = Wanted(rawValue: numbers[0]),
        let box = Box(width: Int(numbers[1]), height: Int(numbers[2])),
        numbers[3] <= UInt32(PictureRefusal.longestFile)
      else { return nil }
      self.init(wanted, box, byteCount: Int(numbers[3]))
    }

    package var bytes: [UInt8] {
      PictureWire.bytes([
        wanted.rawValue, UInt32(box.width), UInt32(box.height), UInt32(byteCount),
      ])
    }
  }

  /// What a picture has to fit into.
  package struct Box: Equatable, Sendable {
    package let width: Int
    package let height: Int

    /// The largest box; its pixels are what an answer may have.
    package static let largest = Box(checked: 1280, 2560)
    /// What the widest kept pictures fit into.
    package static let kept = Box(checked: PictureWidth.large.rawValue, 1280)

    /// `nil` for an empty box, or one larger than the largest.
    package init?(width: Int, height: Int) {
      guard (1...1280).contains(width), (1...2560).contains(height) else { return nil }
      self.init(checked: width, height)
    }

    private init(checked width: Int, _ height: Int) {
      self.width = width
      self.height = height
    }
  }

  /// Bytes of the longest answer.
  package static let longestAnswer = 8 + 3 * Box.largest.width * Box.largest.height

  /// The numbers of the C part, as it states them.
  package static func refusal(_ status: UInt32) -> PictureRefusal {
    switch status {
    case 1: .unknownFormat
    case 2: .tooManyPixels
    case 3: .tooNarrow
    case 4: .damaged
    case 5: .animated
    case 6: .tooMuchMemory
    default: .failed
    }
  }

  package static func bytes(_ numbers: [UInt32]) -> [UInt8] {
    numbers.flatMap { number in (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) } }
  }

  package static func numbers(_ bytes: some Collection<UInt8>) -> [UInt32] {
    let all = Array(bytes)
    return stride(from: 0, to: all.count - all.count % 4, by: 4).map { start in
      (0..<4).reduce(UInt32(0)) { $0 | UInt32(all[start + $1]) << UInt32(8 * $1) }
    }
  }
}

/// A picture as it is kept and served: a JPEG for each width.
public struct PictureRenditions: Equatable, Sendable {
  /// Pixels of the file from left to right.
  public let width: Int
  /// Pixels of the file from top to bottom.
  public let height: Int
  /// The JPEGs, in the order of `PictureWidth.allCases`.
  public let jpegs: [[UInt8]]

  /// The result of a process that read a file; `nil` for what is none.
  package init?(answer: [UInt8]) {
    let count = PictureWidth.allCases.count
    let head = PictureWire.numbers(answer.prefix(8 + 4 * count))
    guard head.count == 2 + count else { return nil }
    var rest = answer.dropFirst(8 + 4 * count)
    var jpegs: [[UInt8]] = []
    for length in head.dropFirst(2) {
      guard length > 0, Int(length) <= rest.count else { return nil }
      jpegs.append(Array(rest.prefix(Int(length))))
      rest = rest.dropFirst(Int(length))
    }
    guard rest.isEmpty else { return nil }
    (width, height, self.jpegs) = (Int(head[0]), Int(head[1]), jpegs)
  }

  /// The JPEG of a width.
  public subscript(width: PictureWidth) -> [UInt8] {
    jpegs[PictureWidth.allCases.firstIndex(of: width) ?? 0]
  }
}

extension RGBPicture {
  /// The result of a process that read a file; `nil` for what is none.
  package init?(answer: [UInt8]) {
    let sides = PictureWire.numbers(answer.prefix(8))
    guard sides.count == 2 else { return nil }
    self.init(width: Int(sides[0]), height: Int(sides[1]), bytes: Array(answer.dropFirst(8)))
  }
}
