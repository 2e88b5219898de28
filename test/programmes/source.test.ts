import { parseProgramme, versionOf } from '../../server/programmes/source.ts'
import { programmeText } from './samples.ts'

const text = programmeText('dk-workstation-trade-in')

test('the version is of the content: comments, spaces and order do not count, a single value does (R98)', () => {
  const moved = text.replace(/^currency: DKK.*\n/m, '') + 'currency:   DKK\n'
  expect(versionOf(moved)).toBe(versionOf(text))
  expect(versionOf(text.replace(/#.*$/gm, ''))).toBe(versionOf(text))
  expect(versionOf(text.replace('limit: 5', 'limit: 6'))).not.toBe(versionOf(text))
})

test('a refusal names the line of every mistake of shape', () => {
  const broken = text
    .replace('currency: DKK', 'currency: KRONER')
    .replace('referencePrefix: TI', 'referencePrefix: ti')
  const lineOf = (start: string): number => broken.split('\n').findIndex((line) => line.startsWith(start)) + 1
  expect(() => parseProgramme(broken)).toThrow(
    expect.objectContaining({
      kind: 'invalid',
      faults: [
        {
          code: 'programme-mistake',
          path: '/currency',
          facts: { file: 'programme', line: lineOf('currency'), mistake: 'not-one-of' },
        },
        {
          code: 'programme-mistake',
          path: '/referencePrefix',
          facts: { file: 'programme', line: lineOf('referencePrefix'), mistake: 'wrong-spelling' },
        },
      ],
    }),
  )
})

test.each(['', '[]', 'a: [', '\u0000', '&a [*a]', '- 1', '!!js/function x'])(
  '"%s" is refused, not crashed on',
  (broken) => {
    expect(() => parseProgramme(broken)).toThrow('invalid: programme-mistake')
  },
)

test('a bomb of aliases is refused', () => {
  const levels = Array.from(
    { length: 12 },
    (_, level) => `l${level + 1}: &l${level + 1} [${`*l${level},`.repeat(9)}]`,
  )
  expect(() => parseProgramme(['l0: &l0 [x]', ...levels].join('\n'))).toThrow('invalid: programme-mistake')
})
