import Foundation
import Testing

@testable import PickTUI

@Suite("Keys")
struct KeyTests {
  @Test(
    "a key is read back from its name",
    arguments: [
      Key.up, .space, .escape, .backTab, .control("u"), .character("G"), .character("-"),
      .character("ㅂ"), .character("한"), Key(.left, .control), Key(.function(2)), .pageDown,
    ])
  func names(key: Key) throws {
    #expect(Key(key.description) == key)
    let coded = try JSONDecoder().decode(Key.self, from: JSONEncoder().encode(key))
    #expect(coded == key)
  }

  @Test("other names are no keys", arguments: ["", "ctrl-", "f0", "f99", "qq", "Enter"])
  func noNames(name: String) {
    #expect(Key(name) == nil)
  }

  @Test("events survive a recording")
  func recording() throws {
    let events: [InputEvent] = [
      .key(.character("한")), .pasted("a\nb"), .resized(Size(columns: 1, rows: 2)), .resumed,
      .ended(.hungUp),
    ]
    let data = try JSONEncoder().encode(events)
    #expect(try JSONDecoder().decode([InputEvent].self, from: data) == events)
  }

  @Test("the exit status is 128 and the signal's number")
  func statuses() {
    #expect(InputEvent.Ending.interrupted.exitStatus == 130)
    #expect(InputEvent.Ending.terminated.exitStatus == 143)
    #expect(InputEvent.Ending.hungUp.exitStatus == 129)
    #expect(InputEvent.Ending.quit.exitStatus == 131)
  }

  @Test("every signal's ending is read back from its name, and has its status")
  func signals() {
    for signal in Int32(1)...64 {
      let ending = InputEvent.Ending.signalled(signal)
      #expect(InputEvent.Ending(ending.description) == ending)
      #expect(ending.exitStatus == 128 + signal)
    }
    #expect(InputEvent.Ending("hungUp") == .hungUp)
    #expect(InputEvent.Ending("signal-0") == nil && InputEvent.Ending("") == nil)
  }
}
