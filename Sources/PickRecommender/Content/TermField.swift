import Glibc

/// One field of all documents (genres, cast or prose) as term vectors of length 1.
struct TermField {
  /// Terms of each document by ascending number, weighted and normalised; empty where it says
  /// nothing.
  let vectors: [[(term: Int32, weight: Float)]]
  /// Number of distinct terms.
  let termCount: Int

  /// Weighs terms by (1 + ln tf) × ln(1 + N / df).
  ///
  /// - Parameters:
  ///   - documents: the terms of each document, repetitions included.
  ///   - commonShare: a term in more than this share of the documents is left out as saying nothing.
  /// - Note: Manning, Raghavan, Schütze, "Introduction to Information Retrieval", 2008, 6.4.
  init(_ documents: [[String]], commonShare: Double = 1) {
    let limit = Int((Double(documents.count) * commonShare).rounded(.up))
    var counter = TermCounter()
    let counts = documents.map { counter.count($0) }
    let frequencies = counter.documentFrequencies
    vectors = counts.map { terms in
      Self.normalised(
        terms.compactMap { term, count in
          let documentCount = frequencies[Int(term)]
          guard documentCount <= limit else { return nil }
          let rarity = log(1 + Double(documents.count) / Double(documentCount))
          return (term, Float((1 + log(Double(count))) * rarity))
        })
    }
    termCount = frequencies.count
  }

  private static func normalised(
    _ vector: [(term: Int32, weight: Float)]
  ) -> [(term: Int32, weight: Float)] {
    let length = vector.reduce(0) { $0 + $1.weight * $1.weight }.squareRoot()
    return vector.map { ($0.term, $0.weight / length) }
  }
}

/// Numbers terms by first appearance and counts the documents they are in.
private struct TermCounter {
  private var numbers: [String: Int32] = [:]
  private(set) var documentFrequencies: [Int] = []

  /// How often each term occurs in a document, by ascending number.
  mutating func count(_ terms: [String]) -> [(term: Int32, count: Int)] {
    let occurrences = terms.map { number(of: $0) }.sorted()
    var counts: [(term: Int32, count: Int)] = []
    for term in occurrences {
      if counts.last?.term == term {
        counts[counts.count - 1].count += 1
      } else {
        counts.append((term, 1))
        documentFrequencies[Int(term)] += 1
      }
    }
    return counts
  }

  private mutating func number(of term: String) -> Int32 {
    if let number = numbers[term] { return number }
    let number = Int32(documentFrequencies.count)
    numbers[term] = number
    documentFrequencies.append(0)
    return number
  }
}
