import { checkedViews } from '../../server/portal/checked-view.ts'
import { judge } from '../../server/programmes/rules.ts'
import { openTexts } from '../../server/texts/texts.ts'
import { application, facts, programme, units } from '../programmes/samples.ts'

const danish = openTexts('templates/locales')('da')

test('the participant reads every rule in words, what does not pass first, and nothing of other claims (R96)', () => {
  const of = application({ units: units(2), termsVersion: '' })
  const findings = judge(
    of,
    programme(),
    facts({ bankAccountShared: true, filesElsewhere: { 'file-1': 'TI-7K3M-92QF' } }, { of }),
  )
  const lines = checkedViews(findings, programme(), danish)
  expect(lines.findIndex(({ outcome }) => outcome === 'pass')).toBe(1)
  expect(lines[0]?.outcome).toBe('missing')
  expect(lines.length).toBeGreaterThan(20)
  expect(new Set(lines.map(({ text }) => text)).size).toBe(lines.length)
  expect(JSON.stringify(lines)).not.toMatch(/TI-7K3M-92QF|findings\./)
})
