/// Turns a file of UTF-16 into UTF-8, a piece at a time.
///
/// Half a pair of surrogates becomes a byte that UTF-8 does not have, so that its row is refused and
/// nothing is replaced.
struct UTF16Reading {
  private let encoding: TextEncoding
  private var rest: [UInt8] = []

  /// A reader of UTF-16.
  init(_ encoding: TextEncoding) { self.encoding = encoding }

  /// Takes bytes and appends what they spell; what is cut off waits for the next ones.
  mutating func turn(_ bytes: [UInt8], isLast: Bool, into output: inout [UInt8]) {
    rest += bytes
    var units = encoding.units(rest[...])
    var used = units.count * 2
    if !isLast, let last = units.last, UTF16.isLeadSurrogate(last) {
      units.removeLast()
      used -= 2
    }
    rest.removeFirst(used)
    var decoder = UTF16()
    var source = units.makeIterator()
    reading: while true {
      switch decoder.decode(&source) {
      case .scalarValue(let scalar): output.append(contentsOf: String(scalar).utf8)
      case .emptyInput: break reading
      case .error: output.append(0xFF)
      }
    }
    if isLast, !rest.isEmpty {
      output.append(0xFF)
      rest = []
    }
  }
}
