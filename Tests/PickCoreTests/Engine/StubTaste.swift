import PickModel

@testable import PickCore

/// A taste that ranks titles in the order they are listed in.
struct StubTaste: PersonalTaste {
  var order: [Title] = []

  func picks(_ count: Int, where passes: (Title) -> Bool) -> [Placement] {
    order.filter(passes).prefix(count).map { Placement($0, reason(for: $0)) }
  }

  func becauseOf(_ title: Title.ID, _ count: Int, where passes: (Title) -> Bool) -> [Title] {
    Array(order.filter(passes).prefix(count))
  }

  func alike(_ title: Title.ID, _ count: Int, where passes: (Title) -> Bool) -> [Title] {
    Array(order.reversed().filter(passes).prefix(count))
  }

  func reason(for title: Title) -> Reason { .becauseWatched([title.reference]) }

  func explanation(of title: Title, eligibility: Eligibility) -> Explanation {
    Explanation(title: title.reference, parts: [], rank: nil, excluded: nil)
  }
}
