import { openFonts, printable, runsOf, settable, standIns, widthOf } from '../../server/documents/fonts.ts'

const fonts = openFonts('templates/fonts')

test.each([
  ['Danish', 'Rødgrød med fløde, Ærøskøbing, Årø'],
  ['Polish', 'Łódź, Świętokrzyska 9 m. 4, Żółć'],
  ['Greek', 'Αθήνα, Λεωφόρος Κηφισίας 12'],
  ['Cyrillic', 'София, бул. Цар Освободител'],
  ['Chinese', '深圳市南山区科技园，联想（北京）有限公司'],
  ['Vietnamese', 'Nguyễn Thị Hạnh'],
  ['signs', '1.500,00 kr. – € £ № ½ “quoted” … · 12 × 3'],
  ['an e-mail address', 'jette+ti@example.com'],
])('%s can be printed', (_, text) => {
  expect(printable(fonts, text)).toEqual({ ok: true })
})

test.each([
  ['a rare Chinese character', '深圳市 龘', ['龘']],
  ['an emoji', 'ACME 😀😀', ['😀']],
  ['Hebrew', 'שלום', ['ש', 'ל', 'ו', 'ם']],
])('%s cannot: each missing letter is named once', (_, text, missing) => {
  expect(printable(fonts, text)).toEqual({ ok: false, missing })
})

test.each([
  ['composes letters', 'Cafe\u0301', 'Café'],
  ['drops marks of direction', '\u200fACME\u200e\u202e', 'ACME'],
  ['drops zero-width and soft hyphens', 'AC\u200bME\u00ad', 'ACME'],
  ['makes tabs and thin spaces plain', 'A\tB\u2009C', 'A B C'],
  ['keeps a no-break space, which amounts need', '1\u202f500\u00a0kr.', '1\u00a0500\u00a0kr.'],
])('what is set %s', (_, typed, set) => {
  expect(settable(typed)).toBe(set)
})

test('a letter without a glyph is an error that does not repeat the text', () => {
  expect(() => runsOf(fonts, 'regular', 'Jens 龘')).toThrow('no glyph for U+9f98')
})

test('where a document must be drawn, a sign stands for a letter that nobody has', () => {
  expect(standIns(fonts, 'regular', 'Søn 汉漢 & 龘')).toBe('Søn 汉? & ?')
})

test('bold is wider than regular, and twice the size is twice the width', () => {
  const width = widthOf(fonts, 'regular', 10, 'Workstation')
  expect(widthOf(fonts, 'bold', 10, 'Workstation')).toBeGreaterThan(width)
  expect(widthOf(fonts, 'regular', 20, 'Workstation')).toBeCloseTo(2 * width, 9)
})
