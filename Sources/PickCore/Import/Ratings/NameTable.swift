/// Numbers names from 0 in the order they first appear, without making strings of them.
///
/// Open addressing over one array of bytes: a million look-ups allocate nothing.
struct NameTable: Sendable {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  /// Numbers of names by hash, −1 where there is none; the length is a power of two.
  private var slots = [Int32](repeating: -1, count: 64)

  /// How many names there are.
  var count: Int { ends.count }

  /// The bytes of a name.
  func name(_ number: Int) -> ArraySlice<UInt8> {
    bytes[(number == 0 ? 0 : ends[number - 1])..<ends[number]]
  }

  /// The number of a name; a new one when it was not met before.
  mutating func number(adding name: ArraySlice<UInt8>) -> Int32 {
    if 4 * (ends.count + 1) > 3 * slots.count { grow() }
    let slot = slot(of: name)
    guard slots[slot] < 0 else { return slots[slot] }
    slots[slot] = Int32(ends.count)
    bytes.append(contentsOf: name)
    ends.append(bytes.count)
    return slots[slot]
  }

  /// The number of a name; `nil` when it was never met.
  func number(of name: ArraySlice<UInt8>) -> Int32? {
    let number = slots[slot(of: name)]
    return number < 0 ? nil : number
  }

  /// Where the name is, or the free slot where it would go.
  private func slot(of name: ArraySlice<UInt8>) -> Int {
    var hasher = Hasher()
    name.withUnsafeBytes { hasher.combine(bytes: $0) }
    var slot = hasher.finalize() & (slots.count - 1)
    while slots[slot] >= 0, !self.name(Int(slots[slot])).elementsEqual(name) {
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: 2 * slots.count)
    for number in ends.indices { slots[slot(of: name(number))] = Int32(number) }
  }
}
