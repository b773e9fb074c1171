public import PickModel

/// What a viewer's own page shows.
public struct MyPagePayload: Hashable, Sendable, Codable {
  /// How much is stored about the viewer.
  public struct Stored: Hashable, Sendable, Codable {
    /// Watch events.
    public let watchEvents: Int
    /// Opened detail pages.
    public let detailViews: Int
    /// Cards that were visible.
    public let impressions: Int
    /// My list, thumbs, hidden and forgotten titles.
    public let choices: Int
    /// Signed-in places.
    public let sessions: Int

    private enum CodingKeys: String, CodingKey {
      case impressions, choices, sessions
      case watchEvents = "watch_events"
      case detailViews = "detail_views"
    }
  }

  /// The set-top number.
  public let number: String
  /// What was watched.
  public let history: [HistoryPayload.Entry]
  /// The viewer's list.
  public let myList: CardsPayload
  /// What the watching is made of.
  public let taste: [TastePayload.Share]
  /// Where the account is signed in.
  public let devices: [DevicePayload]
  /// Counts of what is stored.
  public let stored: Stored

  /// A viewer's own page.
  public init(_ page: MyPage) {
    number = page.number
    history = page.history.map(HistoryPayload.Entry.init)
    myList = CardsPayload(page.myList)
    taste = page.taste.map(TastePayload.Share.init)
    devices = page.devices.map(DevicePayload.init)
    stored = Stored(page.stored)
  }

  /// The page.
  public var page: MyPage {
    MyPage(
      number: number, history: history.map(\.entry), myList: myList.cards,
      taste: taste.map(\.taste), devices: devices.map(\.device), stored: stored.data)
  }

  private enum CodingKeys: String, CodingKey {
    case number, history, taste, devices, stored
    case myList = "my_list"
  }
}

extension MyPagePayload.Stored {
  init(_ data: MyPage.StoredData) {
    watchEvents = data.watchEvents
    detailViews = data.detailViews
    impressions = data.impressions
    choices = data.choices
    sessions = data.sessions
  }

  var data: MyPage.StoredData {
    MyPage.StoredData(
      watchEvents: watchEvents, detailViews: detailViews, impressions: impressions,
      choices: choices, sessions: sessions)
  }
}
