/// What a server answered.
public struct HTTPResponse: Equatable, Sendable {
  /// 100 to 599.
  public let status: Int
  /// Its fields.
  public let headers: HTTPHeaders
  /// The whole body, unpacked.
  public let body: [UInt8]

  /// An answer that is there as a whole.
  public init(status: Int, headers: HTTPHeaders = HTTPHeaders(), body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }
}

extension HTTPResponse: CustomStringConvertible, CustomReflectable {
  /// The status alone: a body may hold tokens.
  public var description: String { "HTTP \(status)" }
  /// Nothing a dump could show.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}
