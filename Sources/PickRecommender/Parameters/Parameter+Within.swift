extension Parameter {
  /// The same setting of a recipe that holds this one's recipe as a part.
  ///
  /// - Parameters:
  ///   - path: where the part is.
  ///   - prefix: what the name begins with there, so that two parts do not share one.
  /// - Returns: a setting that reads and writes the part.
  func within<Whole>(
    _ path: any WritableKeyPath<Whole, Recipe> & Sendable, prefix: String = ""
  ) -> Parameter<Whole> {
    Parameter<Whole>(
      name: prefix + name, summary: summary, domain: domain, search: search,
      read: { read($0[keyPath: path]) }, write: { write(&$0[keyPath: path], $1) })
  }
}
