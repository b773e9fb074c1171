/// Formats that are no table of text, by how they begin.
public enum FileFormat: String, CaseIterable, Equatable, Sendable {
  /// Packed by xz.
  case xz = "packed with xz"
  /// A zip archive; a spreadsheet of Excel is one too.
  case zip = "a zip archive (an .xlsx is one too)"
  /// Packed by zstd.
  case zstandard = "packed with zstd"
  /// Packed by bzip2.
  case bzip2 = "packed with bzip2"
  /// Packed by lz4.
  case lz4 = "packed with lz4"
  /// Packed by compress.
  case compress = "packed with compress"
  /// A 7z archive.
  case sevenZip = "a 7z archive"
  /// A RAR archive.
  case rar = "a RAR archive"
  /// A tar archive.
  case tar = "a tar archive"
  /// A Parquet file.
  case parquet = "a Parquet file"
  /// An Arrow file.
  case arrow = "an Arrow file"
  /// An HDF5 file.
  case hdf5 = "an HDF5 file"
  /// A database of SQLite.
  case sqlite = "a database of SQLite"
  /// A document of an old Office.
  case office = "a document of Office"
  /// A PDF document.
  case pdf = "a PDF document"
  /// A pickle of Python.
  case pickle = "a pickle of Python"
  /// An array of NumPy.
  case numpy = "an array of NumPy"

  /// The advice for turning it into a table.
  public var advice: String {
    switch self {
    case .xz: "Unpack it first: xz -dk FILE"
    case .zip: "Unpack it first: unzip FILE; save a spreadsheet as CSV."
    case .zstandard: "Unpack it first: zstd -d FILE"
    case .bzip2: "Unpack it first: bzip2 -dk FILE"
    case .lz4: "Unpack it first: lz4 -d FILE"
    case .compress: "Unpack it first: gzip -dk FILE"
    case .sevenZip: "Unpack it first: 7z x FILE"
    case .rar: "Unpack it first: unrar x FILE"
    case .tar: "Unpack it first: tar -xf FILE"
    case .parquet, .arrow, .hdf5, .sqlite, .office, .pdf, .pickle, .numpy:
      "Write it as CSV first."
    }
  }

  /// The format these bytes begin; `nil` for what may be text.
  init?(_ head: [UInt8]) {
    let isTar = head.count > 262 && head[257..<262].elementsEqual("ustar".utf8)
    if isTar {
      self = .tar
      return
    }
    let found = Self.allCases.first { format in
      !format.marks.isEmpty && head.starts(with: format.marks)
    }
    guard let found else { return nil }
    self = found
  }

  private var marks: [UInt8] {
    switch self {
    case .xz: [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]
    case .zip: [0x50, 0x4B, 0x03, 0x04]
    case .zstandard: [0x28, 0xB5, 0x2F, 0xFD]
    case .bzip2: Array("BZh".utf8)
    case .lz4: [0x04, 0x22, 0x4D, 0x18]
    case .compress: [0x1F, 0x9D]
    case .sevenZip: [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]
    case .rar: Array("Rar!\u{1A}".utf8)
    case .tar: []
    case .parquet: Array("PAR1".utf8)
    case .arrow: Array("ARROW1".utf8)
    case .hdf5: [0x89, 0x48, 0x44, 0x46]
    case .sqlite: Array("SQLite format 3\0".utf8)
    case .office: [0xD0, 0xCF, 0x11, 0xE0]
    case .pdf: Array("%PDF-".utf8)
    case .pickle: [0x80, 0x04, 0x95]
    case .numpy: [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59]
    }
  }
}
