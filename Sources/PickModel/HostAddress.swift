import Glibc

/// An address of a machine, as four or sixteen bytes; never a name.
///
/// An IPv4 address in IPv6 clothes (`::ffff:10.0.0.1`) is the IPv4 address: a socket that takes both
/// shows it so.
public struct HostAddress: Hashable, Sendable {
  /// Four bytes of IPv4 or sixteen of IPv6, the first ones first.
  public let bytes: [UInt8]

  /// Reads an address written out whole, IPv6 without brackets; `nil` for every other text.
  public init?(_ text: some StringProtocol) {
    var four = in_addr()
    var six = in6_addr()
    // The longest has 45 characters. A NUL would end the text where C reads it.
    guard text.utf8.count <= 45, OutsideName.isPlain(text) else { return nil }
    let text = String(text)
    if inet_pton(AF_INET, text, &four) == 1 {
      bytes = withUnsafeBytes(of: &four) { Array($0) }
    } else if inet_pton(AF_INET6, text, &six) == 1 {
      let all = withUnsafeBytes(of: &six) { Array($0) }
      let mapped = [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF]
      bytes = all.starts(with: mapped) ? Array(all.suffix(4)) : all
    } else {
      return nil
    }
  }

  /// Whether packets to it never leave this machine: 127.0.0.0/8 and ::1.
  public var isLoopback: Bool {
    bytes.count == 4 ? bytes[0] == 127 : bytes == [UInt8](repeating: 0, count: 15) + [1]
  }

  /// Whether a host, a name or an address, can only be this machine.
  ///
  /// Of names that is `localhost` alone (RFC 6761): every other one is what a name server says,
  /// however it begins. An IPv6 address may stand in brackets.
  public static func isLoopback(host: some StringProtocol) -> Bool {
    guard OutsideName.isPlain(host) else { return false }
    if host.lowercased() == "localhost" { return true }
    let isBracketed = host.first == "[" && host.last == "]"
    guard isBracketed else { return HostAddress(host)?.isLoopback ?? false }
    let inner = HostAddress(host.dropFirst().dropLast())
    return host.contains(":") && inner?.isLoopback == true
  }
}
