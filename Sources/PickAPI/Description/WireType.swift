import PickModel

/// A value that travels as the body of a request or an answer, or as a part of one.
public protocol WirePayload: Sendable {
  /// How the value is written, read and documented.
  static var wire: WireType<Self> { get }
}

/// The description of one kind of JSON value: its writer, its reader and its schema.
///
/// The constants and functions that return one (`.text(1...64)`, `.instant`, `.object(…)`) are the
/// only places where these three are stated, so they cannot contradict each other.
public struct WireType<Value>: Sendable {
  let schema: Schema
  let write: @Sendable (Value, inout JSONWriter) -> Void
  let read: @Sendable (JSONValue, WireReading) throws(WireFault) -> Value

  init(
    _ schema: Schema, write: @escaping @Sendable (Value, inout JSONWriter) -> Void,
    read: @escaping @Sendable (JSONValue, WireReading) throws(WireFault) -> Value
  ) {
    self.schema = schema
    self.write = write
    self.read = read
  }

  /// The same value with a sentence in the document.
  func described(_ text: String) -> WireType {
    WireType(schema.with("description", .text(text)), write: write, read: read)
  }

  /// Another Swift type that travels as this one.
  func map<Other>(
    _ make: @escaping @Sendable (Value) -> Other?, _ value: @escaping @Sendable (Other) -> Value
  ) -> WireType<Other> {
    WireType<Other>(schema) { other, writer in
      write(value(other), &writer)
    } read: { (json, reading) throws(WireFault) in
      guard let other = make(try read(json, reading)) else { throw WireFault() }
      return other
    }
  }
}

/// How a value is read.
struct WireReading: Sendable {
  /// Whether limits hold and unknown members are refused, as the server reads.
  ///
  /// A client passes over what it does not know and takes what a newer server has found right.
  let isStrict: Bool
  /// The reason that cards without one of their own have.
  var commonReason: Reason?
}

// MARK: Texts

extension WireType<String> {
  /// Any text.
  static var text: WireType {
    WireType(Schema("string")) { text, writer in
      writer.string(text)
    } read: { (json, _) throws(WireFault) in
      guard case .string(let text) = json else { throw WireFault() }
      return text
    }
  }

  /// A text of so many Unicode scalars, without NUL.
  static func text(_ lengths: ClosedRange<Int>) -> WireType {
    limited(lengths, pattern: #"^[^\u0000]*$"#) {
      lengths.contains($0.unicodeScalars.count) && !$0.unicodeScalars.contains("\0")
    }
  }

  /// A text of so many Unicode scalars without control characters.
  static func line(_ lengths: ClosedRange<Int>) -> WireType {
    limited(lengths, pattern: #"^[^\u0000-\u001F\u007F-\u009F]*$"#) {
      OutsideName.isLine($0, lengths)
    }
  }

  /// So many characters of printable ASCII.
  static func word(_ lengths: ClosedRange<Int>) -> WireType {
    limited(lengths, pattern: #"^[\u0020-\u007E]*$"#) {
      lengths.contains($0.utf8.count) && OutsideName.isPlain($0, limit: lengths.upperBound)
    }
  }

  /// A text of a form that the document states and only its writer has to know.
  static func text(pattern: String) -> WireType {
    WireType(Schema("string", ("pattern", .text(pattern))), write: text.write, read: text.read)
  }

  /// Always the same text.
  static func constant(_ value: String) -> WireType {
    WireType(Schema("string", ("const", .text(value))), write: text.write, read: text.read)
  }

  private static func limited(
    _ lengths: ClosedRange<Int>, pattern: String, _ isRight: @escaping @Sendable (String) -> Bool
  ) -> WireType {
    let any = text
    let shortest: [(String, YAML)] =
      lengths.lowerBound == 0 ? [] : [("minLength", .integer(Int64(lengths.lowerBound)))]
    let schema = Schema(
      facts: [("type", .text("string"))] + shortest + [
        ("maxLength", .integer(Int64(lengths.upperBound))), ("pattern", .text(pattern)),
      ])
    return WireType(schema, write: any.write) { (json, reading) throws(WireFault) in
      let text = try any.read(json, reading)
      guard !reading.isStrict || isRight(text) else { throw WireFault() }
      return text
    }
  }
}

