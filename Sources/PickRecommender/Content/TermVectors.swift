/// All documents as sparse vectors of length 1 over the terms of all fields.
///
/// Each field is normalised on its own and given its share, so that a long synopsis does not drown
/// a genre; then the whole is, so that a document without a synopsis is compared by what it has.
enum TermVectors {
  /// Shape `[documentCount, termCount]`.
  static func matrix(
    of documents: [ContentDocument], shares: ContentSimilarity.Shares
  ) -> InteractionMatrix {
    // A term in over a fifth of all synopses is a particle, an ending or a stop word; in a handful
    // of documents the share means nothing.
    let commonShare = documents.count >= 50 ? 0.2 : 1
    let fields = [
      (TermField(documents.map(\.genres)), shares.genres),
      (TermField(documents.map(\.cast)), shares.cast),
      (
        // Cutting prose is most of the work: spared where it would count nothing.
        TermField(
          documents.map { shares.text > 0 ? $0.text.flatMap(TextTokens.tokens(of:)) : [] },
          commonShare: commonShare),
        shares.text
      ),
    ]
    let termCount = fields.reduce(0) { $0 + $1.0.termCount }
    var builder = InteractionMatrixBuilder(itemCount: termCount)
    for document in documents.indices {
      let present = fields.reduce(Float(0)) { sum, field in
        field.0.vectors[document].isEmpty ? sum : sum + field.1
      }
      var firstTerm: Int32 = 0
      for (field, share) in fields {
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
