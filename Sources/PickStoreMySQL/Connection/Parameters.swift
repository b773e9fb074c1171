import CMariaDB
import PickCore

/// The values of one execution, laid out for the library: numbers in slots of eight bytes, texts
/// behind each other.
struct Parameters {
  private var binds: [MYSQL_BIND] = []
  private var slots: [UInt64] = []
  private var bytes: [UInt8] = []
  /// Where in `bytes` a value begins; `nil` for what is in a slot.
  private var offsets: [Int?] = []

  init(_ values: [SQLValue]) {
    binds.reserveCapacity(values.count)
    slots.reserveCapacity(values.count)
    offsets.reserveCapacity(values.count)
    for value in values { append(value) }
  }

  private mutating func append(_ value: SQLValue) {
    switch value {
    case .null: append(MYSQL_TYPE_NULL, slot: 0)
    case .integer(let number): append(MYSQL_TYPE_LONGLONG, slot: UInt64(bitPattern: number))
    case .real(let number): append(MYSQL_TYPE_DOUBLE, slot: number.bitPattern)
    case .text(let text): append(MYSQL_TYPE_STRING, text.utf8)
    case .bytes(let bytes): append(MYSQL_TYPE_BLOB, bytes)
    }
  }

  private mutating func append(_ type: enum_field_types, slot: UInt64) {
    var bind = MYSQL_BIND()
    bind.buffer_type = type
    binds.append(bind)
    slots.append(slot)
    offsets.append(nil)
  }

  private mutating func append(_ type: enum_field_types, _ content: some Collection<UInt8>) {
    var bind = MYSQL_BIND()
    bind.buffer_type = type
    bind.buffer_length = UInt(content.count)
    binds.append(bind)
    slots.append(0)
    offsets.append(bytes.count)
    bytes.append(contentsOf: content)
  }

  var count: Int { binds.count }

  /// Runs `body` with what the library reads; none of it lives longer than the call.
  mutating func withBinds<Answer>(_ body: (UnsafeMutablePointer<MYSQL_BIND>?) -> Answer) -> Answer {
    // A text without a byte still needs an address.
    bytes.append(0)
    return slots.withUnsafeMutableBytes { slots in
      bytes.withUnsafeMutableBytes { bytes in
        for index in binds.indices {
          let slot = slots.baseAddress.map { $0 + 8 * index }
          if let offset = offsets[index] {
            binds[index].buffer = bytes.baseAddress.map { $0 + offset }
          } else {
            binds[index].buffer = slot
          }
        }
        return binds.withUnsafeMutableBufferPointer { body($0.baseAddress) }
      }
    }
  }
}
