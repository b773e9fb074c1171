import HTTPTypes
import Hummingbird
import PickAPI

extension Request {
  /// Reads the body as one JSON object, strictly, to its end.
  func object<Payload>(
    _ context: ServerContext, _ read: (inout ObjectReader) throws(Problem) -> Payload
  ) async throws -> Payload {
    // Nothing is unpacked: a small body must not become a large one.
    guard MediaType.isJSON(headers[values: .contentType]),
      (headers[.contentEncoding] ?? "identity") == "identity"
    else { throw Problem(.unsupportedMediaType) }
    let bytes = try await wholeBody(context)
    let value: JSONValue
    do throws(JSONFault) {
      value = try JSONReader.value(of: bytes)
    } catch {
      throw Problem(error == .tooManyElements ? .batchTooLarge : .invalidBody)
    }
    var reader = try ObjectReader(value)
    let payload = try read(&reader)
    try reader.end()
    return payload
  }
}

/// What a `Content-Type` says.
enum MediaType {
  /// Whether it is JSON in UTF-8; `charset` may say so, other parameters are not for us.
  static func isJSON(_ values: [String]) -> Bool {
    guard values.count == 1, let value = values.first else { return false }
    let parts = value.split(separator: ";", omittingEmptySubsequences: false).map {
      $0.trimmed.lowercased()
    }
    guard parts.first == WireJSON.mediaType else { return false }
    return parts.dropFirst().allSatisfy { $0 == "charset=utf-8" || $0 == "charset=\"utf-8\"" }
  }
}

extension Substring {
  /// Without the spaces and tabs around it.
  var trimmed: Substring {
    var rest = drop { $0 == " " || $0 == "\t" }
    while rest.last == " " || rest.last == "\t" { rest.removeLast() }
    return rest
  }
}
