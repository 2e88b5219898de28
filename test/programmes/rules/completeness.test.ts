import { fieldName, fieldsFilled } from '../../../server/programmes/rules/completeness.ts'
import { ask, device, participant, programme, said, unit } from '../samples.ts'

const missing = (changes: Parameters<typeof ask>[1]) => ask(fieldsFilled, changes).map(({ path }) => path)

test('nothing is missing (R25)', () => {
  expect(said(ask(fieldsFilled))).toEqual(['pass complete'])
})

test.each([
  [{ participant: participant({ company: '' }) }, '/participant/company'],
  [{ participant: participant({ contactName: '' }) }, '/participant/contactName'],
  [{ participant: participant({ email: '' }) }, '/participant/email'],
  [{ units: [{ ...unit(), product: { ...unit().product, serial: '' } }] }, '/units/0/product/serial'],
  [{ units: [{ ...unit(), device: { ...device(), serial: '' } }] }, '/units/0/device/serial'],
  [{ units: [{ ...unit(), device: { ...device(), weightGrams: 0 } }] }, '/units/0/device/weightGrams'],
])('case %#: %s is named (R25)', (changes, path) => {
  expect(missing({ application: changes })).toEqual([path])
  expect(said(ask(fieldsFilled, { application: changes }))).toEqual(['missing field-missing'])
})

test('a device that does not travel needs no weight (R58)', () => {
  const units = [{ ...unit(), device: { ...device(), weightGrams: 0 } }]
  expect(
    said(ask(fieldsFilled, { application: { units }, programme: { returnMode: 'evidence-only' } })),
  ).toEqual(['pass complete'])
})

test('where the end customer counts, it is named in full (R53)', () => {
  const audience = { ...programme().audience, endCustomer: 'required' } as const
  expect(missing({ programme: { audience } })).toHaveLength(5)
})

test('every empty field is listed at once, with the number of its item (R25)', () => {
  const empty = { ...unit(), product: { ...unit().product, serial: '' } }
  const findings = ask(fieldsFilled, { application: { units: [empty, empty] } })
  expect(findings.map(({ facts }) => facts)).toEqual([
    { field: 'product-serial', unit: 1 },
    { field: 'product-serial', unit: 2 },
  ])
})

test.each([
  ['/participant/contactName', 'participant-contact-name'],
  ['/units/3/device/weightGrams', 'device-weight-grams'],
  ['/participant/address/street', 'participant-street'],
])('%s is the field %s', (path, name) => {
  expect(fieldName(path)).toBe(name)
})
