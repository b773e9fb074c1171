import Hummingbird
import PickAPI
import PickModel

extension ServerContext {
  /// The text of a path parameter, percent-decoded.
  ///
  /// What cannot be decoded names nothing, so it is not found.
  func path(_ name: String) throws(Problem) -> String {
    guard let segment = parameters.get(name), let text = PercentDecoding.decode(segment) else {
      throw Problem(.notFound)
    }
    return text
  }

  /// The name of a shelf in a path parameter; what no shelf can be called is not found.
  func shelf() throws(Problem) -> Shelf.ID {
    let name = try path("shelf")
    guard OutsideName.isLine(name, 1...WireLimits.shelfLength), DisplayText.isSafe(name) else {
      throw Problem(.notFound)
    }
    return Shelf.ID(name)
  }

  /// The identifier in a path parameter.
  func identifier<Subject>(_ name: String) throws(Problem) -> Identifier<Subject> {
    guard let id = Identifier<Subject>(wireText: try path(name)) else { throw Problem(.notFound) }
    return id
  }
}

/// Percent-encoded text (RFC 3986, section 2.1).
enum PercentDecoding {
  /// The text; `nil` when an escape is cut off or the bytes are not UTF-8.
  static func decode(_ text: some StringProtocol, plusIsSpace: Bool = false) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8.makeIterator()
    while let byte = rest.next() {
      switch byte {
      case UInt8(ascii: "%"):
        guard let high = rest.next().flatMap(HexDigit.value),
          let low = rest.next().flatMap(HexDigit.value)
        else { return nil }
        bytes.append(high << 4 | low)
      case UInt8(ascii: "+") where plusIsSpace: bytes.append(0x20)
      default: bytes.append(byte)
      }
    }
    return String(validating: bytes, as: UTF8.self)
  }
}