// MARK: Numbers and truth

extension WireType<Int64> {
  fileprivate static func number(_ schema: Schema, _ range: ClosedRange<Int64>) -> WireType {
    WireType(schema) { number, writer in
      writer.number(number)
    } read: { (json, reading) throws(WireFault) in
      guard case .integer(let number) = json, !reading.isStrict || range.contains(number) else {
        throw WireFault()
      }
      return number
    }
  }
}

extension WireType<Int> {
  /// A whole number, at least and at most so large where a limit is given.
  static func integer(from least: Int? = nil, to most: Int? = nil) -> WireType {
    let limits = [("minimum", least), ("maximum", most)].compactMap { name, limit in
      limit.map { (name, YAML.integer(Int64($0))) }
    }
    return WireType<Int64>.number(
      Schema(facts: [("type", .text("integer"))] + limits),
      Int64(least ?? .min)...Int64(most ?? .max)
    ).map(Int.init(exactly:), Int64.init)
  }

  /// Seconds of a part, or a place in it: at most a week.
  static var seconds: WireType {
    let type = integer(from: 0, to: WireLimits.longestSeconds)
    return WireType(type.schema.named("Seconds"), write: type.write, read: type.read)
  }
}

extension WireType<Double> {
  /// Any number; what JSON cannot say is written as the nearest that it can.
  static var number: WireType {
    WireType(Schema("number")) { number, writer in
      writer.number(
        number.isNaN ? 0 : min(WireJSON.largestNumber, max(-WireJSON.largestNumber, number)))
    } read: { (json, _) throws(WireFault) in
      switch json {
      case .integer(let number): return Double(number)
      case .number(let number): return number
      case .object, .array, .string, .boolean, .null: throw WireFault()
      }
    }
  }
}

extension WireType<Bool> {
  static var boolean: WireType {
    WireType(Schema("boolean")) { value, writer in
      writer.boolean(value)
    } read: { (json, _) throws(WireFault) in
      guard case .boolean(let value) = json else { throw WireFault() }
      return value
    }
  }

  /// A member that is there and true, or not there.
  static var present: WireType {
    WireType(
      Schema("boolean", ("const", .boolean(true))), write: boolean.write, read: boolean.read)
  }
}

// MARK: Instants, identifiers, names

extension WireType<Instant> {
  /// Milliseconds since 1970.
  static var instant: WireType {
    WireType<Int64>.number(
      Schema(
        "integer", ("format", .text("int64")),
        ("description", .text("Milliseconds since 1970-01-01T00:00:00Z.")),
        ("example", .integer(1_795_154_700_000))
      ).named("Instant"), .min ... .max
    ).map(Instant.init(millisecondsSince1970:), \.millisecondsSince1970)
  }

  /// An instant that can have happened, as far as any clock goes.
  static var pastInstant: WireType {
    WireType<Int64>.number(
      Schema(
        "integer", ("format", .text("int64")), ("minimum", .integer(WireLimits.earliest)),
        ("maximum", .integer(WireLimits.latest)),
        (
          "description",
          .text(
            "Milliseconds since 1970. Five minutes ahead of the server's clock is the future: "
              + "refused (`instant_in_future`), in a batch rejected.")
        )
      ).named("PastInstant"), WireLimits.earliest...WireLimits.latest
    ).map(Instant.init(millisecondsSince1970:), \.millisecondsSince1970)
  }
}

extension WireType {
  /// A string of digits, because JavaScript cannot hold 63 bits in a number.
  static func identifier<Subject>() -> WireType where Value == Identifier<Subject> {
    WireType(.identifier) { id, writer in
      writer.quoted(id.rawValue)
    } read: { (json, _) throws(WireFault) in
      guard case .string(let text) = json, let id = Identifier<Subject>(wireText: text) else {
        throw WireFault()
      }
      return id
    }
  }

