import { Refusal } from '../../server/base/refusal.ts'
import { refuseUnprintable } from '../../server/claims/printing.ts'
import type { Application } from '../../server/programmes/application.ts'
import { missingLetters } from '../../server/typefaces.ts'
import { application } from '../programmes/samples.ts'

const named = (company: string): Application =>
  application({ participant: { ...application().participant, company } })

test.each([
  'Jørgensen & Søn A/S',
  'Łódź Źródło Sp. z o.o.',
  'Αθήνα Α.Ε.',
  'Булстрад АД',
  'Éclair d’Été €',
  '株式会社 深圳',
])('%s can be printed', async (company) => {
  await expect(refuseUnprintable({ missingLetters }, named(company))).resolves.toBeUndefined()
})

test.each([
  ['龘龘有限公司', '龘'],
  ['Jørgensen 漢 A/S', '漢'],
  ['Smile 😀 ApS', '😀'],
])('%s is refused where it is typed, naming the letters', async (company, letters) => {
  const refused = await refuseUnprintable({ missingLetters }, named(company)).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(Refusal)
  expect(refused).toMatchObject({
    kind: 'invalid',
    faults: [{ code: 'unprintable', path: '/participant/company', facts: { letters } }],
  })
})
