/** Whatever speaks against a device, an application or a payment is told in words, in every language. */
import { askable, rejectable } from '../../server/claims/reasons.ts'
import { checkIds } from '../../server/programmes/schema/audit.ts'
import { locales, openTexts } from '../../server/texts/texts.ts'
import { server } from '../sources.ts'

const texts = openTexts('templates/locales')

/** Codes that a source spells where `pattern` finds them. @throws Error when it finds none: the source has changed. */
function codesIn(file: string, pattern: RegExp): string[] {
  const text = server.find((source) => source.file === file)?.text ?? ''
  const codes = [...text.matchAll(pattern)].map(([, code = '']) => code)
  if (codes.length === 0) throw new Error(`${file} spells no code as ${pattern} has it`)
  return codes
}

const sources = {
  'an auditor finds': [
    ...codesIn('audit/verdict.ts', /\[\s*'(?:[a-z-]+)',\s*'([a-z-]+)',\s/g),
    ...checkIds.map((check) => `${check}-failed`),
  ],
  'a reviewer asks for': [...askable],
  'a reviewer rejects for': [...rejectable],
  'a deadline asks for': codesIn('claims/decisions/lapse.ts', /missing: \['([a-z-]+)'\]/g),
  'keeps a debt out of a run': codesIn('payments/run.ts', /^ {2}\| '(?!approver-)([a-z-]+)'$/gm),
}

describe.each(locales)('in %s', (locale) => {
  const { has } = texts(locale)

  test.each(Object.entries(sources))('what %s has its words', (_, codes) => {
    expect(codes.filter((code) => !has(`reasons.${code}`))).toEqual([])
  })

  test('every block of a proposal has its words', () => {
    const blocks = [
      ...codesIn('billing/vat.ts', /^ {2}'?([a-z-]+)'?: \(/gm),
      ...codesIn('billing/vat.ts', /blocks: \['([a-z-]+)'\]/g),
      ...codesIn('billing/self-billing.ts', /blocks: \['([a-z-]+)'\]/g),
      ...codesIn('billing/proposing.ts', /blocks: \['([a-z-]+)'\]/g),
    ]
    expect(blocks.filter((code) => !has(`desk.block.${code}`))).toEqual([])
  })

  test('every kind of document has its name', () => {
    const kinds = codesIn('drawings.ts', /^ {4}'?([a-z-]+)'?: (?:async )?\(/gm)
    expect(kinds.length).toBeGreaterThan(4)
    expect(kinds.filter((kind) => !has(`documents.${kind}`))).toEqual([])
  })
})
