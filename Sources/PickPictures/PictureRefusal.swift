/// Why a file is not shown as a picture.
public enum PictureRefusal: Error, Hashable, Sendable {
  /// There is nothing in it.
  case empty
  /// It has more bytes than any picture needs.
  case tooManyBytes
  /// It begins like no JPEG, PNG or WebP.
  case unknownFormat
  /// It has more pixels, or a longer side, than is read.
  case tooManyPixels
  /// It is a line rather than a picture.
  case tooNarrow
  /// It is cut off, or contradicts itself.
  case damaged
  /// It is a film.
  case animated
  /// Reading it takes more memory than there is for it.
  case tooMuchMemory
  /// Reading it took too long.
  case tooSlow
  /// Reading it ended the process that read it, or none could be started.
  case failed

  /// The longest file that is read, in bytes.
  public static let longestFile = 20 << 20

  /// The reason in plain English.
  public var text: String {
    switch self {
    case .empty: "it is empty"
    case .tooManyBytes: "it has more than \(Self.longestFile >> 20) MiB"
    case .unknownFormat: "it is no JPEG, PNG or WebP"
    case .tooManyPixels: "it has more than 40 million pixels, or a side of more than 20,000"
    case .tooNarrow: "one side is more than 16 times the other"
    case .damaged: "it is damaged or cut off"
    case .animated: "it is an animation"
    case .tooMuchMemory: "reading it takes too much memory"
    case .tooSlow: "reading it takes too long"
    case .failed: "the process that reads pictures ended"
    }
  }
}

/// The formats pictures are taken in.
public enum PictureFormat: String, CaseIterable, Sendable {
  /// JFIF and Exif.
  case jpeg = "jpg"
  /// Portable Network Graphics.
  case png
  /// WebP, lossy or lossless.
  case webp

  /// What the first bytes of a file say; `nil` for every other format.
  ///
  /// A name is not asked: cameras and programs give wrong ones.
  public init?(beginning bytes: [UInt8]) {
    if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
      self = .jpeg
    } else if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
      self = .png
    } else if bytes.starts(with: Array("RIFF".utf8)),
      bytes.dropFirst(8).starts(with: Array("WEBP".utf8))
    {
      self = .webp
    } else {
      return nil
    }
  }
}
