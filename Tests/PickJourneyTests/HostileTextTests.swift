import Foundation
import PickTUI
import PickTestSupport
import Testing

extension Journeys {
  @Suite("Titles that try to steer the terminal")
  struct HostileTextTests {
    /// What each attack is called, and what stands in a title.
    private static let attacks = [
      ("clear", "\u{1B}[2J\u{1B}[1;1Howned"), ("colour", "\u{1B}[38;5;196mred"),
      ("clipboard", "\u{1B}]52;c;cHduZWQ=\u{07}"), ("title", "\u{1B}]0;pwned\u{1B}\\"),
      ("link", "\u{1B}]8;;http://pwned.example\u{1B}\\"), ("device", "\u{1B}Pq#0pwned\u{1B}\\"),
      ("c1", "\u{9B}31m\u{9D}0;pwned\u{9C}"), ("open", "\u{1B}]0;pwned"),
      ("bidi", "\u{202E}drawkcab\u{2066}"), ("bell", "\u{07}\u{08}\u{7F}"),
      ("marks", "e" + String(repeating: "\u{0301}", count: 10_000)),
    ]

    @Test("no control byte of a title, a synopsis or a cast reaches screen, log or report")
    func controls() throws {
      let home = try Home()
      var assets =
        "index,asset_nm,ct_cl,genre_of_ct_cl,SMRY,ACTR_DISP,disp_rtm,category_l,category_h,"
        + "series_nm,clean_asset_nm,image\n"
      for (index, attack) in Self.attacks.enumerated() {
        let name = "\"\(attack.0) \(attack.1) end\""
        assets += "\(index),\(name),영화,드라마,\(name),\(name),60,국내,영화,,\(name),\n"
      }
      let views =
        "subsr,asset_nm,ct_cl,genre_of_ct_cl,use_tms,SMRY,ACTR_DISP,disp_rtm,view_rate,date,time,"
        + "weekday,category_l,category_h\n7,clear  end,,,30,,,,50,2023-08-01,20:00:00,,,\n"
        + (0..<200).map { "8,bell  end,,,30,,,,50,2023-08-\(10 + $0 % 20),20:00:0\($0 % 9),,,\n" }
        .joined()
      let importing = try Programs.run(
        [
          "import", "hellopick", "--assets", try home.write(assets, to: "assets.csv"), "--views",
          try home.write(views, to: "views.csv"),
        ], home: home.path)
      Self.expectHarmless(Array((importing.output + importing.errors).utf8), isScreen: false)
      try #require(importing.status == 0, "\(importing.errors)")
      try home.pickctl("account", "set-password", "--account", "8", input: Home.password + "\n")

      let viewer = try Viewer.signedIn(at: home, as: "8")
      for attack in Self.attacks {
        // The second 7 brings the focus to the field, or stands in it until Ctrl-U.
        viewer.press(.character("7"), .character("7"), .control("u"))
        viewer.type(attack.0)
        try viewer.see("건", attack.0)
        viewer.press(.down, .down, .enter)
        try viewer.see("더 보기")
        viewer.press(.character("i"))
        try viewer.see("추천 이유")
        viewer.press(.left)
      }
      viewer.press(.character("1"))
      viewer.press(.character("4"))
      try viewer.see("드라마")
      // The program's own question about pictures.
      #expect(viewer.terminal.screen.controlStrings == 1)
      Self.expectHarmless(viewer.terminal.output, isScreen: true)
      Self.expectHarmless(Array(home.log.utf8), isScreen: false)
      try viewer.quit()
    }

    /// Fails when bytes hold what a title brought along to steer a terminal with.
    private static func expectHarmless(_ bytes: [UInt8], isScreen: Bool) {
      let text = String(decoding: bytes, as: UTF8.self)
      for payload in ["\u{1B}]", "\u{1B}P", "52;c", "pwned.example", "\u{1B}[38;5;196mred"] {
        #expect(!text.contains(payload), "\(payload.debugDescription)")
      }
      let scalars = text.unicodeScalars
      #expect(!scalars.contains { (0x80...0x9F).contains($0.value) || $0.value == 0x7F })
      #expect(!scalars.contains { (0x202A...0x202E).contains($0.value) })
      #expect(!scalars.contains { (0x2066...0x2069).contains($0.value) })
      #expect(scalars.count { $0.value == 0x301 } < 200)
      if !isScreen { #expect(!scalars.contains { $0.value < 0x20 && $0 != "\n" && $0 != "\r" }) }
    }
  }
}
