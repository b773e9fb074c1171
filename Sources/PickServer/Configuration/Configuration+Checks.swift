import Glibc
import PickCore

extension Configuration {
  /// Where the database is.
  func location() throws(StartFailure) -> DatabaseLocation {
    guard let database else {
      throw StartFailure(.usage, "There is no database. Say which: --database sqlite:PATH")
    }
    do {
      return try DatabaseLocation(database)
    } catch {
      throw StartFailure(.usage, error.description)
    }
  }

  /// How requests come in; refuses half a configuration instead of guessing the other half.
  func transport() throws(StartFailure) -> Transport {
    switch (certificate, key) {
    case (nil, nil):
      guard isLoopback || allowPlainHTTP else {
        throw StartFailure(
          .configuration,
          "\(host) is reached by other machines, and there is no certificate. Add --certificate "
            + "and --key, or say --allow-plain-http where a proxy does TLS.")
      }
      return .plain
    case (nil, .some):
      throw StartFailure(.configuration, "There is a key without a certificate. Add --certificate.")
    case (.some, nil):
      throw StartFailure(.configuration, "There is a certificate without its key. Add --key.")
    case (.some(let chain), .some(let key)):
      let files = CertificateFiles(chain: chain, key: key)
      try Self.check(files)
      return .secure(SecureTransport(files))
    }
  }

  private static func check(_ files: CertificateFiles) throws(StartFailure) {
    for path in [files.chain, files.key] {
      guard access(path, F_OK) == 0 else {
        throw StartFailure(.noInput, "There is no \(path).")
      }
      guard access(path, R_OK) == 0 else {
        throw StartFailure(.noPermission, "\(path) cannot be read by the user pickd runs as.")
      }
    }
    var facts = stat()
    guard stat(files.key, &facts) == 0, facts.st_mode & 0o007 == 0 else {
      throw StartFailure(
        .noPermission, "\(files.key) can be read by everybody. Run: chmod 600 \(files.key)")
    }
    do {
      _ = try files.load()
    } catch {
      throw StartFailure(
        .badData, "\(files.chain) and \(files.key) are not a certificate and its key in PEM.")
    }
  }
}
