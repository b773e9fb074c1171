/// Any JSON or YAML value, for tests that look at documents as documents.
enum JSON: Codable, Equatable {
  case boolean(Bool)
  case number(Double)
  case string(String)
  case array([JSON])
  case object([String: JSON])

  init(from decoder: any Decoder) throws {
    if let object = try? [String: JSON](from: decoder) {
      self = .object(object)
    } else if let array = try? [JSON](from: decoder) {
      self = .array(array)
    } else {
      let value = try decoder.singleValueContainer()
      if let boolean = try? value.decode(Bool.self) {
        self = .boolean(boolean)
      } else if let number = try? value.decode(Double.self) {
        self = .number(number)
      } else {
        self = .string(try value.decode(String.self))
      }
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .boolean(let value): try container.encode(value)
    case .number(let value):
      // A whole number is written as one: readers of JSON tell 5 from 5.0.
      if let whole = Int64(exactly: value) {
        try container.encode(whole)
      } else {
        try container.encode(value)
      }
    case .string(let value): try container.encode(value)
    case .array(let value): try container.encode(value)
    case .object(let value): try container.encode(value)
    }
  }

  subscript(key: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members[key]
  }

  var string: String? {
    guard case .string(let string) = self else { return nil }
    return string
  }

  var number: Double? {
    guard case .number(let number) = self else { return nil }
    return number
  }

  var array: [JSON] {
    guard case .array(let array) = self else { return [] }
    return array
  }

  var object: [String: JSON] {
    guard case .object(let object) = self else { return [:] }
    return object
  }
}
