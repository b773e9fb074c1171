import FuzzKit
import PickModel

@testable import PickSearch

/// Whatever is typed, searching ends, finds only titles there are, and finds a name by itself.
@main struct FuzzSearch {
  static func main() {
    let names = ["오징어 게임", "The Glory", "ㅎㅎ 하하", "100% 사랑", "a\u{301}b 한글"]
    let titles = names.enumerated().map { place, name in
      Title(
        id: Title.ID(Int64(place + 1)), name: LocalizedText(name), kind: .film, category: .film,
        genres: [], year: nil, ageRating: nil, availability: .always,
        addedAt: Instant(secondsSince1970: 0))
    }
    let index = SearchIndex.build(from: titles)
    Fuzzer.run { bytes in
      let found = index.search(String(decoding: bytes, as: UTF8.self), limit: 10)
      precondition(found.titles.allSatisfy { 1...names.count ~= Int($0.rawValue) })
    }
  }
}
