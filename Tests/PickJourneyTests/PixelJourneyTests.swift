import Foundation
import Glibc
import PickTUI
import PickTestRunning
import PickTestSupport
import Testing

extension Journeys {
  @Suite("Titles' pictures as pixels")
  struct PixelJourneyTests {
    private let home: Home

    init() async throws {
      home = try Home.withDemo()
      try await PictureJourneyTests.hang(at: home)
    }

    /// A viewer before a terminal that says what it can, from the first byte on.
    private func viewer(
      _ kind: PixelGlass.Kind, _ arguments: [String] = [], bitsPerSecond: Int? = nil,
      adding variables: [String: String] = [:]
    ) throws -> Viewer {
      let viewer = try Viewer(at: home, arguments, adding: variables)
      viewer.terminal.glass = PixelGlass(kind)
      viewer.terminal.bitsPerSecond = bitsPerSecond
      try viewer.see("셋톱번호")
      try viewer.signIn()
      return viewer
    }

    private func glass(of viewer: Viewer) throws -> PixelGlass {
      try #require(viewer.terminal.glass)
    }

    /// Waits until the glass fulfils a condition, turning pages of the hero where it does not.
    ///
    /// On a machine that is busy with something else the line may seem slow: a page that is painted
    /// is another chance to find out that it is not.
    private func wait(
      for awaited: String, at viewer: Viewer, until condition: (PixelGlass) -> Bool
    ) throws {
      func isFulfilled(_ screen: TerminalEmulator) -> Bool {
        viewer.terminal.glass.map(condition) ?? false
      }
      for _ in 0..<20 {
        do { return try viewer.terminal.wait(atMost: 9, until: isFulfilled) } catch {
          viewer.press(.character("]"))
        }
      }
      try viewer.wait(awaited, until: isFulfilled)
    }

    /// The mean colour of a picture.
    private static func mean(_ picture: PixelGlass.Picture) -> [Int] {
      (0..<3).map { part in
        let parts = stride(from: part, to: picture.bytes.count, by: 3).map {
          Int(picture.bytes[$0])
        }
        return parts.reduce(0, +) / max(1, parts.count)
      }
    }

    @Test("kitty gets the hero's picture behind the text, once, and none is left at the end")
    func kitty() throws {
      let viewer = try viewer(.kitty)
      // What rises at this hour may be one title, or none; on weekdays there are several.
      viewer.press(.up, .left, .left, .left, .right, .down)
      try viewer.see("평일, 가장 빠르게 오르는 작품")
      #expect(!viewer.text.contains("Gi=31") && !viewer.text.contains("22c"))
      try wait(for: "a picture on the glass", at: viewer) { $0.placements.count == 1 }
      let first = try #require(try glass(of: viewer).placements.first)
      #expect(first.column >= 46 && first.column + first.columns == 120)
      #expect((first.row, first.rows) == (2, 13))
      let picture = try #require(try glass(of: viewer).kept[first.id])
      // The part of a poster above its middle is red, left of it is the ground.
      let mean = Self.mean(picture)
      #expect(mean[0] > 100 && mean[2] < mean[0], "\(mean)")

      viewer.press(.character("]"))
      try wait(for: "another picture", at: viewer) {
        $0.placements.count == 1 && $0.placements[0].id != first.id
      }
      try comesBackByItsNumber(viewer)
      try hidesBehindADialog(viewer)
      try viewer.quit()
      let left = try glass(of: viewer)
      #expect(left.placements.isEmpty && left.kept.isEmpty)
      #expect(left.faults.isEmpty, "\(left.faults)")
    }

    /// A page of the hero that was left and is gone back to has its picture without the pixels.
    private func comesBackByItsNumber(_ viewer: Viewer) throws {
      let second = try #require(try glass(of: viewer).placements.first)
      viewer.press(.character("["))
      try viewer.wait("the picture before it") { _ in
        viewer.terminal.glass?.placements.first.map { $0.id != second.id } ?? false
      }
      let transfers = try glass(of: viewer).transfers
      viewer.press(.character("]"))
      try viewer.wait("the picture again") { _ in
        viewer.terminal.glass?.placements.first == second
      }
      #expect(try glass(of: viewer).transfers == transfers)
    }