  /// One value of a closed set; `component` is its name in the document when it has one.
  static func name(_ component: String? = nil) -> WireType where Value: WireNamed {
    let names = Value.wireValues.map { YAML.text($0.wireName) }
    let schema = Schema("string", ("enum", .list(names)))
    return WireType(component.map(schema.named) ?? schema) { value, writer in
      writer.string(value.wireName)
    } read: { (json, _) throws(WireFault) in
      guard case .string(let text) = json, let value = Value(wireName: text) else {
        throw WireFault()
      }
      return value
    }
  }

  /// A payload that has a description of its own.
  static func payload() -> WireType where Value: WirePayload { Value.wire }

  /// An array of payloads, at least and at most so many where a limit is given.
  static func list<Element: WirePayload>(from least: Int? = nil, to most: Int? = nil) -> WireType
  where Value == [Element] { list(of: Element.wire, from: least, to: most) }

  /// An array, at least and at most so many elements where a limit is given.
  static func list<Element>(
    of element: WireType<Element>, from least: Int? = nil, to most: Int? = nil
  ) -> WireType where Value == [Element] {
    let limit = [("minItems", least), ("maxItems", most)].compactMap { name, limit in
      limit.map { (name, YAML.integer(Int64($0))) }
    }
    let schema = Schema(
      facts: [("type", .text("array"))] + limit + [("items", element.schema.reference)],
      uses: [element.schema])
    let write = element.write
    return WireType(schema) { elements, writer in
      writer.list(elements, write)
    } read: { (json, reading) throws(WireFault) in
      let elements = try readList(json, element, reading)
      let isWithin = elements.count >= least ?? 0 && elements.count <= most ?? .max
      guard !reading.isStrict || isWithin else { throw WireFault() }
      return elements
    }
  }

  static func readList<Element>(
    _ json: JSONValue, _ element: WireType<Element>, _ reading: WireReading
  ) throws(WireFault) -> [Element] {
    guard case .array(let values) = json else { throw WireFault() }
    var elements: [Element] = []
    elements.reserveCapacity(values.count)
    for (index, value) in values.enumerated() {
      do {
        elements.append(try element.read(value, reading))
      } catch { throw error.inside("\(index)") }
    }
    return elements
  }
}

extension WireType<EventID> {
  /// 32 lower-case hexadecimal digits.
  static var event: WireType {
    WireType<String>.text(pattern: "^[0-9a-f]{32}$")
      .described("128 bits; the first 48 are the fact's time in milliseconds.")
      .named("EventIdentity").map(EventID.init(wireText:), \.wireText)
  }
}

extension WireType<SessionID> {
  static var session: WireType {
    WireType<String>.text(pattern: "^[0-9a-f]{32}$").named("SessionIdentity")
      .map(SessionID.init(_:), \.rawValue)
  }
}

extension WireType<PictureID> {
  static var picture: WireType {
    WireType<String>.text(pattern: "^[0-9a-f]{16}$")
      .described("The version of the title's picture; there is none without it.")
      .named("PictureVersion").map({ PictureID($0) }, \.description)
  }
}

extension WireType<PageCursor> {
  static var cursor: WireType { WireType<String>.text.map(PageCursor.init(_:), \.text) }
}

extension WireType<AgeRating> {
  static var ageRating: WireType {
    let ages = AgeRating.allCases.map { YAML.integer(Int64($0.rawValue)) }
    let schema = Schema(
      "integer", ("enum", .list(ages)),
      ("description", .text("The youngest age, as Korea rates it.")))
    return WireType<Int64>.number(schema.named("AgeRating"), .min ... .max)
      .map({ Int(exactly: $0).flatMap(AgeRating.init(rawValue:)) }, { Int64($0.rawValue) })
  }
}

extension WireType {
  /// The same value under a name of its own in the document.
  fileprivate func named(_ component: String) -> WireType {
    WireType(schema.named(component), write: write, read: read)
  }
}
