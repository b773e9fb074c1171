import Crypto
import PickModel
import PickSystem

/// Why a text does not name a server Pick talks to.
public enum ServerOriginError: Error, Equatable, Sendable {
  /// The text is not `https://HOST` or `https://HOST:PORT`.
  case malformed
  /// The text also has a user, a path, a query or a fragment.
  case hasMore
  /// Plain HTTP is allowed for this machine only.
  case notEncrypted
}

/// A server as `--server` names it: scheme, host and port, nothing else.
public struct ServerOrigin: Hashable, Sendable, CustomStringConvertible {
  /// Whether the connection is encrypted; only one with this machine may not be.
  public let isEncrypted: Bool
  /// The host in lower case; an IPv6 address keeps its brackets.
  public let host: String
  /// The port, from 1 to 65535.
  public let port: UInt16

  /// Reads `https://HOST[:PORT]`, or `http://` and a loopback host.
  public init(_ text: String) throws(ServerOriginError) {
    guard let scheme = text.scheme(among: ["https://", "http://"]) else {
      throw .malformed
    }
    isEncrypted = scheme == "https://"
    var rest = text.dropFirst(scheme.count)
    if rest.last == "/" { rest = rest.dropLast() }
    if rest.contains(where: { "/@?#".contains($0) }) { throw .hasMore }
    let (host, port) = try Self.split(rest)
    self.host = host
    self.port = port ?? (isEncrypted ? 443 : 80)
    guard isEncrypted || HostAddress.isLoopback(host: host) else { throw .notEncrypted }
  }

  /// The canonical text, without the usual port of the scheme.
  public var description: String {
    let usual: UInt16 = isEncrypted ? 443 : 80
    return (isEncrypted ? "https://" : "http://") + host + (port == usual ? "" : ":\(port)")
  }

  /// A name for files that belong to this server alone: 32 hexadecimal digits.
  public var issuer: String {
    Hexadecimal.encode(SHA256.hash(data: Array(description.utf8)).prefix(16))
  }

  private static func split(_ text: Substring) throws(ServerOriginError) -> (String, UInt16?) {
    let end =
      text.hasPrefix("[")
      ? text.firstIndex(of: "]").map { text.index(after: $0) } : text.firstIndex(of: ":")
    let host = text[..<(end ?? text.endIndex)].lowercased()
    let tail = text[(end ?? text.endIndex)...]
    guard isHost(host) else { throw .malformed }
    guard !tail.isEmpty else { return (host, nil) }
    guard tail.hasPrefix(":"), tail.dropFirst().allSatisfy({ $0.isASCII && $0.isWholeNumber }),
      let port = UInt16(tail.dropFirst()), port > 0
    else { throw .malformed }
    return (host, port)
  }

  private static func isHost(_ host: String) -> Bool {
    let isAddress = host.hasPrefix("[") && host.hasSuffix("]") && host.utf8.count > 4
    let inner = isAddress ? host.dropFirst().dropLast() : host[...]
    let allowed = isAddress ? "0123456789abcdef:." : "0123456789abcdefghijklmnopqrstuvwxyz-."
    return !inner.isEmpty && inner.utf8.count <= 253 && inner.allSatisfy(allowed.contains)
      && (isAddress || inner.first != "-")
  }
}

extension String {
  /// The one of `schemes` that the text begins with, in any case.
  fileprivate func scheme(among schemes: [String]) -> String? {
    schemes.first { self.prefix($0.count).lowercased() == $0 }
  }
}
