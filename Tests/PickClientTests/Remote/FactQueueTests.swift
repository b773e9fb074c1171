import Foundation
import PickModel
import PickSystem
import PickTestSupport
import Testing

@testable import PickClient

@Suite("Queue of unsent facts")
struct FactQueueTests {
  private let directory: ScratchDirectory
  private let clock = ManualClock()
  private let file: String

  init() throws {
    directory = try ScratchDirectory()
    file = directory.file("state/unsent-issuer-1")
  }

  private var queue: FactQueue {
    FactQueue(stateDirectory: directory.file("state"), issuer: "issuer", viewer: Viewer.ID(1))
  }

  private func fact(_ id: UInt64) -> UnsentFact {
    .viewed(EventID(high: id, low: 0), Title.ID(1), at: clock.now())
  }

  private var waiting: [UInt64] { queue.all(at: clock.now()).map(\.fact.id.high) }

  @Test("every kind of fact comes out as it went in")
  func roundTrip() async throws {
    let playback = Playback(
      id: EventID(high: 1, low: 2), asset: Asset.ID(3), startedAt: clock.now(),
      watchedSeconds: 4, position: 5)
    let card = VisibleCard(
      id: EventID(high: 6, low: 7), shelf: Shelf.ID("genre:액션\n"), title: Title.ID(8),
      position: 9, at: clock.now())
    let facts: [UnsentFact] = [
      .watched(playback), .reached(playback), .seen(card), fact(1),
      .marked(EventID(high: 10, low: 11), Asset.ID(12), at: clock.now()),
      .unmarked(EventID(high: 12, low: 11), Asset.ID(12), at: clock.now()),
      .chose(EventID(high: 13, low: 11), Title.ID(8), .thumb(nil)),
      .chose(EventID(high: 14, low: 11), Title.ID(8), .setAside(true)),
      .chose(EventID(high: 15, low: 12), Title.ID(8), .withdrawn(since: clock.now())),
    ]
    try await queue.append(facts, at: clock.now())
    #expect(queue.all(at: clock.now()).map(\.fact) == facts)
    let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions]
    #expect(mode as? Int == 0o600)
  }

  @Test("a line that was cut off spoils nothing but itself")
  func tornTail() async throws {
    try await queue.append([fact(1), fact(2)], at: clock.now())
    let whole = try #require(FileManager.default.contents(atPath: file))
    try whole.dropLast(9).write(to: URL(fileURLWithPath: file))
    try await queue.append([fact(3)], at: clock.now())
    #expect(waiting == [1, 3])
    try await queue.remove([], at: clock.now())
    #expect(waiting == [1, 3])
  }

  @Test("a damaged line is passed over")
  func damage() async throws {
    try await queue.append([fact(1), fact(2), fact(3)], at: clock.now())
    var bytes = try #require(FileManager.default.contents(atPath: file))
    bytes[bytes.count / 2] ^= 1
    try bytes.write(to: URL(fileURLWithPath: file))
    #expect(waiting == [1, 3])
  }

  @Test("after thirty days a fact is of no use")
  func old() async throws {
    try await queue.append([fact(1)], at: clock.now())
    clock.advance(bySeconds: 30 * 86_400)
    try await queue.append([fact(2)], at: clock.now())
    #expect(waiting == [1, 2])
    clock.advance(bySeconds: 1)
    #expect(waiting == [2])
    try await queue.remove([], at: clock.now())
    #expect(try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").count == 1)
  }

  @Test("what two terminals add at once is all there")
  func twoTerminals() async throws {
    await withTaskGroup(of: Void.self) { group in
      for id in 1...12 as ClosedRange<UInt64> {
        group.addTask { [queue, clock] in
          let fact = fact(id)
          try? await queue.append([fact], at: clock.now())
          guard id.isMultiple(of: 3) else { return }
          let mine = queue.all(at: clock.now()).filter { $0.fact == fact }
          try? await queue.remove(mine, at: clock.now())
        }
      }
    }
    #expect(waiting.sorted() == (1...12).filter { !$0.isMultiple(of: 3) })
  }

  @Test("facts of one kind travel together, as far as their order allows")
  func batches() async throws {
    let views = (1...600).map { fact($0) }
    let mark = UnsentFact.marked(EventID(high: 601, low: 0), Asset.ID(1), at: clock.now())
    try await queue.append(views + [mark] + [fact(602)], at: clock.now())
    var rest = queue.all(at: clock.now())
    var sizes: [Int] = []
    while let batch = FactDelivery.next(of: rest) {
      sizes.append(batch.facts.count)
      rest.removeFirst(batch.leaving.count)
    }
    #expect(sizes == [500, 100, 1, 1])
  }

  @Test("one terminal delivers at a time")
  func deliveryLock() throws {
    let held = try #require(queue.deliveryLock())
    #expect(queue.deliveryLock() == nil)
    held.release()
    #expect(queue.deliveryLock() != nil)
  }
}
