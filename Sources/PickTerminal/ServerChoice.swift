import Glibc
import PickClient
import PickCommand

/// The server that was named, and who is trusted to vouch for it.
struct ServerChoice: Equatable {
  let origin: ServerOrigin
  /// A file of certificates (PEM); `nil` for those of the system.
  let authorityFile: String?

  /// The server to ask: named by an option, else by the environment, else by the configuration.
  ///
  /// - Parameters:
  ///   - options: may name a server.
  ///   - data: the database named on the command line.
  ///   - configuration: may name a server or a database.
  ///   - environment: may name a server.
  /// - Returns: `nil` when a database on this machine is meant.
  /// - Throws: a failure where the names contradict each other or are none of a server.
  static func decide(
    _ options: PickOptions, data: String?, _ configuration: Configuration,
    _ environment: Environment
  ) throws(Failure) -> ServerChoice? {
    try refuseContradictions(options, data: data, configuration)
    let named = Source.all(options, configuration, environment).first { $0.text != nil }
    guard data == nil, let named, let text = named.text else {
      guard options.caFile == nil else {
        throw Failure(.usage, "--ca-file belongs to a server. Name one with --server.")
      }
      return nil
    }
    let file = options.caFile ?? configuration.caFile
    if let file, access(file, R_OK) != 0 {
      throw Failure(.unavailable, "\(file) cannot be read. Name the certificates of an authority.")
    }
    return ServerChoice(origin: try named.origin(text), authorityFile: file)
  }

  private static func refuseContradictions(
    _ options: PickOptions, data: String?, _ configuration: Configuration
  ) throws(Failure) {
    if options.server != nil, data != nil {
      throw Failure(.usage, "--server and --data exclude each other. Leave one of them out.")
    }
    if configuration.server != nil, configuration.data != nil {
      throw Failure(
        .configuration, "server and data in the configuration exclude each other. Remove one.")
    }
  }

  /// Where a server's name comes from, the strongest first.
  private struct Source {
    let name: String
    let text: String?
    let status: ExitStatus

    static func all(
      _ options: PickOptions, _ configuration: Configuration, _ environment: Environment
    ) -> [Source] {
      [
        Source(name: "--server", text: options.server, status: .usage),
        Source(
          name: "PICK_SERVER", text: environment.variables["PICK_SERVER"], status: .configuration),
        Source(
          name: "server in the configuration", text: configuration.server, status: .configuration),
      ]
    }

    func origin(_ text: String) throws(Failure) -> ServerOrigin {
      do {
        return try ServerOrigin(text)
      } catch {
        throw Failure(status, "\(name) \(Self.advice(on: error))")
      }
    }

    private static func advice(on error: ServerOriginError) -> String {
      switch error {
      case .malformed: "has to be https://HOST or https://HOST:PORT."
      case .hasMore: "takes no path, name or password: write https://HOST[:PORT]."
      case .notEncrypted: "needs https:// here: http:// is for this machine only."
      }
    }
  }
}
