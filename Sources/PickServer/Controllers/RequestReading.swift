import HTTPTypes
import Hummingbird
import PickAPI
import PickModel

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

  /// The whole body, as long as the route allows.
  ///
  /// - Parameter context: whose route says how much is read.
  /// - Returns: the bytes of the body.
  /// - Throws: the problem `bodyTooLarge` for a longer one, however it is sent; `malformedRequest`
  ///   for one that has no end.
  func wholeBody(_ context: ServerContext) async throws -> [UInt8] {
    var bytes: [UInt8] = []
    do {
      for try await part in body {
        guard bytes.count + part.readableBytes <= context.body.byteLimit else {
          throw Problem(.bodyTooLarge)
        }
        bytes.append(contentsOf: part.readableBytesView)
      }
    } catch let problem as Problem {
      throw problem
    } catch {
      // It broke off, or what came was no part of it: the sender's fault, and nothing for the log.
      throw Problem(.malformedRequest)
    }
    return bytes
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

  /// Whether it is a submitted form.
  static func isForm(_ values: [String]) -> Bool {
    guard values.count == 1, let first = values[0].split(separator: ";").first else { return false }
    return first.trimmed.lowercased() == "application/x-www-form-urlencoded"
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

extension ServerContext {
  /// The text of a path parameter, percent-decoded.
  ///
  /// What cannot be decoded names nothing, so it is not found.
  func path(_ name: String) throws(Problem) -> String {
    guard let segment = parameters.get(name), let text = PercentDecoding.decode(segment) else {
      throw Problem(.notFound)
    }
    return text
  }

  /// The name of a shelf in a path parameter; what no shelf can be called is not found.
  func shelf() throws(Problem) -> Shelf.ID {
    let name = try path("shelf")
    guard OutsideName.isLine(name, 1...WireLimits.shelfLength), DisplayText.isSafe(name) else {
      throw Problem(.notFound)
    }
    return Shelf.ID(name)
  }

  /// The identifier in a path parameter.
  func identifier<Subject>(_ name: String) throws(Problem) -> Identifier<Subject> {
    guard let id = Identifier<Subject>(wireText: try path(name)) else { throw Problem(.notFound) }
    return id
  }
}

/// Percent-encoded text (RFC 3986, section 2.1).
enum PercentDecoding {
  /// The text; `nil` when an escape is cut off or the bytes are not UTF-8.
  static func decode(_ text: some StringProtocol, plusIsSpace: Bool = false) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8.makeIterator()
    while let byte = rest.next() {
      switch byte {
      case UInt8(ascii: "%"):
        guard let high = rest.next().flatMap(HexDigit.value),
          let low = rest.next().flatMap(HexDigit.value)
        else { return nil }
        bytes.append(high << 4 | low)
      case UInt8(ascii: "+") where plusIsSpace: bytes.append(0x20)
      default: bytes.append(byte)
      }
    }
    return String(validating: bytes, as: UTF8.self)
  }
}

/// Takes the parameters of a query, each at most once; whatever is left was not expected.
struct QueryReader {
  private var parameters: [String: String] = [:]

  /// The parameters of a request's target.
  init(_ request: Request) throws(Problem) {
    for pair in (request.uri.query ?? "").split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = PercentDecoding.decode(parts[0], plusIsSpace: true),
        OutsideName.isPlain(name),
        let value = PercentDecoding.decode(parts.count > 1 ? parts[1] : "", plusIsSpace: true),
        parameters.updateValue(value, forKey: name) == nil
      else { throw Problem(.invalidParameter) }
    }
  }

  /// A text of so many Unicode scalars, without NUL.
  mutating func text(_ name: String, _ lengths: ClosedRange<Int>) throws(Problem) -> String {
    guard let text = parameters.removeValue(forKey: name),
      lengths.contains(text.unicodeScalars.count), !text.unicodeScalars.contains("\0")
    else { throw Problem(.invalidParameter, field: name) }
    return text
  }

  /// Printable ASCII of at most `limit` bytes.
  mutating func word(_ name: String, _ limit: Int) throws(Problem) -> String {
    guard let text = parameters.removeValue(forKey: name), !text.isEmpty,
      OutsideName.isPlain(text, limit: limit)
    else { throw Problem(.invalidParameter, field: name) }
    return text
  }

  /// A whole number within a range; `standard` when it is left out.
  mutating func integer(_ name: String, _ range: ClosedRange<Int>, standard: Int)
    throws(Problem) -> Int
  {
    guard let text = parameters.removeValue(forKey: name) else { return standard }
    guard let number = Int(text), range.contains(number) else {
      throw Problem(.invalidParameter, field: name)
    }
    return number
  }

  /// Refuses parameters nobody asked for.
  func end() throws(Problem) {
    guard parameters.isEmpty else { throw Problem(.invalidParameter) }
  }
}
