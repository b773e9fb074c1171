/// How a report looks: light or dark as the reader's system is, and black on white when printed.
enum PageStyle {
  /// The whole style sheet.
  static let css = """
    :root{color-scheme:light dark;--bg:#fff;--panel:#f5f5f8;--ink:#1a1a1f;--muted:#555562;\
    --line:#dcdce4;--accent:#b80f3a;--s1:#c5123f;--soft:#f3b4c4;--s2:#186a86;--s3:#7d6200;\
    --grid:#e6e6ec;--axis:#8d8d9a;--h0:#fbeef1;--h1:#f8dbe2;--h2:#f4c3cf;--h3:#eea6b8;--h4:#e6849d;\
    --h5:#db5f80;--h6:#cc3a62;--h7:#b5204a;--h8:#970f37;--h9:#720626}
    @media (prefers-color-scheme:dark){:root{--bg:#111114;--panel:#1c1c21;--ink:#eeeef2;\
    --muted:#b0b0bd;--line:#36363f;--accent:#ff8ea8;--s1:#ff5c81;--soft:#6d2a3d;--s2:#6cc4e0;\
    --s3:#e0c050;--grid:#2c2c34;--axis:#7c7c8a;--h0:#221a1d;--h1:#331e25;--h2:#48232f;--h3:#5f283a;\
    --h4:#792e46;--h5:#963654;--h6:#b34264;--h7:#d15275;--h8:#ea6c8c;--h9:#ff9ab2}}
    *{box-sizing:border-box}
    html{-webkit-text-size-adjust:100%}
    body{margin:0;background:var(--bg);color:var(--ink);line-height:1.6;font-size:16px;\
    font-family:Pretendard,"Noto Sans KR","Noto Sans CJK KR","Apple SD Gothic Neo","Malgun Gothic",\
    system-ui,sans-serif;overflow-wrap:anywhere;word-break:keep-all}
    header,main{max-width:780px;margin:0 auto;padding:0 20px}
    header{padding-top:32px}
    .brand{margin:0;color:var(--accent);font-weight:700}
    h1{margin:0;font-size:30px;line-height:1.25}
    .when{margin:4px 0 20px;color:var(--muted)}
    h2{font-size:22px;line-height:1.3;margin:0 0 8px}
    .facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(165px,1fr));gap:10px;\
    margin:12px 0}
    .facts div{background:var(--panel);border:1px solid var(--line);border-radius:10px;\
    padding:10px 14px}
    .facts dt{color:var(--muted);font-size:14px}
    .facts dd{margin:0}
    .facts .value{font-size:24px;font-weight:700;line-height:1.3;font-variant-numeric:tabular-nums}
    .facts .beside{color:var(--muted);font-size:13px}
    .headline .value{color:var(--accent)}
    nav{border-top:1px solid var(--line);margin-top:24px;padding-top:20px}
    nav ol{margin:0;padding-left:24px}
    nav li{margin:0 0 8px}
    nav a{color:var(--accent);font-weight:600;display:block}
    nav span{color:var(--ink)}
    section{border-top:1px solid var(--line);margin-top:32px;padding-top:24px}
    .finding{margin:0 0 10px;font-size:18px;font-weight:600;line-height:1.5}
    .meaning{margin:0 0 16px;padding:10px 14px;border-left:4px solid var(--accent);\
    background:var(--panel);border-radius:0 8px 8px 0}
    .meaning strong{color:var(--accent);margin-right:6px}
    .note{color:var(--muted);margin:10px 0}
    figure{margin:20px 0;padding:0}
    figcaption,caption{font-weight:600;text-align:left}
    figure svg{width:100%;height:auto;color:var(--ink)}
    figure svg text{font-family:inherit}
    svg.narrow{display:none}
    .legend{list-style:none;display:flex;flex-wrap:wrap;gap:4px 16px;margin:4px 0;padding:0;\
    color:var(--muted);font-size:14px}
    .legend li::before{content:"";display:inline-block;width:14px;height:10px;margin-right:6px;\
    border-radius:2px;background:var(--s1)}
    .legend .soft::before{background:var(--soft)}
    .legend .k2::before{background:var(--s2)}
    .legend .k3::before{background:var(--s3)}
    .scale{display:flex;align-items:center;gap:2px;margin:2px 0 8px;color:var(--muted);\
    font-size:14px}
    .scale i{width:18px;height:12px;display:inline-block}
    .scale span:first-child{margin-right:6px}
    .scale span:last-child{margin-left:6px}
    .h0{background:var(--h0)}.h1{background:var(--h1)}.h2{background:var(--h2)}\
    .h3{background:var(--h3)}.h4{background:var(--h4)}.h5{background:var(--h5)}\
    .h6{background:var(--h6)}.h7{background:var(--h7)}.h8{background:var(--h8)}\
    .h9{background:var(--h9)}
    summary{cursor:pointer;color:var(--muted);font-size:14px;margin:4px 0}
    .table{margin:20px 0}
    .scroll{overflow-x:auto;max-width:100%}
    table{border-collapse:collapse;width:100%;font-size:14.5px;font-variant-numeric:tabular-nums}
    caption{padding-bottom:4px;font-size:16px}
    details caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
    th,td{padding:5px 10px 5px 0;border-bottom:1px solid var(--line);text-align:left;\
    vertical-align:top}
    th{color:var(--muted);font-weight:600}
    .n{text-align:right;white-space:nowrap}
    td.t{min-width:72px}
    .n+.t{padding-left:16px}
    td.bar{width:30%;min-width:60px;vertical-align:middle;padding-right:0}
    td.bar i{display:block;height:10px;border-radius:2px;background:var(--s1)}
    main{padding-bottom:64px}
    @media (max-width:600px){header,main{padding-left:16px;padding-right:16px}h1{font-size:26px}\
    .facts{grid-template-columns:1fr 1fr}.facts .value{font-size:21px}svg.wide{display:none}\
    svg.narrow{display:block}th,td{padding-right:8px}td.bar{width:20%;min-width:40px}}
    @media print{:root{color-scheme:light;--bg:#fff;--panel:#f5f5f8;--ink:#000;--muted:#444;\
    --line:#ccc;--accent:#b80f3a;--s1:#c5123f;--soft:#f3b4c4;--s2:#186a86;--s3:#7d6200;\
    --grid:#ddd;--axis:#888;--h0:#fbeef1;--h1:#f8dbe2;--h2:#f4c3cf;--h3:#eea6b8;--h4:#e6849d;\
    --h5:#db5f80;--h6:#cc3a62;--h7:#b5204a;--h8:#970f37;--h9:#720626}\
    body{font-size:11pt;print-color-adjust:exact;-webkit-print-color-adjust:exact}\
    header,main{max-width:none;padding:0}figure,tr,.facts,.meaning{break-inside:avoid}\
    h2,figcaption,caption{break-after:avoid}summary{display:none}.scroll{overflow:visible}\
    @page{margin:16mm}}
    """
}
