import PickModel

/// What an outside catalogue knows of a title, in lines for its page.
struct TitleNotesText {
  let notes: TitleNotes

  /// "별점 4.4/5 · 317명"; `nil` without stars.
  func stars(_ strings: Strings) -> String? {
    notes.stars.map { stars in
      let tenths = Int(min(50, max(0, (stars.mean * 10).rounded())))
      return strings.text(
        .detailStars,
        ["mean": "\(tenths / 10).\(tenths % 10)", "count": String(stars.count)])
    }
  }

  /// Keywords and links, each on a line; none where there are none.
  func lines(_ strings: Strings) -> [String] {
    let keywords =
      notes.keywords.isEmpty
      ? []
      : [strings.text(.detailKeywords, ["words": notes.keywords.joined(separator: ", ")])]
    return keywords + (notes.links.isEmpty ? [] : [notes.links.joined(separator: " · ")])
  }
}
