import HTTPTypes
import PickClient
import PickServer

/// Hands requests to the real application, without a port.
struct InProcessTransport: HTTPTransport {
  let server: Server

  func send(_ request: PickClient.HTTPRequest) async throws(TransportError)
    -> PickClient.HTTPResponse
  {
    var head = HTTPTypes.HTTPRequest(
      method: Self.method(request.method), scheme: "http", authority: "localhost",
      path: request.target)
    for field in request.headers.fields {
      guard let name = HTTPField.Name(field.name) else { throw .malformed }
      head.headerFields.append(HTTPField(name: name, value: field.value))
    }
    if let body = request.body { head.headerFields[.contentLength] = "\(body.count)" }
    do {
      let (answer, body) = try await server.answer(
        head, body: request.body ?? [], from: "127.0.0.1")
      var headers = HTTPHeaders()
      for field in answer.headerFields { headers.add(field.name.rawName, field.value) }
      return PickClient.HTTPResponse(status: answer.status.code, headers: headers, body: body)
    } catch { throw .unreachable }
  }

  private static func method(_ method: PickClient.HTTPRequest.Method)
    -> HTTPTypes.HTTPRequest.Method
  {
    switch method {
    case .get: .get
    case .post: .post
    case .put: .put
    case .delete: .delete
    }
  }
}
