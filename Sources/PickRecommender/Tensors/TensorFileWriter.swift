/// Encodes tensors as a safetensors file; equal input gives equal bytes.
public struct TensorFileWriter: Sendable {
  private struct Part: Sendable {
    let name: String
    let typeName: String
    let shape: [Int]
    let bytes: [UInt8]
  }

  private let metadata: [String: String]
  private var parts: [Part] = []

  /// A file without tensors, with metadata.
  public init(metadata: [String: String] = [:]) { self.metadata = metadata }

  /// Adds a tensor, by default with the shape of a vector; names must differ.
  public mutating func add<Element: TensorElement>(
    _ name: String, _ storage: TensorStorage<Element>, shape: [Int]? = nil
  ) {
    let shape = shape ?? [storage.count]
    precondition(shape.reduce(1, *) == storage.count, "the shape's product is the element count")
    precondition(!parts.contains { $0.name == name }, "one tensor of a name")
    let bytes = storage.withSpan { span in
      span.bytes.withUnsafeBytes { [UInt8]($0) }
    }
    parts.append(Part(name: name, typeName: Element.typeName, shape: shape, bytes: bytes))
  }

  /// The bytes of the file; wider elements come first, so that every tensor is aligned without
  /// gaps.
  public func encoded() -> [UInt8] {
    let ordered = parts.sorted {
      let (left, right) = (Self.size(of: $0), Self.size(of: $1))
      return left != right ? left > right : $0.name < $1.name
    }
    var header = Self.header(metadata: metadata, parts: ordered).utf8.map { $0 }
    // The header is padded with spaces, as the format allows, so that data start at a multiple of
    // 64 bytes.
    while !(header.count + 8).isMultiple(of: 64) { header.append(UInt8(ascii: " ")) }
    var file: [UInt8] = []
    file.reserveCapacity(8 + header.count + ordered.reduce(0) { $0 + $1.bytes.count })
    withUnsafeBytes(of: UInt64(header.count).littleEndian) { file.append(contentsOf: $0) }
    file.append(contentsOf: header)
    for part in ordered { file.append(contentsOf: part.bytes) }
    return file
  }

  private static func size(of part: Part) -> Int { TensorHeader.elementSizes[part.typeName] ?? 0 }

  private static func header(metadata: [String: String], parts: [Part]) -> String {
    var members: [String] = []
    if !metadata.isEmpty {
      let words = metadata.sorted { $0.key < $1.key }
        .map { "\(quoted($0.key)):\(quoted($0.value))" }
      members.append("\"__metadata__\":{\(words.joined(separator: ","))}")
    }
    var offset = 0
    for part in parts {
      let shape = part.shape.map(String.init).joined(separator: ",")
      let end = offset + part.bytes.count
      members.append(
        "\(quoted(part.name)):{\"dtype\":\"\(part.typeName)\",\"shape\":[\(shape)],"
          + "\"data_offsets\":[\(offset),\(end)]}")
      offset = end
    }
    return "{\(members.joined(separator: ","))}"
  }

  private static func quoted(_ text: String) -> String {
    precondition(!text.unicodeScalars.contains { $0.value < 0x20 }, "no control characters")
    // Text is escaped by scalar, because a combining mark after a quotation mark forms one
    // character with it.
    let escaped = text.unicodeScalars.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }
    return "\"" + escaped.joined() + "\""
  }
}
