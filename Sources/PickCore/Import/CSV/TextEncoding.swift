/// The encodings a file may be in.
public enum TextEncoding: String, CaseIterable, Sendable {
  /// UTF-8, with or without a byte order mark.
  case utf8 = "UTF-8"
  /// Microsoft's code page 949 (통합 완성형), a superset of EUC-KR.
  case cp949 = "CP949"

  /// Reads a name as people write it: "utf8", "EUC-KR", "cp949", "ms949", "uhc".
  public init?(named name: String) {
    let letters = name.lowercased().filter { $0.isLetter || $0.isNumber }
    switch letters {
    case "utf8", "utf8bom", "utf8sig": self = .utf8
    case "cp949", "euckr", "ms949", "uhc", "windows949", "ksc56011987": self = .cp949
    default: return nil
    }
  }

  /// The text these bytes spell; `nil` when they are not of this encoding.
  ///
  /// Never replaces a byte.
  public func text(_ bytes: ArraySlice<UInt8>) -> String? {
    switch self {
    case .utf8: String(validating: bytes, as: UTF8.self)
    case .cp949: CP949.text(bytes)
    }
  }

  /// The bytes that spell the text; `nil` when the encoding lacks one of its characters.
  public func bytes(_ text: String) -> [UInt8]? {
    switch self {
    case .utf8: Array(text.utf8)
    case .cp949: CP949.bytes(text)
    }
  }

  /// Whether the bytes are of this encoding.
  func isValid(_ bytes: [UInt8]) -> Bool {
    switch self {
    case .utf8: String(validating: bytes, as: UTF8.self) != nil
    case .cp949: CP949.isValid(bytes)
    }
  }
}
