import Foundation
import PickAPI
import PickModel
import Testing

@Suite("PageWriter: pages without an encoder")
struct PageWriterTests {
  /// Compares values, not bytes: the order of keys means nothing.
  private func isSame(_ bytes: [UInt8], _ payload: some WirePayload) throws -> Bool {
    let written = try JSONSerialization.jsonObject(with: Data(bytes))
    let specified = try JSONSerialization.jsonObject(with: Data(WireJSON.encode(payload)))
    return (written as? NSObject) == (specified as? NSObject)
  }

  @Test("home is the JSON value its payload specifies", arguments: 0..<60)
  func home(seed: UInt64) throws {
    var any = AnyModel(seed: seed)
    let page = any.home()
    let bytes = PageWriter().home(page, recommendationID: "r\"\(seed)")
    #expect(try isSame(bytes, HomePayload(page, recommendationID: "r\"\(seed)")))
  }

  @Test("so are a category, a shelf, its next cards and a search", arguments: 0..<60)
  func others(seed: UInt64) throws {
    var any = AnyModel(seed: seed)
    let writer = PageWriter()
    let (category, shelf, search) = (any.category(), any.shelf(), any.search())
    let part = ShelfPart(cards: any.cards(), next: any.maybe { PageCursor($0.text()) })
    #expect(try isSame(writer.category(category), category))
    #expect(try isSame(writer.shelf(shelf), ShelfResult.loaded(shelf)))
    #expect(try isSame(writer.part(part), part))
    #expect(try isSame(writer.search(search), search))
  }

  @Test("so is a title's page, also with the shared part at hand", arguments: 0..<60)
  func title(seed: UInt64) throws {
    var any = AnyModel(seed: seed)
    let page = any.titlePage()
    let kept = JSONWriter.body(of: page)
    #expect(try isSame(PageWriter().title(page), page))
    #expect(PageWriter().title(page, body: kept) == PageWriter().title(page))
  }

  @Test("numbers at their ends are written whole", arguments: [0, 7, -7, Int64.max, Int64.min])
  func numbers(_ number: Int64) throws {
    let page = HomePage(
      hero: [], shelves: [], builtFor: Instant(millisecondsSince1970: number),
      isPersonalised: false)
    let text = String(
      decoding: PageWriter().home(page, recommendationID: ""), as: UTF8.self)
    #expect(text.contains("\"built_for\":\(number),"))
  }
}
