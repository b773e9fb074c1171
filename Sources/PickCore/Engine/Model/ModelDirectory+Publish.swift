import Glibc
import PickRecommender

extension ModelDirectory {
  /// Stores a model and makes it the one that serves; the one before it stays.
  ///
  /// The bytes are read back, checked against their checksum and looked through for numbers that
  /// are none before the file gets its name, and `current` is switched last: whenever this is
  /// interrupted, the old model or the new one serves.
  ///
  /// - Throws: `ModelError.cannotWrite` when there is no room or no permission; what a check finds.
  func publish(_ file: [UInt8], _ manifest: ModelManifest) throws(ModelError) {
    guard let id = manifest.id, let json = try? manifest.json() else { throw .badManifest }
    try prepare()
    // Locked as a whole: another database's switch must not sweep away files nothing names yet.
    try ModelFile.whileLocked(path + "/lock") { () throws(ModelError) in
      try ModelFile.write(file, to: tensorPath(id)) { written throws(ModelError) in
        try Self.verify(written, id, sha256: manifest.sha256)
      }
      try ModelFile.write(json, to: manifestPath(id))
      let previous = openCurrent().model?.id
      let current = try switchCurrent(
        to: id, previous: previous == id ? names().dropFirst().first ?? nil : previous)
      removeOthers(than: current.all)
    }
  }

  /// Makes the directory, and those above it, and sees that files can be made in it.
  ///
  /// - Throws: `ModelError.cannotWrite`.
  func prepare() throws(ModelError) {
    var made = ""
    for name in path.split(separator: "/", omittingEmptySubsequences: false) {
      made += name
      guard made.isEmpty || mkdir(made, 0o700) == 0 || access(made, F_OK) == 0 else {
        throw .cannotWrite(errno: errno)
      }
      made += "/"
    }
    var found = stat()
    guard stat(path, &found) == 0 else { throw .cannotWrite(errno: errno) }
    guard found.st_mode & S_IFMT == S_IFDIR else { throw .cannotWrite(errno: ENOTDIR) }
    guard access(path, W_OK | X_OK) == 0 else { throw .cannotWrite(errno: errno) }
  }

  /// The manifest of a model.
  ///
  /// - Throws: `ModelError.badManifest` when there is none, or it is of another model.
  public func manifest(of id: TrainedModel.ID) throws(ModelError) -> ModelManifest {
    guard let json = ModelFile.read(manifestPath(id), limit: 1 << 20),
      let manifest = ModelManifest(json: json), manifest.id == id
    else { throw .badManifest }
    return manifest
  }

  /// Reads a whole model once and compares it with its manifest.
  ///
  /// - Throws: what is wrong with it.
  /// - Complexity: O(file size); opening a model does not do this.
  @discardableResult
  public func verify(_ id: TrainedModel.ID) throws(ModelError) -> ModelManifest {
    let manifest = try manifest(of: id)
    try Self.verify(tensorPath(id), id, sha256: manifest.sha256)
    return manifest
  }

  private static func verify(
    _ path: String, _ id: TrainedModel.ID, sha256: String
  ) throws(ModelError) {
    do {
      let file = try MappedFile(path: path)
      guard Fingerprint.sha256(file) == sha256 else { throw ModelError.wrongChecksum }
      try TensorFile(file).requireFinite()
    } catch {
      throw ModelError(error)
    }
    _ = try TrainedModel(path: path, id: id)
  }

  private func switchCurrent(
    to id: TrainedModel.ID, previous: TrainedModel.ID?
  ) throws(ModelError) -> CurrentModels {
    // What cannot be read is not empty: its other lines would be lost, and then their models.
    guard var current = readCurrent() else { throw .unreadableCurrent }
    current.serve(id, before: previous, for: database.rawValue)
    // The files' names reach the disk before the name that refers to them.
    ModelFile.syncDirectory(path)
    let text = Array(current.text.utf8)
    guard text.count <= Self.currentLimit else { throw .cannotWrite(errno: EFBIG) }
    try ModelFile.write(text, to: path + "/current")
    ModelFile.syncDirectory(path)
    return current
  }

  /// Removes models that neither serve nor stand in; one still mapped somewhere stays readable.
  private func removeOthers(than kept: Set<String>) {
    guard let directory = opendir(path) else { return }
    defer { closedir(directory) }
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard Self.isLeftover(name, kept: kept) else { continue }
      unlink("\(path)/\(name)")
    }
  }

  /// Whether a file is a model nobody names, or what a killed publication left half written.
  ///
  /// Nobody else is writing: publications hold the lock.
  private static func isLeftover(_ name: String, kept: Set<String>) -> Bool {
    if name.hasSuffix(".partial") { return true }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 2 && ["safetensors", "json"].contains(parts[1])
      && TrainedModel.ID(parts[0]) != nil && !kept.contains(String(parts[0]))
  }
}
