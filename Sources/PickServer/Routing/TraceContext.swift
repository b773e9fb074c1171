/// Where a request belongs in a distributed trace (W3C Trace Context, level 1).
public struct TraceContext: Equatable, Sendable {
  /// The whole trace: 32 lower-case hexadecimal digits.
  public let traceID: String
  /// This server's part of it: 16 digits.
  public let spanID: String

  /// A trace of its own.
  public init() {
    traceID = Self.digits(UInt64.random(in: 1...UInt64.max)) + Self.digits(.random(in: 0...(.max)))
    spanID = Self.digits(UInt64.random(in: 1...UInt64.max))
  }

  /// Goes on with the trace of a `traceparent` header; starts one when there is no valid header.
  public init(traceparent: String?) {
    let own = TraceContext()
    spanID = own.spanID
    traceID = traceparent.flatMap(Self.traceID) ?? own.traceID
  }

  /// `00-<32 digits>-<16 digits>-<2 digits>`; a later version may have more behind it.
  private static func traceID(_ header: String) -> String? {
    let parts = header.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard header.utf8.count <= 256, parts.count >= 4,
      parts.map(\.count).starts(with: [2, 32, 16, 2])
    else { return nil }
    let isHexadecimal = parts.prefix(4).joined().allSatisfy {
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
        || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
    }
    let version = String(parts[0])
    let isZero = [parts[1], parts[2]].contains { $0.allSatisfy { $0 == UInt8(ascii: "0") } }
    guard isHexadecimal, !isZero, version != "ff", version != "00" || parts.count == 4 else {
      return nil
    }
    return String(parts[1])
  }

  private static func digits(_ number: UInt64) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
