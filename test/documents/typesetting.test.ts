import fc from 'fast-check'
import { openFonts, widthOf } from '../../server/documents/fonts.ts'
import { setText } from '../../server/documents/typesetting.ts'

const fonts = openFonts('templates/fonts')
const set = (text: string, setting: Partial<Parameters<typeof setText>[2]>) =>
  setText(fonts, text, { width: 60, size: 10, ...setting })

test('what fits stays as it is', () => {
  expect(set('Vesterbrogade 149', {})).toMatchObject({ lines: ['Vesterbrogade 149'], size: 10 })
})

test('what is too wide is wrapped between words', () => {
  const { lines, size } = set('Rødgrød & Fløde Rådgivende Ingeniører ApS, Afdeling for Indkøb', {})
  expect(lines.length).toBeGreaterThan(1)
  expect(lines.join(' ')).toBe('Rødgrød & Fløde Rådgivende Ingeniører ApS, Afdeling for Indkøb')
  expect(size).toBe(10)
})

test('one line is shrunk instead', () => {
  const { lines, size } = set('Rødgrød & Fløde Rådgivende Ingeniører', { lines: 1, smallest: 5 })
  expect(lines).toHaveLength(1)
  expect(size).toBeLessThan(10)
})

test('what is too high for its box is shrunk', () => {
  const name = 'Rødgrød & Fløde Rådgivende Ingeniører ApS, Afdeling for Indkøb'
  expect(set(name, { height: 7 }).height).toBeLessThanOrEqual(7)
  expect(set(name, {}).height).toBeGreaterThan(7)
})

test('a word wider than the line is broken', () => {
  const word = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'
  const { lines } = set(word, { width: 30 })
  expect(lines.length).toBeGreaterThan(1)
  expect(lines.join('')).toBe(word)
})

test('Chinese is wrapped at its size, and no line begins with a comma', () => {
  const text = '请在标签上手写签名，平整贴在箱子顶面，使箱子放在托盘上时可以读取。'
  const { lines, size } = set(text, { width: 30 })
  expect(size).toBe(10)
  expect(lines.length).toBeGreaterThan(2)
  expect(lines.join('')).toBe(text)
  expect(lines.filter((line) => /^[，。]/u.test(line))).toEqual([])
})

test('an amount is never torn apart at its no-break space', () => {
  const { lines } = set('Beløb til udbetaling 1.500,00\u00a0kr. i alt', { width: 30 })
  expect(lines.some((line) => line.includes('1.500,00\u00a0kr.'))).toBe(true)
})

test('a new line begins where the text says so', () => {
  expect(set('one\ntwo', {}).lines).toEqual(['one', 'two'])
})

test('too much text is an error without the text in it', () => {
  const name = 'Jens Vejmand '.repeat(20)
  expect(() => set(name, { lines: 1 })).toThrow('260 characters do not fit 1 lines, 60 mm')
})

test('whatever is set: no line is wider than its width, no letter is lost', () => {
  const words = fc.array(fc.stringMatching(/^[A-Za-zÆØÅæøåŁłΑ-Ρ0-9]{1,40}$/), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(words, fc.integer({ min: 12, max: 120 }), (chosen, width) => {
      const text = chosen.join(' ')
      const { lines, size, face } = set(text, { width })
      for (const line of lines) expect(widthOf(fonts, face, size, line)).toBeLessThanOrEqual(width + 1e-6)
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
    }),
    { numRuns: 200 },
  )
})
