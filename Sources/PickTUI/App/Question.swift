public import PickClient
public import PickModel

/// A question to the service.
public enum Question: Hashable, Sendable, Codable {
  /// The guard: is the session still good?
  case authorization
  /// Sign-in; the credentials travel in the effect, never in a recorded message.
  case signIn
  /// Warnings about the session.
  case cautions
  /// The front page as it was last seen on this device.
  case lastHome
  /// The front page.
  case home
  /// One shelf of the front page.
  case shelf(Shelf.Kind)
  /// The cards of a shelf of the front page that follow those that are there.
  case more(Shelf.ID, PageCursor)
  /// One category.
  case category(Category)
  /// Titles that match words and pass a filter, from a place on.
  case search(String, TitleFilter = .none, from: Int = 0)
  /// One title.
  case title(Title.ID)
  /// The viewer's own page.
  case myPage
  /// How a score is made up.
  case explanation(Title.ID)
  /// A code to sign in with another device.
  case deviceCode
  /// Whether that code was approved.
  case deviceProgress(String)
  /// Which device shows a code.
  case pendingDevice(String)
}

/// The service's answer to a question.
public enum Answer: Hashable, Sendable, Codable {
  /// Whose session it is.
  case viewer(Viewer.ID)
  /// Who signed in.
  case account(Account)
  /// Warnings about the session.
  case cautions(SessionCautions)
  /// The front page as it was last seen; `nil` when none is kept.
  case lastHome(HomePage?)
  /// The front page.
  case home(HomePage)
  /// One shelf.
  case shelf(Shelf)
  /// Cards that follow.
  case part(ShelfPart)
  /// One category.
  case category(CategoryPage)
  /// Titles that match.
  case results(SearchResults)
  /// One title.
  case title(TitlePage)
  /// The viewer's own page.
  case myPage(MyPage)
  /// How a score is made up.
  case explanation(Explanation)
  /// A code to sign in with another device.
  case deviceCode(ShownCode)
  /// Whether that code was approved.
  case deviceProgress(DevicePoll)
  /// The device that shows a code.
  case pendingDevice(PendingDevice)
}

/// An answer, or why there is none.
public enum Outcome<Value: Hashable & Sendable & Codable>: Hashable, Sendable, Codable {
  /// It came.
  case success(Value)
  /// It did not.
  case failure(ServiceError)
}

/// Tells one question from every other that was asked in a run of the program.
public typealias RequestID = Int

extension Outcome {
  /// The value of one kind of answer, or the failure; `nil` when it is an answer of another kind.
  func result<Part>(_ part: (Value) -> Part?) -> Result<Part, ServiceError>? {
    switch self {
    case .success(let value): part(value).map(Result.success)
    case .failure(let error): .failure(error)
    }
  }
}
