import Foundation
import PickTestRunning
import PickTestSupport
import Testing

@testable import PickTUI

@Suite("QR code, read by another program")
struct QRDecodingTests {
  /// A screen as a picture: four by eight dots a cell, half blocks as a terminal draws them.
  private static func picture(of frame: Frame) -> Data {
    let size = frame.size
    var dots = Data()
    for row in 0..<size.rows * 8 {
      for cell in frame[row: row / 8] {
        let isDark =
          switch cell.character {
          case "█": true
          case "▀": row % 8 < 4
          case "▄": row % 8 >= 4
          default: false
          }
        dots.append(contentsOf: Array(repeating: isDark ? 0 : 255, count: 4))
      }
    }
    return Data("P5\n\(size.columns * 4) \(size.rows * 8)\n255\n".utf8) + dots
  }

  @Test(
    "what the screen shows says what it should",
    .needs(.zbar), .fewAtOnce, arguments: [1, 40, 100, 200, 271])
  func reads(length: Int) throws {
    let text =
      String("https://pick.test/".prefix(length))
      + String(repeating: "x", count: max(0, length - 18))
    let view = QRCodeView(code: try #require(QRCode(text)), showsUnicode: true)
    var canvas = Canvas(size: view.size, borders: .unicode)
    view.draw(on: &canvas)
    let room = try ScratchDirectory()
    let file = room.path + "/code.pgm"
    try Self.picture(of: canvas.frame).write(to: URL(fileURLWithPath: file))
    #expect(try read(file) == text + "\n")
  }

  private func read(_ file: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(Need.zbar.found))
    process.arguments = ["--quiet", "--raw", file]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: output, as: UTF8.self)
  }
}
