import Glibc

/// All documents as sparse vectors of length 1 over the terms of all fields.
///
/// Each field is normalised by itself and weighted by its share, so that a long synopsis does not
/// outweigh genres. The shares are divided by those of the fields a document has, so that documents
/// without a synopsis are compared by their other fields, of which the name is a small one.
enum TermVectors {
  /// How much of the share of prose the words of a name have by themselves
  /// (docs/decisions/similar-titles.md).
  private static let nameShare: Float = 0.1

  /// Shape `[documentCount, termCount]`.
  static func matrix(
    of documents: [ContentDocument], shares: ContentSimilarity.Shares
  ) -> InteractionMatrix {
    // A term in over a fifth of all synopses is usually a particle, an ending or a stop word. In
    // fewer than 50 documents the share is not meaningful.
    let commonShare = documents.count >= 50 ? 0.2 : 1
    let prose = TermField(
      // Tokenising prose is most of the work and is left out where its share is 0.
      documents.map {
        shares.text > 0 ? ([$0.name] + $0.text).flatMap(TextTokens.tokens(of:)) : []
      },
      commonShare: commonShare)
    let fields = [
      (TermField(documents.map(\.genres)), shares.genres),
      (TermField(documents.map(\.cast)), shares.cast), (prose, shares.text),
    ]
    let termCount = fields.reduce(0) { $0 + $1.0.termCount }
    var builder = InteractionMatrixBuilder(itemCount: termCount)
    for document in documents.indices {
      // The last field is prose.
      let hasProse = documents[document].text.contains { !$0.isEmpty }
      let own = fields.enumerated().map { place, field in
        place == fields.count - 1 && !hasProse ? field.1 * nameShare : field.1
      }
      let present = zip(fields, own).reduce(Float(0)) { sum, field in
        field.0.0.vectors[document].isEmpty ? sum : sum + field.1
      }
      var firstTerm: Int32 = 0
      for ((field, _), share) in zip(fields, own) {
        let scale = (share / present).squareRoot()
        for (term, weight) in field.vectors[document] {
          builder.add(item: ItemIndex(firstTerm + term), weight: weight * scale)
        }
        firstTerm += Int32(field.termCount)
      }
      builder.endRow()
    }
    return builder.build()
  }
}

/// One field of all documents (genres, cast or prose) as term vectors of length 1.
private struct TermField {
  /// The terms of each document by ascending number, weighted and normalised; empty for a document
  /// without terms.
  let vectors: [[(term: Int32, weight: Float)]]
  /// The number of distinct terms.
  let termCount: Int

  /// Weighs terms by (1 + ln tf) × ln(1 + N / df).
  ///
  /// - Parameters:
  ///   - documents: the terms of each document, repetitions included.
  ///   - commonShare: a term in more than this share of the documents is left out.
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

/// Numbers terms by first appearance and counts the documents that contain them.
private struct TermCounter {
  private var numbers: [String: Int32] = [:]
  private(set) var documentFrequencies: [Int] = []

  /// The number of occurrences of each term in a document, by ascending term.
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

/// Splits prose into terms for comparison.
///
/// Korean has no blanks between a noun and its particles, so a run of Hangul gives its syllable
/// bigrams in addition to the whole run: "경찰서에서" shares 경찰 and 찰서 with "경찰서". Other letters and
/// digits give lower-cased words. A single letter or digit is dropped; a single syllable (왕, 봄) is
/// a word.
enum TextTokens {
  /// The terms of a text in order, repetitions included.
  static func tokens(of text: String) -> [String] {
    var tokens: [String] = []
    var run: [Unicode.Scalar] = []
    var runIsHangul = false
    for scalar in text.unicodeScalars {
      let isHangul = isHangul(scalar)
      guard isHangul || isWordPart(scalar) else {
        append(run, isHangul: runIsHangul, to: &tokens)
        run.removeAll(keepingCapacity: true)
        continue
      }
      if isHangul != runIsHangul {
        append(run, isHangul: runIsHangul, to: &tokens)
        run.removeAll(keepingCapacity: true)
        runIsHangul = isHangul
      }
      run.append(scalar)
    }
    append(run, isHangul: runIsHangul, to: &tokens)
    return tokens
  }

  private static func append(_ run: [Unicode.Scalar], isHangul: Bool, to tokens: inout [String]) {
    guard !run.isEmpty else { return }
    guard isHangul else {
      if run.count > 1 { tokens.append(string(run[...]).lowercased()) }
      return
    }
    tokens.append(string(run[...]))
    guard run.count > 2 else { return }
    for start in 0..<run.count - 1 { tokens.append(string(run[start...start + 1])) }
  }

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  /// Whether a scalar is a composed syllable; texts are in NFC.
  private static func isHangul(_ scalar: Unicode.Scalar) -> Bool {
    (0xAC00...0xD7A3).contains(scalar.value)
  }

  private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      return (0x61...0x7A).contains(scalar.value | 0x20) || (0x30...0x39).contains(scalar.value)
    }
    return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }
}
