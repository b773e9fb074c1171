import Glibc
package import PickSystem

/// The environment of a process.
package struct Environment {
  package let variables: [String: String]
  package let places: Places?
  /// The program's own path.
  package let executable: String

  init(variables: [String: String], executable: String) {
    self.variables = variables
    self.executable = executable
    places = Places(environment: variables)
  }

  /// The environment of this process.
  static var current: Environment {
    var variables: [String: String] = [:]
    for name in [
      "HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME",
      "PICK_THEMES", "PICK_SERVER", "TMPDIR",
    ] {
      if let value = getenv(name) { variables[name] = String(cString: value) }
    }
    return Environment(variables: variables, executable: ProgramPath.own)
  }

  /// The name of this machine in the list of devices.
  package var deviceName: String {
    var buffer = [CChar](repeating: 0, count: 256)
    guard gethostname(&buffer, buffer.count - 1) == 0 else { return "pick" }
    return buffer.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } } ?? "pick"
  }
}

/// `pick --where`: every place Pick uses, one a line.
enum PlacesPrinter {
  static func run(_ environment: Environment) {
    guard let places = environment.places else {
      print("Neither HOME nor the XDG directories are set: nothing is kept.")
      return
    }
    let rows = [
      ("configuration", places.configurationFile), ("themes", places.themes),
      ("database", places.database), ("demo database", places.demoDatabase),
      ("models", places.data + "/models"), ("settings", places.state + "/settings"),
      ("session", places.state), ("log", places.log), ("cache", places.cache),
      ("unsent events", places.state),
    ]
    for (name, path) in rows {
      let padding = String(repeating: " ", count: 15 - name.count)
      print("\(name)\(padding)\(path)\(access(path, F_OK) == 0 ? "" : "  (not there yet)")")
    }
  }
}
