/// A value of a YAML document, its members in a fixed order.
indirect enum YAML: Sendable {
  case text(String)
  case integer(Int64)
  case boolean(Bool)
  case list([YAML])
  case map([(String, YAML)])

  /// The document: block style for maps, flow style for lists of plain values.
  var document: String {
    var lines: [String] = []
    write(&lines, indent: "")
    return lines.joined(separator: "\n") + "\n"
  }

  private func write(_ lines: inout [String], indent: String) {
    switch self {
    case .map(let members):
      for (key, value) in members { value.write(under: indent + Self.quoted(key), &lines, indent) }
    case .list(let elements):
      for element in elements { element.writeElement(&lines, indent) }
    case .text, .integer, .boolean: lines.append(indent + scalar)
    }
  }

  /// Writes the value behind its key.
  private func write(under key: String, _ lines: inout [String], _ indent: String) {
    switch self {
    case .map(let members) where members.isEmpty: lines.append("\(key): {}")
    case .map:
      lines.append("\(key):")
      write(&lines, indent: indent + "  ")
    case .list(let elements) where elements.allSatisfy(\.isScalar):
      lines.append("\(key): [\(elements.map(\.scalar).joined(separator: ", "))]")
    case .list:
      lines.append("\(key):")
      write(&lines, indent: indent + "  ")
    case .text(let text) where text.contains("\n"):
      // Only whole lines are written in this style.
      lines.append("\(key): |")
      for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
        lines.append(line.isEmpty ? "" : "\(indent)  \(line)")
      }
    case .text, .integer, .boolean: lines.append("\(key): \(scalar)")
    }
  }

  private func writeElement(_ lines: inout [String], _ indent: String) {
    let start = lines.count
    write(&lines, indent: indent + "  ")
    lines[start] = indent + "- " + lines[start].dropFirst(indent.count + 2)
  }

  private var isScalar: Bool {
    switch self {
    case .text, .integer, .boolean: true
    case .list, .map: false
    }
  }

  private var scalar: String {
    switch self {
    case .text(let text): Self.quoted(text)
    case .integer(let number): String(number)
    case .boolean(let value): value ? "true" : "false"
    case .list, .map: ""
    }
  }

  /// A text as it is where that is safe, else in quotes, as JSON has it.
  private static func quoted(_ text: String) -> String {
    let isPlain =
      text.utf8.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
          || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
          || " _-/.{}$();,+'".utf8.contains(byte)
      }
      && text.utf8.first.map { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20) } == true
      && text.utf8.last != UInt8(ascii: " ")
      && !["true", "false", "null", "yes", "no"].contains(text)
      && !text.contains { "{}[],".contains($0) }
    if isPlain || text == "$ref" || (text.hasPrefix("/") && !text.contains("#")) { return text }
    var writer = JSONWriter()
    writer.string(text)
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}
