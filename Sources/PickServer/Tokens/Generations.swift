/// A dictionary that forgets: when so many entries are new, the older ones go.
///
/// Holds at most twice its capacity, and an entry that is used is kept at least until as many others
/// have come.
struct Generations<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private let capacity: Int
  private var young: [Key: Value] = [:]
  private var old: [Key: Value] = [:]

  init(capacity: Int) { self.capacity = capacity }

  /// How many entries there are, those of both generations counted twice.
  var count: Int { young.count + old.count }

  /// The value of a key, if it is not forgotten.
  subscript(key: Key) -> Value? { young[key] ?? old[key] }

  /// Remembers a value.
  mutating func remember(_ value: Value, for key: Key) {
    if young.count >= capacity, young[key] == nil {
      old = young
      young = [:]
    }
    young[key] = value
  }
}
