import CCurl

/// A transport through libcurl.
///
/// The first request loads the library and makes its thread. Connections are kept and shared; over
/// TLS they use HTTP/2 where the server has it. Redirects are returned as answers, and proxies of
/// the environment are not used (docs/decisions/http-transport.md).
public final class CurlTransport: HTTPTransport {
  private let settings: CurlSettings
  private let loop: CurlLoop

  /// How long connecting to a server may take.
  public static let usualConnectDeadline = Duration.seconds(5)

  /// A transport to `origin`; with an `authorityFile` (PEM) only that authority is trusted.
  ///
  /// Connecting takes no longer than the `connectDeadline` and the deadline of the request.
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
        // The task was cancelled before the loop knew the transfer.
        if Task.isCancelled { loop.cancel(number) }
      }
    } onCancel: {
      loop.cancel(number)
    }
    return try answer.get()
  }
}

/// The settings that all exchanges with one server share.
struct CurlSettings: Sendable {
  let origin: ServerOrigin
  /// The file of the only authority that is trusted; `nil` for the authorities of the machine.
  let authorityFile: String?
  /// How long connecting to the server may take.
  let connectDeadline: Duration

  func apply(to options: CurlOptions, target: String, deadline: Duration) {
    options.set(PICK_CURLOPT_URL, origin.description + target)
    options.set(
      PICK_CURLOPT_PROTOCOLS, Int(origin.isEncrypted ? PICK_CURLPROTO_HTTPS : PICK_CURLPROTO_HTTP))
    // No proxy, also where the environment names one: it would see which server a viewer uses
    // (docs/decisions/http-transport.md).
    options.set(PICK_CURLOPT_PROXY, "")
    setSecurity(options)
    let whole = max(1, Int(deadline / .milliseconds(1)))
    options.set(PICK_CURLOPT_TIMEOUT_MS, whole)
    options.set(
      PICK_CURLOPT_CONNECTTIMEOUT_MS, min(max(1, Int(connectDeadline / .milliseconds(1))), whole))
    options.set(PICK_CURLOPT_NOSIGNAL, 1)
    // The unpacked bytes are counted, so that a small packed body cannot become a huge one.
    options.set(PICK_CURLOPT_ACCEPT_ENCODING, "gzip, deflate")
    options.set(PICK_CURLOPT_TCP_KEEPALIVE, 1)
    options.setIfKnown(PICK_CURLOPT_QUICK_EXIT, 1)
  }

  private func setSecurity(_ options: CurlOptions) {
    guard origin.isEncrypted else {
      options.set(PICK_CURLOPT_HTTP_VERSION, Int(PICK_CURL_HTTP_1_1))
      return
    }
    options.set(PICK_CURLOPT_HTTP_VERSION, Int(PICK_CURL_HTTP_2_OVER_TLS))
    // A request waits for a connection that is being made instead of making a second one.
    options.set(PICK_CURLOPT_PIPEWAIT, 1)
    options.set(PICK_CURLOPT_SSLVERSION, Int(PICK_CURL_TLS_1_2))
    if let authorityFile {
      options.set(PICK_CURLOPT_CAINFO, authorityFile)
      options.set(PICK_CURLOPT_CAPATH, pointer: nil)
    }
  }
}
