/// A report in a frame of some width, light or dark, and what is wrong with it there.
///
/// The page itself has no script: the one that looks at it is put into a copy. The copy also loses
/// its policy, which would not let any script run, and is dark whatever the system is.
struct PageFrame {
  let width: Int
  let isDark: Bool

  /// "390-dark".
  var name: String { "\(width)-\(isDark ? "dark" : "light")" }

  /// A page of frames that all show the same report.
  static func page(of frames: [PageFrame], showing report: String, isProbed: Bool) -> String {
    let parts = frames.map { $0.markup(report, isProbed: isProbed) }.joined(separator: "\n")
    return """
      <!doctype html><meta charset="utf-8"><body style="margin:0">
      \(parts)
      """
  }

  /// What the look at the report found: "ok", or what is wrong; `nil` where it did not look.
  func found(in content: String) -> String? {
    guard let start = content.firstRange(of: "<pre id=\"found-\(name)\">"),
      let end = content[start.upperBound...].firstRange(of: "</pre>")
    else { return nil }
    let text = content[start.upperBound..<end.lowerBound]
    return text.isEmpty ? nil : String(text)
  }

  private func markup(_ report: String, isProbed: Bool) -> String {
    var copy = report
    if let start = copy.firstRange(of: "<meta http-equiv="),
      let end = copy[start.upperBound...].firstRange(of: ">")
    {
      copy.removeSubrange(start.lowerBound..<end.upperBound)
    }
    copy = copy.replacing(
      "@media (prefers-color-scheme:dark)", with: isDark ? "@media all" : "@media not all")
    if isProbed {
      copy = copy.replacing(
        "</body>", with: "<script>\(Self.probe.replacing("NAME", with: name))</script></body>")
    }
    let escaped = copy.replacing("&", with: "&amp;").replacing("\"", with: "&quot;")
    return """
      <pre id="found-\(name)"></pre>
      <iframe style="border:0;display:block;width:\(width)px;height:2000px" srcdoc="\(escaped)">
      </iframe>
      """
  }

  /// Looks at overflow, contrast (WCAG 2.1, 1.4.3), glyphs and descriptions of pictures.
  private static let probe = """
    addEventListener('load', () => {
      const found = new Set(), root = document.documentElement;
      if (root.scrollWidth > root.clientWidth)
        found.add('overflow ' + root.scrollWidth + ' > ' + root.clientWidth);
      for (const e of document.querySelectorAll('body *')) {
        if (e.closest('.scroll') || e.closest('svg')) continue;
        const box = e.getBoundingClientRect();
        if (box.width && box.right > root.clientWidth + 1)
          found.add('beyond the edge: ' + e.tagName + '.' + e.className);
      }
      const numbers = c => (c.match(/[0-9.]+/g) || []).map(Number);
      const light = c => { const v = numbers(c).slice(0, 3).map(x => x / 255)
        .map(x => x <= 0.03928 ? x / 12.92 : Math.pow((x + 0.055) / 1.055, 2.4));
        return 0.2126 * v[0] + 0.7152 * v[1] + 0.0722 * v[2]; };
      const ground = e => { for (; e; e = e.parentElement) {
        const c = getComputedStyle(e).backgroundColor, v = numbers(c);
        if (v.length === 3 || v[3] > 0) return c; } return 'rgb(255,255,255)'; };
      const letters = new Set();
      const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let node = walk.nextNode(); node; node = walk.nextNode()) {
        const text = node.textContent.trim(), e = node.parentElement;
        if (!text || ['SCRIPT', 'STYLE', 'TITLE', 'title', 'desc'].includes(e.tagName)) continue;
        for (const letter of text) letters.add(letter);
        if (!e.getClientRects().length) continue;
        const style = getComputedStyle(e);
        const ink = light(e.closest('svg') ? style.fill : style.color), back = light(ground(e));
        const ratio = (Math.max(ink, back) + 0.05) / (Math.min(ink, back) + 0.05);
        if (!(ratio >= 4.5)) found.add('contrast ' + ratio.toFixed(2) + ': ' + text.slice(0, 20));
      }
      const canvas = document.createElement('canvas');
      canvas.width = canvas.height = 40;
      const pen = canvas.getContext('2d', { willReadFrequently: true });
      pen.font = '24px ' + getComputedStyle(document.body).fontFamily;
      const drawn = letter => { pen.clearRect(0, 0, 40, 40); pen.fillText(letter, 4, 30);
        return canvas.toDataURL(); };
      const missing = drawn('\\u0378');
      for (const letter of letters)
        if (letter > ' ' && drawn(letter) === missing) found.add('no glyph: ' + letter);
      for (const figure of document.querySelectorAll('figure')) {
        const pictures = [...figure.querySelectorAll('svg')];
        if (pictures.filter(e => e.getClientRects().length).length !== 1)
          found.add('not one picture: ' + figure.id);
        for (const e of pictures) {
          const names = (e.getAttribute('aria-labelledby') || '').split(' ')
            .map(id => document.getElementById(id)).filter(x => x && x.textContent.trim());
          if (e.getAttribute('role') !== 'img' || names.length !== 2)
            found.add('no description: ' + figure.id);
        }
      }
      parent.document.getElementById('found-NAME').textContent = [...found].join('; ') || 'ok';
    });
    """
}
