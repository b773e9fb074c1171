import PickModel

/// One member of a JSON object: its name, its value and where the value comes from.
///
/// `Value` is what reading gives to the function that makes the object.
struct WireMember<Owner, Value>: Sendable {
  let name: String
  let isRequired: Bool
  let schema: Schema
  /// Writes key and value, or nothing when the value is not there.
  let write: @Sendable (Owner, inout JSONWriter) -> Void
  let read: @Sendable (inout ObjectReader) throws(WireFault) -> Value

  /// A member that is always there.
  static func required(
    _ name: String, _ type: WireType<Value>, _ value: @escaping @Sendable (Owner) -> Value
  ) -> WireMember {
    let (key, write) = (JSONKey(name), type.write)
    return WireMember(name: name, isRequired: true, schema: type.schema) { owner, writer in
      writer.key(key)
      write(value(owner), &writer)
    } read: { (object) throws(WireFault) in
      guard let value = try object.take(name, type) else { throw WireFault(name) }
      return value
    }
  }

  /// A member that is left out when there is no value.
  static func optional<Wrapped>(
    _ name: String, _ type: WireType<Wrapped>, _ value: @escaping @Sendable (Owner) -> Wrapped?
  ) -> WireMember where Value == Wrapped? {
    let (key, write) = (JSONKey(name), type.write)
    return WireMember(name: name, isRequired: false, schema: type.schema) { owner, writer in
      guard let value = value(owner) else { return }
      writer.key(key)
      write(value, &writer)
    } read: { (object) throws(WireFault) in
      try object.take(name, type)
    }
  }

  /// A member that follows from the others: always written, and passed over by a reader.
  static func derived<Written>(
    _ name: String, _ type: WireType<Written>, _ value: @escaping @Sendable (Owner) -> Written
  ) -> WireMember where Value == Void {
    let (key, write) = (JSONKey(name), type.write)
    return WireMember(name: name, isRequired: true, schema: type.schema) { owner, writer in
      writer.key(key)
      write(value(owner), &writer)
    } read: { (object) throws(WireFault) in
      object.pass(name)
    }
  }
}

extension WireMember where Value == Void {
  /// A text that is always the same: always written, and passed over by a reader.
  static func constant(_ name: String, _ text: String) -> WireMember {
    derived(name, .constant(text), { _ in text })
  }
}

/// The description of a JSON object, with its members one by one.
///
/// The function that makes the value takes what the members give, in their order: a property without
/// a member, or a member without a property, does not compile.
struct WireObject<Value>: Sendable {
  struct Member: Sendable {
    let name: String
    let write: @Sendable (Value, inout JSONWriter) -> Void
  }

  /// The members in the order in which they were described; pages that are asked for often have it.
  let members: [Member]
  let type: WireType<Value>

  init<each Part>(
    _ component: String, about description: String? = nil,
    _ make: @escaping @Sendable (repeat each Part) throws(WireFault) -> Value,
    _ parts: repeat WireMember<Value, each Part>
  ) {
    var members: [Member] = []
    var properties: [(String, YAML)] = []
    var required: [YAML] = []
    var uses: [Schema] = []
    for part in repeat each parts {
      members.append(Member(name: part.name, write: part.write))
      properties.append((part.name, part.schema.reference))
      if part.isRequired { required.append(.text(part.name)) }
      uses.append(part.schema)
    }
    var facts: [(String, YAML)] = [("type", .text("object"))]
    if let description { facts.append(("description", .text(description))) }
    facts.append(("additionalProperties", .boolean(false)))
    if !required.isEmpty { facts.append(("required", .list(required))) }
    facts.append(("properties", .map(properties)))

    self.members = members
    let sorted = members.sorted { $0.name < $1.name }.map { $0.write }
    type = WireType(Schema(facts: facts, uses: uses).named(component)) { value, writer in
      writer.open()
      if writer.isSorted {
        for write in sorted { write(value, &writer) }
      } else {
        repeat (each parts).write(value, &writer)
      }
      writer.close()
    } read: { (json, reading) throws(WireFault) in
      guard case .object(let found) = json else { throw WireFault() }
      var object = ObjectReader(found, reading)
      let value = try make(repeat try (each parts).read(&object))
      try object.end()
      return value
    }
  }
}

extension WireType {
  /// An object; `component` is its name in the document.
  static func object<each Part>(
    _ component: String, about description: String? = nil,
    _ make: @escaping @Sendable (repeat each Part) throws(WireFault) -> Value,
    _ parts: repeat WireMember<Value, each Part>
  ) -> WireType {
    WireObject(component, about: description, make, repeat each parts).type
  }
}

/// Takes the members of one JSON object; a strict one refuses what is left at the end.
struct ObjectReader {
  private var members: [String: JSONValue]
  var reading: WireReading

  init(_ members: [String: JSONValue], _ reading: WireReading) {
    self.members = members
    self.reading = reading
  }

  /// The value of a member; `nil` when it is not there.
  mutating func take<Value>(_ name: String, _ type: WireType<Value>) throws(WireFault) -> Value? {
    guard let value = members[name] else { return nil }
    pass(name)
    if value == .null, !reading.isStrict { return nil }
    do {
      return try type.read(value, reading)
    } catch { throw error.inside(name) }
  }

  /// Leaves a member unread.
  mutating func pass(_ name: String) {
    if reading.isStrict { members[name] = nil }
  }

  /// Refuses members that are not described.
  func end() throws(WireFault) {
    // Their names are the sender's: they are not repeated.
    guard !reading.isStrict || members.isEmpty else { throw WireFault(reason: .unknownMember) }
  }
}
