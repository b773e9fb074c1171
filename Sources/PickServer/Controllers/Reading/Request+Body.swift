import HTTPTypes
import Hummingbird
import PickAPI

extension Request {
  /// Reads the body strictly, to its end.
  func payload<Payload: WirePayload>(
    _ type: Payload.Type, _ context: ServerContext
  ) async throws -> Payload {
    precondition(context.body.payload == type, "The endpoint does not read a \(type).")
    // Nothing is unpacked: a small body must not become a large one.
    guard MediaType.isJSON(headers[values: .contentType]),
      (headers[.contentEncoding] ?? "identity") == "identity"
    else { throw Problem(.unsupportedMediaType) }
    let bytes = try await wholeBody(context)
    do throws(WireFault) {
      return try WireJSON.decodeStrictly(type, from: bytes)
    } catch {
      throw Problem(
        error.reason == .tooManyElements ? .batchTooLarge : .invalidBody,
        field: error.path.isEmpty ? nil : error.path)
    }
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
