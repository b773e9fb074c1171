import Glibc
import PickCore

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
