import Glibc
import HTTPTypes

/// Where a request comes from, as far as throttles care.
///
/// An IPv6 customer has 2^64 addresses, so those count by their first half; an IPv4 address in IPv6
/// clothes is the IPv4 address.
struct ClientAddress: Hashable, Sendable {
  private let bytes: [UInt8]

  /// The address `text` spells; all texts that spell none are one address.
  init(_ text: String) {
    var four = in_addr()
    var six = in6_addr()
    if inet_pton(AF_INET, text, &four) == 1 {
      bytes = withUnsafeBytes(of: &four) { Array($0) }
    } else if inet_pton(AF_INET6, text, &six) == 1 {
      let all = withUnsafeBytes(of: &six) { Array($0) }
      let mapped = [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF]
      bytes = all.starts(with: mapped) ? Array(all.suffix(4)) : Array(all.prefix(8))
    } else {
      bytes = []
    }
  }

  /// Whether the text spelled an address.
  var isAddress: Bool { !bytes.isEmpty }

  /// The address a request came from, by way of proxies that are trusted.
  ///
  /// Each proxy writes whom it got the request from at the end of `X-Forwarded-For`. Read from the
  /// end, the first address that is no trusted proxy is the client; whatever stands before it,
  /// anybody may have written. Without trusted proxies the header is not looked at.
  static func resolved(peer: String, _ headers: HTTPFields, trusted: Set<String>) -> String {
    guard trusted.contains(peer) else { return peer }
    let chain = headers[values: .xForwardedFor].flatMap { $0.split(separator: ",") }
    for part in chain.reversed().prefix(16) {
      let address = String(part.drop { $0 == " " }.prefix { $0 != " " })
      guard ClientAddress(address).isAddress else { return peer }
      if !trusted.contains(address) { return address }
    }
    return peer
  }
}

extension HTTPField.Name {
  static let xForwardedFor = HTTPField.Name("X-Forwarded-For") ?? .date
}
