import Foundation
import PickAPI
import Yams

/// The schemas of `openapi.yaml`, and whether a value is what they say.
///
/// Knows the keywords the document uses, no more.
struct Schemas {
  let document: JSON

  init() throws { document = try YAMLDecoder().decode(JSON.self, from: OpenAPIDocument.text) }

  /// The schema of that name.
  subscript(name: String) -> JSON? { document["components"]?["schemas"]?[name] }

  /// What of a payload is not as the schema of that name says.
  func faults(of payload: some WirePayload, as name: String) throws -> [String] {
    let value = try JSONDecoder().decode(JSON.self, from: Data(WireJSON.encode(payload)))
    guard let schema = self[name] else { return ["there is no schema \(name)"] }
    return faults(value, schema, name)
  }

  private func faults(_ value: JSON, _ schema: JSON, _ path: String) -> [String] {
    if let reference = schema["$ref"]?.string, let name = reference.split(separator: "/").last {
      return self[String(name)].map { faults(value, $0, path) } ?? ["no \(reference)"]
    }
    if let allowed = schema["enum"]?.array, !allowed.contains(value) {
      return ["\(path): \(value) is none of the enum"]
    }
    if let constant = schema["const"], constant != value { return ["\(path): not the constant"] }
    switch (schema["type"]?.string, value) {
    case ("boolean", .boolean): return []
    case ("number", .number): return []
    case ("integer", .number(let number)):
      let isWithin =
        number.rounded() == number && number >= schema["minimum"]?.number ?? -.infinity
        && number <= schema["maximum"]?.number ?? .infinity
      return isWithin ? [] : ["\(path): \(number) is out of range"]
    case ("string", .string(let text)): return faults(text, schema, path)
    case ("array", .array(let elements)):
      guard let items = schema["items"] else { return ["\(path): no items"] }
      return elements.enumerated().flatMap { faults($1, items, "\(path).\($0)") }
    case ("object", .object(let members)): return faults(members, schema, path)
    case (let type, _): return ["\(path): \(value) is no \(type ?? "?")"]
    }
  }

  private func faults(_ text: String, _ schema: JSON, _ path: String) -> [String] {
    let length = Double(text.unicodeScalars.count)
    guard length >= schema["minLength"]?.number ?? 0,
      length <= schema["maxLength"]?.number ?? .infinity
    else { return ["\(path): \(length) letters"] }
    guard let pattern = schema["pattern"]?.string else { return [] }
    let isMatch = (try? Regex(pattern).wholeMatch(in: text)) != nil
    return isMatch ? [] : ["\(path): \(text) does not match \(pattern)"]
  }

  private func faults(_ members: [String: JSON], _ schema: JSON, _ path: String) -> [String] {
    let properties = schema["properties"]?.object ?? [:]
    let required = (schema["required"]?.array ?? []).compactMap(\.string)
    let missing = required.filter { members[$0] == nil }.map { "\(path): no \($0)" }
    return missing
      + members.flatMap { key, value in
        properties[key].map { faults(value, $0, "\(path).\(key)") }
          ?? ["\(path): \(key) is not in the document"]
      }
  }
}
