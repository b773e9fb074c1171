import FoundationEssentials
import PickModel

/// The one way payloads become bytes and bytes become payloads.
///
/// Keys are sorted, so that a value has one form. The server's pages are written by `PageWriter`
/// instead, which gives the same values faster.
public enum WireJSON {
  /// The media type payloads travel as.
  public static let mediaType = "application/json"

  /// A payload as bytes.
  public static func encode(_ payload: some Encodable) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return Array(try encoder.encode(payload))
    } catch {
      // Payloads have string keys and finite numbers only: there is nothing an encoder can refuse.
      preconditionFailure("a payload cannot be encoded: \(error)")
    }
  }

  /// Reads a payload; fields that are not known are passed over, but their names have to be names:
  /// the reader behind this one makes dictionaries of them.
  ///
  /// A payload with a number that may not travel is refused as a whole, whatever field it is in.
  public static func decode<Payload: Decodable>(
    _ type: Payload.Type = Payload.self, from bytes: [UInt8]
  ) throws(WireFault) -> Payload {
    guard hasPlainNumbers(bytes) else { throw WireFault(path: "") }
    return try decodeOwn(type, from: bytes)
  }

  /// Reads what this program wrote for itself, where identities are bare numbers of 64 bits.
  public static func decodeOwn<Payload: Decodable>(
    _ type: Payload.Type = Payload.self, from bytes: [UInt8]
  ) throws(WireFault) -> Payload {
    guard OutsideName.areNames(inJSON: bytes) else { throw WireFault(path: "") }
    do {
      return try JSONDecoder().decode(type, from: Data(bytes))
    } catch {
      throw WireFault(error)
    }
  }
}

/// Bytes that are not the payload they should be.
public struct WireFault: Error, Equatable, Sendable {
  /// The keys that lead to what cannot be read.
  public let path: String

  init(path: String) { self.path = path }

  init(_ error: any Error) {
    path =
      switch error as? DecodingError {
      case .keyNotFound(let key, let context): Self.path(context.codingPath + [key])
      case .typeMismatch(_, let context), .valueNotFound(_, let context),
        .dataCorrupted(let context):
        Self.path(context.codingPath)
      default: ""
      }
  }

  private static func path(_ keys: [any CodingKey]) -> String {
    keys.map(\.stringValue).joined(separator: ".")
  }
}