    /// A dialog takes the picture away, and its end brings it back without its pixels.
    private func hidesBehindADialog(_ viewer: Viewer) throws {
      let before = try glass(of: viewer)
      try viewer.press("q", toSee: "Pick을 끝낼까요?")
      #expect(try glass(of: viewer).placements.isEmpty)
      viewer.press(.escape)
      try viewer.wait("the picture to come back") { _ in
        viewer.terminal.glass?.placements == before.placements
      }
      #expect(try glass(of: viewer).transfers == before.transfers)
    }

    @Test("a stopped program leaves no picture, and sends it again when it goes on")
    func stopped() throws {
      let viewer = try viewer(.kitty)
      try wait(for: "a picture on the glass", at: viewer) { $0.placements.count == 1 }
      viewer.press(.control("z"))
      try viewer.wait("the picture to go") { _ in
        viewer.terminal.glass.map { $0.placements.isEmpty && $0.kept.isEmpty } ?? false
      }
      viewer.terminal.signal(SIGCONT)
      try wait(for: "the picture to come back", at: viewer) { $0.placements.count == 1 }
      let columns = try #require(try glass(of: viewer).placements.first).columns
      viewer.terminal.resize(columns: 130, rows: 40)
      try wait(for: "one of the window's size", at: viewer) {
        $0.placements.count == 1 && $0.placements[0].columns != columns
      }
      try viewer.quit()
      #expect(try glass(of: viewer).faults.isEmpty)
    }

    @Test("a terminal of sixels gets the same picture in sixels")
    func sixel() throws {
      let viewer = try viewer(.sixel)
      let rows = 13 * PixelGlass.cell.height
      func edge(of glass: PixelGlass) -> [[Int]] {
        (0..<rows).compactMap {
          glass.sixels[PixelGlass.Place(x: 1190, y: 2 * PixelGlass.cell.height + $0)]
        }
      }
      // A band comes colour by colour: its last corner says nothing of the pixels beside it.
      try wait(for: "a picture of sixels, whole at its edge", at: viewer) {
        edge(of: $0).count == rows
      }
      let glass = try glass(of: viewer)
      #expect(glass.placements.isEmpty && glass.faults.isEmpty, "\(glass.faults)")
      let edge = edge(of: glass)
      #expect(edge.filter { $0[0] > 120 && $0[2] < 110 }.count > rows * 9 / 10)
      try viewer.press("q", toSee: "Pick을 끝낼까요?")
      viewer.press(.escape)
      try viewer.quit()
    }

    @Test("over 57,600 bits a second the pictures are half blocks, and no byte of another is sent")
    func slow() throws {
      let viewer = try viewer(.kitty, bitsPerSecond: 57_600)
      try viewer.wait("the hero's own picture", until: PictureJourneyTests.hasOwnHero)
      viewer.press(.down)
      try viewer.see("이어보기")
      #expect(try glass(of: viewer).pictureBytes == 0)
      try viewer.quit()
      #expect(try glass(of: viewer).pictureBytes == 0)
    }

    @Test(
      "no question is asked in a multiplexer, nor where pictures are to be half blocks",
      arguments: [
        (["TERM": "screen-256color"], []), (["TMUX": "/tmp/tmux,1,0"], []),
        ([:], ["--pictures", "blocks"]), ([:], ["--pictures", "off"]),
      ] as [([String: String], [String])])
    func unasked(variables: [String: String], arguments: [String]) throws {
      let viewer = try viewer(.kitty, arguments, adding: variables)
      try viewer.see("이어보기")
      #expect(!String(decoding: viewer.terminal.output, as: UTF8.self).contains("\u{1B}_G"))
      try viewer.quit()
    }

    @Test("a forced protocol is used without an answer")
    func forced() throws {
      let viewer = try viewer(.none, ["--pictures", "kitty"])
      try wait(for: "a picture on the glass", at: viewer) { $0.placements.count == 1 }
      try viewer.quit()
      #expect(try glass(of: viewer).faults.isEmpty)
    }

    @Test("the player shows the title's picture above the bar")
    func player() throws {
      let viewer = try viewer(.kitty)
      try wait(for: "a picture on the glass", at: viewer) { $0.placements.count == 1 }
      try viewer.press(.space, toSee: "재생 중")
      try viewer.wait("the player's picture") { _ in
        viewer.terminal.glass?.placements.first.map {
          ($0.column, $0.row, $0.columns) == (0, 0, 120)
        } ?? false
      }
      viewer.press(.escape)
      try viewer.see("#실시간")
      try viewer.quit()
      #expect(try glass(of: viewer).faults.isEmpty)
    }
  }
}
