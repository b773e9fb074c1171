/// Speaks HTTP with one server through libcurl.
///
/// The library is loaded, and its thread made, at the first request. Connections are kept and
/// shared; over TLS they carry HTTP/2 when the server has it. Redirects are answers like any other,
/// and proxies of the environment are not used (docs/decisions/http-transport.md).
public final class CurlTransport: HTTPTransport {
  private let settings: CurlSettings
  private let loop: CurlLoop

  /// The package that brings libcurl on Debian, for whoever explains `TransportError.noLibrary`.
  public static let debianPackage = CurlLibrary.debianPackage

  /// How long it may take to get through to a server.
  public static let usualConnectDeadline = Duration.seconds(5)

  /// A way to `origin`; with an `authorityFile` (PEM) that authority is the only one trusted.
  ///
  /// Getting through to it takes no longer than the `connectDeadline`, nor than a request may.
  public convenience init(
    origin: ServerOrigin, authorityFile: String? = nil,
    connectDeadline: Duration = usualConnectDeadline
  ) {
    self.init(
      origin: origin, authorityFile: authorityFile, connectDeadline: connectDeadline,
      libraryName: CurlLibrary.libraryName)
  }

  init(
    origin: ServerOrigin, authorityFile: String?,
    connectDeadline: Duration = usualConnectDeadline, libraryName: String
  ) {
    settings = CurlSettings(
      origin: origin, authorityFile: authorityFile, connectDeadline: connectDeadline)
    loop = CurlLoop(libraryName: libraryName)
  }

  deinit { loop.stop() }

  /// Sends one request and waits for the whole answer, until the request's deadline.
  public func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    let number = loop.nextNumber()
    let answer = await withTaskCancellationHandler {
      await withCheckedContinuation { answer in
        loop.start(
          CurlTransfer(number: number, request: request, settings: settings, answer: answer))
        // Cancelled before there was anything to cancel.
        if Task.isCancelled { loop.cancel(number) }
      }
    } onCancel: {
      loop.cancel(number)
    }
    return try answer.get()
  }
}
