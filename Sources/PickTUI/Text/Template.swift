import PickModel

/// A text with named placeholders.
enum Template {
  /// The text with every placeholder that has an argument replaced.
  static func filled(_ text: String, _ arguments: [String: String]) -> String {
    var result = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      result += rest[..<open]
      let placeholder = rest[rest.index(after: open)..<close]
      result += value(of: placeholder, arguments) ?? String(rest[open...close])
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }

  /// The names of a text's placeholders.
  static func placeholders(of text: String) -> Set<String> {
    var names: Set<String> = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      let placeholder = rest[rest.index(after: open)..<close]
      names.insert(String(placeholder.prefix { $0 != ":" }))
      rest = rest[rest.index(after: close)...]
    }
    return names
  }

  private static func value(
    of placeholder: Substring, _ arguments: [String: String]
  ) -> String? {
    let parts = placeholder.split(separator: ":", maxSplits: 1)
    guard let name = parts.first, let argument = arguments[String(name)] else { return nil }
    guard parts.count == 2, let particle = particles[String(parts[1])] else { return argument }
    return particle.attached(to: argument)
  }

  private static let particles: [String: Josa] = [
    "을/를": .object, "은/는": .topic, "이/가": .subject, "과/와": .with,
  ]
}
