import Glibc

/// A file's lines, split at a separator; fields are bare, none of these files quotes numbers.
struct Lines {
  struct CannotOpen: Error { let path: String }

  let rows: [[Substring]]

  init(_ path: String, separator: Character, skippingHeader: Bool = true) throws {
    guard let file = fopen(path, "rb") else { throw CannotOpen(path: path) }
    defer { fclose(file) }
    fseek(file, 0, SEEK_END)
    var bytes = [UInt8](repeating: 0, count: ftell(file))
    rewind(file)
    let got = bytes.withUnsafeMutableBytes { fread($0.baseAddress, 1, $0.count, file) }
    guard got == bytes.count else { throw CannotOpen(path: path) }
    rows = String(decoding: bytes, as: UTF8.self)
      .split(whereSeparator: \.isNewline).dropFirst(skippingHeader ? 1 : 0)
      .map { $0.split(separator: separator, omittingEmptySubsequences: false) }
  }
}
