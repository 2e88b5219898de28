import { checkedViews } from '../../server/portal/checked-view.ts'
import { judge } from '../../server/programmes/rules.ts'
import { openTexts } from '../../server/texts/texts.ts'
import { application, facts, programme, units } from '../programmes/samples.ts'

const danish = openTexts('templates/locales')('da')

test('the participant reads every rule in words, what is open first, and nothing of other claims (R96)', () => {
  const of = application({ units: units(2), termsVersion: '' })
  const findings = judge(
    of,
    programme(),
    facts({ bankAccountShared: true, filesElsewhere: { 'file-1': 'TI-7K3M-92QF' } }, { of }),
  )
  const lines = checkedViews(findings, programme(), danish)
  expect(lines.map(({ outcome }) => outcome).lastIndexOf('open')).toBe(0)
  expect(lines.length).toBeGreaterThan(20)
  expect(new Set(lines.map(({ text }) => text)).size).toBe(lines.length)
  expect(JSON.stringify(lines)).not.toMatch(/TI-7K3M-92QF|findings\./)
})
