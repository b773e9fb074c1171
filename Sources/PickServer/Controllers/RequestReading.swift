import HTTPTypes
import Hummingbird
import PickAPI
import PickModel

extension Request {
  /// Reads the whole body and decodes it strictly.
  func payload<Payload: WirePayload>(
    _ type: Payload.Type, _ context: ServerContext
  ) async throws -> Payload {
    precondition(context.body.payload == type, "The endpoint does not read a \(type).")
    // Compressed bodies are refused: a small one could unpack to a large one.
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

  /// Reads the whole body, up to the limit of the route.
  ///
  /// It throws `bodyTooLarge` for a longer body, however it is sent, and `malformedRequest` for one
  /// that breaks off.
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
      // The body broke off or was malformed. That is the client's fault, so it is not logged.
      throw Problem(.malformedRequest)
    }
    return bytes
  }
}

/// Checks of the `Content-Type` header.
enum MediaType {
  /// Whether the type is JSON in UTF-8; `charset` is the only parameter allowed.
  static func isJSON(_ values: [String]) -> Bool {
    guard values.count == 1, let value = values.first else { return false }
    let parts = value.split(separator: ";", omittingEmptySubsequences: false).map {
      $0.trimmed.lowercased()
    }
    guard parts.first == WireJSON.mediaType else { return false }
    return parts.dropFirst().allSatisfy { $0 == "charset=utf-8" || $0 == "charset=\"utf-8\"" }
  }

  /// Whether the type is a submitted form.
  static func isForm(_ values: [String]) -> Bool {
    guard values.count == 1, let first = values[0].split(separator: ";").first else { return false }
    return first.trimmed.lowercased() == "application/x-www-form-urlencoded"
  }
}

extension Substring {
  /// The text without spaces and tabs at its ends.
  var trimmed: Substring {
    var rest = drop { $0 == " " || $0 == "\t" }
    while rest.last == " " || rest.last == "\t" { rest.removeLast() }
    return rest
  }
}

extension ServerContext {
  /// The percent-decoded text of a path parameter; one that cannot be decoded is not found.
  func path(_ name: String) throws(Problem) -> String {
    guard let segment = parameters.get(name), let text = PercentDecoding.decode(segment) else {
      throw Problem(.notFound)
    }
    return text
  }

  /// The shelf in the path; a name that no shelf can have is not found.
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
  /// Decodes the text; `nil` when an escape is cut off or the bytes are not UTF-8.
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

/// Reads the parameters of a query.
///
/// Each may occur once, and `end` refuses those that were not read.
struct QueryReader {
  private var parameters: [String: String] = [:]

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

  /// A text without NUL that has as many Unicode scalars as `lengths` allows.
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

  /// The same, where the parameter may be missing.
  mutating func optionalWord(_ name: String, _ limit: Int) throws(Problem) -> String? {
    parameters[name] == nil ? nil : try word(name, limit)
  }

  /// A whole number within a range; `standard` when the parameter is missing.
  mutating func integer(_ name: String, _ range: ClosedRange<Int>, standard: Int)
    throws(Problem) -> Int
  {
    guard let text = parameters.removeValue(forKey: name) else { return standard }
    guard let number = Int(text), range.contains(number) else {
      throw Problem(.invalidParameter, field: name)
    }
    return number
  }

  /// A whole number within a range; `nil` when the parameter is missing.
  mutating func optionalInteger(_ name: String, _ range: ClosedRange<Int>) throws(Problem) -> Int? {
    guard parameters[name] != nil else { return nil }
    return try integer(name, range, standard: range.lowerBound)
  }

  /// One of the names of a closed set; `nil` when the parameter is missing.
  mutating func name<Value: WireNamed>(_ name: String) throws(Problem) -> Value? {
    guard let text = parameters.removeValue(forKey: name) else { return nil }
    guard let value = Value(wireName: text) else { throw Problem(.invalidParameter, field: name) }
    return value
  }

  /// What a search is limited to, and its order.
  mutating func filter() throws(Problem) -> TitleFilter {
    let years = 0...WireLimits.latestYear
    let (first, last) = (
      try optionalInteger("year_from", years), try optionalInteger("year_to", years)
    )
    let age = try optionalInteger("age", 0...AgeRating.nineteen.rawValue)
    let rating = age.flatMap(AgeRating.init(rawValue:))
    guard age == nil || rating != nil else { throw Problem(.invalidParameter, field: "age") }
    let unseen = parameters.removeValue(forKey: "unseen")
    guard unseen == nil || unseen == "true" else {
      throw Problem(.invalidParameter, field: "unseen")
    }
    let adult = parameters.removeValue(forKey: "adult")
    guard adult == nil || adult == "false" else { throw Problem(.invalidParameter, field: "adult") }
    var filter = TitleFilter(
      category: try name("category"),
      genre: parameters["genre"] == nil ? nil : try text("genre", 1...WireLimits.genreLength),
      years: first == nil && last == nil ? nil : YearSpan(first: first, last: last),
      age: rating, isUnseen: unseen != nil, length: try name("length"),
      order: try name("order") ?? .fitting)
    filter.leavesOutAdult = adult != nil
    return filter
  }

  /// Refuses parameters that were not read.
  func end() throws(Problem) {
    guard parameters.isEmpty else { throw Problem(.invalidParameter) }
  }
}
