/// What an `Accept-Encoding` header allows (RFC 9110, section 12.5.3).
enum AcceptEncoding {
  /// Whether gzip may be sent: named, or meant by `*`, and not with a weight of zero.
  static func allowsGzip(_ header: String?) -> Bool {
    guard let header, header.utf8.count <= 1024 else { return false }
    var any = false
    for coding in header.split(separator: ",") {
      let parts = coding.split(separator: ";").map(\.trimmed)
      guard let name = parts.first?.lowercased(), name == "gzip" || name == "*" else { continue }
      let isRefused = parts.dropFirst().contains { parameter in
        parameter.lowercased().hasPrefix("q=") && (Double(parameter.dropFirst(2)) ?? 0) == 0
      }
      if name == "gzip" { return !isRefused }
      any = !isRefused
    }
    return any
  }
}
