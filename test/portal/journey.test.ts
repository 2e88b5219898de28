/** The application as a row of questions: which there are, who owns a fault, and how far each is answered. */
import { sampleApplication } from '../../server/demonstration/sample.ts'
import { fieldsOf } from '../../server/portal/application-form.ts'
import { answered, faultsIn, ownerOf, stateOf, stepsOf, whole } from '../../server/portal/journey.ts'
import { parseProgramme } from '../../server/programmes/source.ts'
import type { Typed } from '../../server/web/forms.ts'
import { programmeText } from '../programmes/samples.ts'

const tradeIn = parseProgramme(programmeText('dk-workstation-trade-in'))
const cashback = parseProgramme(programmeText('it-accessories-cashback'))
const filled = fieldsOf(
  sampleApplication(tradeIn, { boughtOn: '2019-02-10', invoiceNumber: 'J-1', evidence: [] }),
)
const ids = (programme: typeof tradeIn, typed: Typed) => stepsOf(programme, typed).map(({ id }) => id)
const stateIn = (typed: Typed, id: string, evidence: readonly string[] = []) => {
  const step = stepsOf(tradeIn, typed).find((one) => one.id === id)
  if (!step) throw new Error(`no step ${id}`)
  return stateOf(step, tradeIn, { typed, evidence, faults: faultsIn(typed, tradeIn, 'en', []) })
}

test('a pair asks for a product and a device, money only for a product (R14, R58)', () => {
  expect(ids(tradeIn, { 'units.1.product.model': '' })).toEqual([
    'contact',
    'address',
    'vat',
    'purchase',
    'proof',
    'product-1',
    'device-1',
    'product-2',
    'device-2',
    'bank',
    'declarations',
  ])
  expect(ids(cashback, {}).filter((id) => id.startsWith('device'))).toEqual([])
})

test('one pair is asked on at most nine pages with at most 25 fields that are typed', () => {
  const steps = stepsOf(tradeIn, {})
  const chosen = /country|vatStatus|category|condition|declarations|version|evidence/
  expect(steps.length).toBeLessThanOrEqual(9)
  expect(
    steps.flatMap(({ fields }) => fields).filter((name) => !chosen.test(name)).length,
  ).toBeLessThanOrEqual(25)
})

test.each([
  ['participant.email', 'contact'],
  ['participant.address', 'address'],
  ['participant', 'contact'],
  ['units.0.device.serial', 'device-1'],
  ['units', 'product-1'],
  ['selfBilling', 'declarations'],
  ['_terms', undefined],
])('a fault of %s belongs to the page %s', (name, id) => {
  expect(ownerOf(name, stepsOf(tradeIn, {}))?.id).toBe(id)
})

test('a page is blank until it was sent, begun while something is wrong, and then done', () => {
  expect(stateIn({}, 'contact')).toBe('blank')
  expect(stateIn({ 'participant.company': '', 'participant.email': '' }, 'contact')).toBe('blank')
  expect(stateIn({ 'participant.company': 'Å A/S' }, 'contact')).toBe('begun')
  expect(stateIn(filled, 'contact')).toBe('done')
  expect(stateIn(filled, 'proof')).toBe('blank')
  expect(stateIn(filled, 'proof', ['f1'])).toBe('done')
  expect(
    stateIn({ ...filled, declarations: tradeIn.declarations.slice(1).map(({ id }) => id) }, 'declarations'),
  ).toBe('begun')
  expect(stateIn(filled, 'declarations')).toBe('done')
})

test('what one page sends replaces only its own fields, and a box that was unticked goes', () => {
  const steps = stepsOf(tradeIn, filled)
  const declarations = steps.find(({ id }) => id === 'declarations')
  if (!declarations) throw new Error('no declarations')
  const after = answered(filled, declarations, {
    'selfBilling.signedBy': 'Åse',
    'participant.email': 'x@y.zz',
  })
  expect(after['declarations']).toBe('')
  expect(after['participant.email']).toBe(filled['participant.email'])
})

test('the sample is whole: nothing of it is refused (R24)', () => {
  expect(faultsIn(whole(filled, tradeIn), tradeIn, 'en', [])).toEqual([])
})
