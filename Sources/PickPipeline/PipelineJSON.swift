import Foundation
import PickModel

/// JSON of the pipeline, its ledger and its registry: one member a line, keys sorted, so that equal
/// values are equal bytes.
package enum PipelineJSON {
  /// A value as what a file or the ledger holds.
  package static func encode(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return [UInt8](try encoder.encode(value))
  }

  /// A value as it is printed: the same, with nothing in it that steers a terminal.
  package static func text(_ value: some Encodable) throws -> String {
    DisplayText.escapedJSON(String(decoding: try encode(value), as: UTF8.self))
  }

  /// A value that `encode` wrote.
  package static func decode<Value: Decodable>(
    _ type: Value.Type, from bytes: [UInt8]
  ) throws -> Value {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return try decoder.decode(type, from: Data(bytes))
  }
}
