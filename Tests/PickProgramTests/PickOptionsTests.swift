import ArgumentParser
import PickModel
import Testing

@testable import pick

@Suite("Options")
struct PickOptionsTests {
  @Test("everything that can be said is understood")
  func all() throws {
    let options = try PickOptions.parse([
      "--data", "a.sqlite", "--lang", "en", "--theme", "light", "--ascii", "--where",
      "--at", "2026-11-20T22:30", "--record", "r", "--replay", "p", "--kiosk",
    ])
    #expect(options.data == "a.sqlite")
    #expect(options.lang?.language == .english)
    #expect(options.theme == "light")
    #expect(options.ascii && options.printsPlaces && options.kiosk)
    #expect(options.record == "r" && options.replay == "p")
    let time = options.at.map { SeoulTime($0.instant) }
    #expect(time == SeoulTime(year: 2026, month: 11, day: 20, hour: 22, minute: 30))
  }

  @Test(
    "a moment is a date and a time that exist, written in one way",
    arguments: [
      "2026-11-20", "2026-11-20T22", "2026-11-31T22:30", "2026-11-20T24:00", "2026-11-20T22:60",
      "20261-1-20T22:30", "-026-11-20T22:30", "2026-11-20 22:30", "2026:11:20T22-30",
      "+026-11-20T22:30", "",
    ])
  func moments(text: String) {
    #expect(MomentOption(argument: text) == nil)
  }

  @Test(
    "a wrong command line ends with 64",
    arguments: [
      ["--lang", "fr"], ["--at", "tomorrow"], ["--data"], ["--colour"], ["film.sqlite"],
    ])
  func usage(arguments: [String]) {
    do {
      _ = try Pick.parseAsRoot(arguments)
      Issue.record("\(arguments) was understood")
    } catch {
      #expect(Pick.exitCode(for: error).rawValue == Failure.Status.usage.rawValue)
    }
  }

  @Test("what went wrong is one sentence and a status of sysexits.h")
  func reported() async {
    await #expect(throws: ExitCode(69)) {
      try await reporting { throw Failure(.unavailable, "a test says so") }
    }
  }
}
