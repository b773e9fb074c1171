import NIOSSL

/// A certificate chain and its key, both in PEM files.
struct CertificateFiles: Equatable, Sendable {
  let chain: String
  let key: String

  /// Reads both; TLS 1.2 and newer.
  func load() throws -> TLSConfiguration {
    let certificates = try NIOSSLCertificate.fromPEMFile(chain)
    let privateKey = try NIOSSLPrivateKey(file: key, format: .pem)
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: certificates.map { .certificate($0) }, privateKey: .privateKey(privateKey))
    configuration.minimumTLSVersion = .tlsv12
    return configuration
  }
}
