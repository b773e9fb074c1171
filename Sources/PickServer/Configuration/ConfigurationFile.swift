import FoundationEssentials
import TOMLKit

/// A file of settings.
struct ConfigurationFile {
  let path: String
  private let text: String

  /// Reads a file.
  init(path: String) throws(StartFailure) {
    guard let data = try? Data(contentsOf: URL(filePath: path)), data.count <= 1 << 20,
      let text = String(validating: data, as: UTF8.self)
    else {
      throw StartFailure(
        .noInput, "\(path) cannot be read. Check --config and the file's permissions.")
    }
    self.path = path
    self.text = text
  }

  /// Takes over what it says; a key nobody knows is a mistake somebody made.
  func apply(to configuration: inout Configuration) throws(StartFailure) {
    let table = try parsed()
    for name in table.keys.sorted(by: { line(of: $0) < line(of: $1) }) {
      let origin = "\(path):\(line(of: name)): \"\(name)\""
      let key = Configuration.CodingKeys(rawValue: name)
      let tokenKey = TokenSettings.CodingKeys(rawValue: name)
      guard key != nil || tokenKey != nil else {
        throw StartFailure(.configuration, "\(origin) is not a key of pickd's configuration.")
      }
      guard let content = Self.content(table[name]) else {
        throw StartFailure(.configuration, "\(origin) is a text, a number, true or false.")
      }
      let value = ConfigurationValue(content: content, origin: origin)
      if let key { try configuration.set(key, to: value) }
      if let tokenKey { try configuration.tokens.set(tokenKey, to: value) }
    }
  }

  private func parsed() throws(StartFailure) -> TOMLTable {
    do {
      return try TOMLTable(string: text)
    } catch let error as TOMLParseError {
      throw StartFailure(.configuration, "\(path):\(error.source.begin.line) is not valid TOML.")
    } catch {
      throw StartFailure(.configuration, "\(path) is not valid TOML.")
    }
  }

  private static func content(_ value: (any TOMLValueConvertible)?) -> ConfigurationValue.Content? {
    if let text = value?.string { return .text(text) }
    if let number = value?.int { return .number(number) }
    if let flag = value?.bool { return .flag(flag) }
    return nil
  }

  /// The line a key stands on; the parser keeps no places.
  private func line(of key: String) -> Int {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let index = lines.firstIndex { line in
      line.split { " \t=[]\"'.".contains($0) }.first.map(String.init) == key
    }
    return (index ?? 0) + 1
  }
}
