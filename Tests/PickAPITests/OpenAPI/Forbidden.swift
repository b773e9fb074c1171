/// What a schema forbids: a value that is right, with one thing in it made wrong.
struct Forbidden {
  /// What is wrong, and where.
  let fault: String
  /// The value.
  let value: JSON
}

extension Schemas {
  /// The value with each thing in turn that its schema forbids; every keyword of the schema is broken
  /// at every place where it stands.
  func forbidden(_ value: JSON, _ schema: JSON, _ path: String) -> [Forbidden] {
    if let name = schema["$ref"]?.string?.split(separator: "/").last {
      return self[String(name)].map { forbidden(value, $0, path) } ?? []
    }
    let wrongKinds = Self.everyKind.filter { !$0.isKind(of: schema["type"]?.string) }
      .map { Forbidden(fault: "\(path): of another type", value: $0) }
    switch value {
    case .string: return wrongKinds + texts(schema, path)
    case .number: return wrongKinds + numbers(schema, path)
    case .boolean: return wrongKinds
    case .array(let elements): return wrongKinds + arrays(elements, schema, path)
    case .object(let members): return wrongKinds + objects(members, schema, path)
    }
  }

  private static let everyKind: [JSON] = [
    .boolean(true), .number(0.5), .string("?"), .array([]), .object([:]),
  ]

  private func texts(_ schema: JSON, _ path: String) -> [Forbidden] {
    var wrong: [Forbidden] = []
    if schema["enum"] != nil || schema["const"] != nil {
      wrong.append(Forbidden(fault: "\(path): none of the enum", value: .string("none of them")))
    }
    if let least = schema["minLength"]?.number, least > 0 {
      let short = String(repeating: "1", count: Int(least) - 1)
      wrong.append(Forbidden(fault: "\(path): too short", value: .string(short)))
    }
    if let most = schema["maxLength"]?.number {
      let long = String(repeating: "1", count: Int(most) + 1)
      wrong.append(Forbidden(fault: "\(path): too long", value: .string(long)))
    }
    if schema["pattern"] != nil {
      wrong.append(Forbidden(fault: "\(path): another pattern", value: .string("\u{0}")))
    }
    return wrong
  }

  private func numbers(_ schema: JSON, _ path: String) -> [Forbidden] {
    let below = schema["minimum"]?.number.map { $0 - 1 }
    let above = schema["maximum"]?.number.map { $0 + 1 }
    return [below, above].compactMap { $0 }
      .map { Forbidden(fault: "\(path): out of range", value: .number($0)) }
  }

  private func arrays(_ elements: [JSON], _ schema: JSON, _ path: String) -> [Forbidden] {
    guard let first = elements.first, let items = schema["items"] else { return [] }
    var wrong = forbidden(first, items, "\(path).0").map {
      Forbidden(fault: $0.fault, value: .array([$0.value] + elements.dropFirst()))
    }
    if let least = schema["minItems"]?.number, least > 0 {
      let few = Array(repeating: first, count: Int(least) - 1)
      wrong.append(Forbidden(fault: "\(path): too few", value: .array(few)))
    }
    if let most = schema["maxItems"]?.number {
      let many = Array(repeating: first, count: Int(most) + 1)
      wrong.append(Forbidden(fault: "\(path): too many", value: .array(many)))
    }
    return wrong
  }

  private func objects(_ members: [String: JSON], _ schema: JSON, _ path: String) -> [Forbidden] {
    func with(_ name: String, _ value: JSON?) -> JSON {
      var changed = members
      changed[name] = value
      return .object(changed)
    }
    let required = (schema["required"]?.array ?? []).compactMap(\.string)
    let missing = required.map { Forbidden(fault: "\(path): no \($0)", value: with($0, nil)) }
    let unknown = Forbidden(
      fault: "\(path): unknown member", value: with("unknown", .boolean(true)))
    let inside = members.flatMap { name, value in
      forbidden(value, schema["properties"]?[name] ?? .object([:]), "\(path).\(name)").map {
        Forbidden(fault: $0.fault, value: with(name, $0.value))
      }
    }
    return missing + [unknown] + inside
  }
}

extension JSON {
  /// Whether this is of a type as schemas name it.
  fileprivate func isKind(of type: String?) -> Bool {
    switch (self, type) {
    case (.boolean, "boolean"), (.number, "number"), (.string, "string"), (.array, "array"),
      (.object, "object"):
      true
    case (_, _): false
    }
  }
}
