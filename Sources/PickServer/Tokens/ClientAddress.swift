import HTTPTypes
import PickModel

/// Where a request comes from, as far as throttles care.
///
/// An IPv6 customer has 2^64 addresses, so those count by their first half; an IPv4 address in IPv6
/// clothes is the IPv4 address.
struct ClientAddress: Hashable, Sendable {
  private let bytes: [UInt8]

  /// The address `text` spells; all texts that spell none are one address.
  init(_ text: String) {
    let address = Self.address(text)?.bytes ?? []
    bytes = address.count == 4 ? address : Array(address.prefix(8))
  }

  /// The address, without the name of the network card a link-local one may have (`fe80::1%eth0`).
  private static func address(_ text: String) -> HostAddress? {
    guard OutsideName.isPlain(text) else { return nil }
    return HostAddress(text.prefix { $0 != "%" })
  }

  /// Whether the text spelled an address.
  var isAddress: Bool { !bytes.isEmpty }

  /// The address a request came from, by way of proxies that are trusted.
  ///
  /// Each proxy writes whom it got the request from at the end of `X-Forwarded-For`. Read from the
  /// end, the first address that is no trusted proxy is the client; whatever stands before it,
  /// anybody may have written. Without trusted proxies the header is not looked at. Addresses are
  /// compared, not their spellings: a proxy may be seen as `::ffff:10.0.0.1`.
  static func resolved(peer: String, _ headers: HTTPFields, trusted: Set<HostAddress>) -> String {
    guard !trusted.isEmpty, let proxy = Self.address(peer), trusted.contains(proxy) else {
      return peer
    }
    let chain = headers[values: .xForwardedFor].flatMap { $0.split(separator: ",") }
    for part in chain.reversed().prefix(16) {
      let text = String(part.trimmed)
      guard let address = Self.address(text) else { return peer }
      if !trusted.contains(address) { return text }
    }
    return peer
  }
}

extension HTTPField.Name {
  static let xForwardedFor = HTTPField.Name("X-Forwarded-For") ?? .date
}
