import FoundationEssentials
import FuzzKit
import PickModel

/// Of JSON whose names were looked at, a reader that makes dictionaries sees no others.
@main struct FuzzNames {
  static func main() {
    Fuzzer.run { bytes in
      guard OutsideName.areNames(inJSON: bytes) else { return }
      guard let value = try? JSONDecoder().decode(Names.self, from: Data(bytes)) else { return }
      precondition(value.all.allSatisfy { OutsideName.isPlain($0) })
    }
  }
}

/// The names of all members, at every depth.
private struct Names: Decodable {
  struct Name: CodingKey {
    let stringValue: String
    let intValue: Int? = nil
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  var all: [String] = []

  init(from decoder: any Decoder) throws {
    if let object = try? decoder.container(keyedBy: Name.self) {
      for key in object.allKeys {
        all.append(key.stringValue)
        if let inner = try? object.decode(Names.self, forKey: key) { all += inner.all }
      }
    } else if var array = try? decoder.unkeyedContainer() {
      while !array.isAtEnd {
        guard let inner = try? array.decode(Names.self) else { return }
        all += inner.all
      }
    }
  }
}
