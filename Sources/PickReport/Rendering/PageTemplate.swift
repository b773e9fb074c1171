/// The markup of a report; two braces escape, three take what is markup already.
enum PageTemplate {
  /// The whole page.
  static let page = """
    {{% CONTENT_TYPE: PICK}}<!doctype html>
    <html lang="{{language}}">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <title>{{title}} · {{subtitle}}</title>
    <style>{{{style}}}</style>
    </head>
    <body>
    <header>
    <p class="brand">{{brand}}</p>
    <h1>{{title}}</h1>
    <p class="when">{{subtitle}}</p>
    </header>
    <main>
    <dl class="facts headline">
    {{#headline}}<div><dt>{{label}}</dt><dd class="value">{{value}}</dd><dd class="beside">{{note}}</dd></div>
    {{/headline}}</dl>
    <nav aria-label="{{glance}}">
    <h2>{{glance}}</h2>
    <ol>
    {{#sections}}<li><a href="#{{id}}">{{heading}}</a><span>{{finding}}</span></li>
    {{/sections}}</ol>
    </nav>
    {{#sections}}<section id="{{id}}">
    <h2>{{heading}}</h2>
    <p class="finding">{{finding}}</p>
    <p class="meaning"><strong>{{meaningLabel}}</strong> {{meaning}}</p>
    {{#blocks}}{{#facts}}<dl class="facts">
    {{#list}}<div><dt>{{label}}</dt><dd class="value">{{value}}</dd><dd class="beside">{{note}}</dd></div>
    {{/list}}</dl>
    {{/facts}}{{#plain}}<div class="table">
    {{> table}}</div>
    {{/plain}}{{#long}}<details class="table"><summary>{{caption}}</summary>
    {{> table}}</details>
    {{/long}}{{#sentence}}<p class="note">{{text}}</p>
    {{/sentence}}{{#plot}}<figure id="plot-{{id}}">
    <figcaption>{{caption}}</figcaption>
    {{#hasLegend}}<ul class="legend">{{#legend}}<li class="{{key}}">{{text}}</li>{{/legend}}</ul>
    {{/hasLegend}}{{#drawing}}{{{wide}}}
    {{{narrow}}}
    {{/drawing}}{{^drawing}}<p class="note">{{missing}}</p>
    {{/drawing}}{{#scale}}<p class="scale"><span>{{least}}</span>{{#steps}}<i class="{{step}}"></i>{{/steps}}<span>{{most}}</span></p>
    {{/scale}}<details{{#open}} open{{/open}}><summary>{{asTable}}</summary>
    {{#data}}{{> table}}{{/data}}</details>
    </figure>
    {{/plot}}{{/blocks}}</section>
    {{/sections}}</main>
    </body>
    </html>

    """

  /// One table, which scrolls by itself where a page is narrow.
  static let table = """
    {{% CONTENT_TYPE: PICK}}<div class="scroll" tabindex="0" role="region" aria-label="{{caption}}">
    <table><caption>{{caption}}</caption>
    <thead><tr>{{#columns}}<th scope="col" class="{{kind}}">{{title}}</th>{{/columns}}{{#hasBars}}<td></td>{{/hasBars}}</tr></thead>
    <tbody>
    {{#rows}}<tr>{{#cells}}<td class="{{kind}}">{{text}}</td>{{/cells}}{{#bar}}<td class="bar"><i style="width:{{width}}%"></i></td>{{/bar}}</tr>
    {{/rows}}</tbody></table>
    </div>

    """
}
