import HummingbirdCore
import Synchronization

/// How bytes become requests: plain HTTP/1.1, or TLS with HTTP/1.1 and HTTP/2.
enum Transport: Sendable {
  case plain
  case secure(SecureTransport)

  var isSecure: Bool {
    if case .secure = self { true } else { false }
  }

  /// The channels of a listener.
  func channels(_ limits: Limits) -> HTTPServerBuilder {
    switch self {
    case .plain: .http1(configuration: .bounded(by: limits))
    case .secure(let transport): transport.channels(limits)
    }
  }
}

/// TLS whose certificate can be read again while the server runs.
final class SecureTransport: Sendable {
  let files: CertificateFiles
  private let channel = Mutex<SecureChannel?>(nil)

  init(_ files: CertificateFiles) { self.files = files }

  func channels(_ limits: Limits) -> HTTPServerBuilder {
    HTTPServerBuilder { responder in
      let made = try SecureChannel(self.files, limits: limits, responder: responder)
      self.channel.withLock { $0 = made }
      return made
    }
  }

  /// Reads the files again; when they do not fit each other the old certificate goes on serving.
  func reload() throws { try channel.withLock { $0 }?.use(files) }
}
