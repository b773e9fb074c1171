/// A dictionary of bounded size, which drops its older generation when the younger is full.
///
/// It holds at most twice its capacity. A value stays at least until `capacity` others were
/// remembered.
struct Generations<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private let capacity: Int
  private var young: [Key: Value] = [:]
  private var old: [Key: Value] = [:]

  init(capacity: Int) { self.capacity = capacity }

  /// The number of entries; an entry in both generations counts twice.
  var count: Int { young.count + old.count }

  subscript(key: Key) -> Value? { young[key] ?? old[key] }

  mutating func remember(_ value: Value, for key: Key) {
    if young.count >= capacity, young[key] == nil {
      old = young
      young = [:]
    }
    young[key] = value
  }
}
