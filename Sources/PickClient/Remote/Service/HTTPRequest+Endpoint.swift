import PickAPI

extension HTTPRequest {
  /// Asks an endpoint without parameters, sending a payload.
  init(_ endpoint: Endpoint, sending payload: some WirePayload, access: String? = nil) {
    self.init(endpoint, endpoint.target(), body: WireJSON.encode(payload), access: access)
  }

  /// Asks an endpoint under a target that was made for it.
  init(_ endpoint: Endpoint, _ target: String, body: [UInt8]? = nil, access: String?) {
    let method: Method =
      switch endpoint.route.method {
      case .get: .get
      case .post: .post
      case .put: .put
      case .delete: .delete
      }
    self.init(method, target, body: body)
    headers.add("accept", "\(WireJSON.mediaType), \(Problem.mediaType)")
    if body != nil { headers.add("content-type", WireJSON.mediaType) }
    if let access { headers.add("authorization", "Bearer " + access) }
  }
}
