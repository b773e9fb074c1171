import CCurl

/// What every exchange with one server has in common.
struct CurlSettings: Sendable {
  let origin: ServerOrigin
  /// The only authority that is trusted; `nil` for those of the machine.
  let authorityFile: String?
  /// How long it may take to get through to the server.
  let connectDeadline: Duration

  func apply(to options: CurlOptions, target: String, deadline: Duration) {
    options.set(PICK_CURLOPT_URL, origin.description + target)
    options.set(
      PICK_CURLOPT_PROTOCOLS, Int(origin.isEncrypted ? PICK_CURLPROTO_HTTPS : PICK_CURLPROTO_HTTP))
    // Whatever the environment says: a proxy would see whom a viewer talks to
    // (docs/decisions/http-transport.md).
    options.set(PICK_CURLOPT_PROXY, "")
    setSecurity(options)
    let whole = max(1, Int(deadline / .milliseconds(1)))
    options.set(PICK_CURLOPT_TIMEOUT_MS, whole)
    options.set(
      PICK_CURLOPT_CONNECTTIMEOUT_MS, min(max(1, Int(connectDeadline / .milliseconds(1))), whole))
    options.set(PICK_CURLOPT_NOSIGNAL, 1)
    // Every packing libcurl can undo; what it becomes is counted, so that a bomb is cut off.
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
    // Share a connection that is being made rather than make a second one.
    options.set(PICK_CURLOPT_PIPEWAIT, 1)
    options.set(PICK_CURLOPT_SSLVERSION, Int(PICK_CURL_TLS_1_2))
    if let authorityFile {
      options.set(PICK_CURLOPT_CAINFO, authorityFile)
      options.set(PICK_CURLOPT_CAPATH, pointer: nil)
    }
  }
}

extension TransportError {
  /// What a CURLcode other than `CURLE_OK` means; `verification` is what OpenSSL found of the
  /// certificate, an `X509_V_…`, 0 where it found nothing wrong.
  init(curl code: Int32, verification: Int = 0) {
    switch code {
    case 28: self = .timedOut
    // The chain is what OpenSSL judges; libcurl itself holds the names against the host, and leaves
    // "unspecified" (1) where it ends before OpenSSL was asked.
    case 60 where [0, 1, 62, 64].contains(verification): self = .wrongHost
    // Not valid yet, expired.
    case 60 where verification == 9 || verification == 10: self = .expiredCertificate
    // The authority's file.
    case 77: self = .noAuthorities
    // Handshake, client certificate, cipher, peer verification, the list of what was revoked.
    case 35, 58, 59, 60, 66, 82, 83, 90, 91: self = .untrusted
    // Protocol, address, header, HTTP/0.9, packing, framing of a whole answer.
    case 1, 3, 8, 43, 48, 49, 61: self = .malformed
    case 63: self = .tooLarge
    default: self = .unreachable
    }
  }
}
