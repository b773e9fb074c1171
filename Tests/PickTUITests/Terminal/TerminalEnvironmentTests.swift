import Testing

@testable import PickTUI

@Suite("Terminal environment")
struct TerminalEnvironmentTests {
  @Test(
    "UTF-8 is used where it is asked for, and where nothing is asked for",
    arguments: [
      ([:], true), (["LANG": ""], true), (["LANG": "ko_KR.UTF-8"], true),
      (["LANG": "en_US.utf8"], true), (["LANG": "C"], false), (["LC_ALL": "POSIX"], false),
      (["LC_ALL": "C", "LANG": "ko_KR.UTF-8"], false),
      (["LC_CTYPE": "C.UTF-8", "LANG": "C"], true), (["LANG": "ko_KR.eucKR"], false),
    ] as [([String: String], Bool)])
  func locale(variables: [String: String], wantsUTF8: Bool) {
    #expect(TerminalEnvironment(variables).wantsUTF8 == wantsUTF8)
  }

  @Test(
    "GNU screen gets 256 colours whatever is handed on to it",
    arguments: [
      (["TERM": "screen-256color", "COLORTERM": "truecolor"], ColorDepth.palette256),
      (["TERM": "screen.xterm-256color", "COLORTERM": "24bit"], .palette256),
      (["TERM": "xterm-256color", "STY": "1.pts-0.host", "COLORTERM": "truecolor"], .palette256),
      (["TERM": "screen-256color", "TMUX": "/tmp/t,1,0", "COLORTERM": "truecolor"], .trueColor),
      (["TERM": "xterm-256color", "COLORTERM": "truecolor"], .trueColor),
    ] as [([String: String], ColorDepth)])
  func screen(variables: [String: String], depth: ColorDepth) {
    #expect(TerminalEnvironment(variables).depth(colors: 256, wanted: nil) == depth)
  }

  @Test(
    "the colours a viewer sets count, as far as the terminal has them",
    arguments: [
      (256, ColorDepth.trueColor, ColorDepth.trueColor), (256, .palette256, .palette256),
      (256, .sixteen, .sixteen), (256, .mono, .mono), (8, .trueColor, .eight), (0, .sixteen, .mono),
      (16, .palette256, .sixteen),
    ])
  func wanted(colors: Int, wanted: ColorDepth, depth: ColorDepth) {
    let environment = TerminalEnvironment(["TERM": "screen", "NO_COLOR": "1"])
    #expect(environment.depth(colors: colors, wanted: wanted) == depth)
  }

  @Test(
    "ESCDELAY counts before the configuration, a slow line before nothing, within bounds",
    arguments: [
      ([:], nil, 25), (["ESCDELAY": "500"], nil, 500), (["ESCDELAY": "500"], 40, 500),
      ([:], 40, 40),
      (["ESCDELAY": "0"], nil, 5), (["ESCDELAY": "99999999"], nil, 3000),
      (["ESCDELAY": "x"], nil, 25),
      (["ESCDELAY": "-3"], nil, 25), (["ESCDELAY": "99999999999999999999"], nil, 25),
      (["SSH_CONNECTION": "a 1 b 2"], nil, 100), (["SSH_TTY": "/dev/pts/1"], 40, 40),
    ] as [([String: String], Int?, Int)])
  func escapeDelay(variables: [String: String], configured: Int?, delay: Int) {
    #expect(TerminalEnvironment(variables).escapeDelay(configured: configured) == delay)
  }

  @Test("terminals like xterm have a stand-in, others have none")
  func standIns() {
    for type in [
      "xterm-ghostty", "xterm-kitty", "foot", "foot-extra", "alacritty", "wezterm", "st-256color",
    ] {
      #expect(TerminalEnvironment(["TERM": type]).standIns.first == "xterm-256color")
    }
    #expect(TerminalEnvironment(["TERM": "tmux-direct"]).standIns.first == "screen-256color")
    for type in ["", "no-such-terminal", "dumb2", "xtermish", "footer"] {
      #expect(TerminalEnvironment(["TERM": type]).standIns == [])
    }
  }
}
