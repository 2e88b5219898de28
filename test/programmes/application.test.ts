import { applicationSchema } from '../../server/programmes/application.ts'
import { application, device, participant, unit, units } from './samples.ts'

const paths = (value: unknown): string[] =>
  applicationSchema.safeParse(value).error?.issues.map(({ path, code }) => `${path.join('.')} ${code}`) ?? []

test('the sample is an application', () => {
  expect(paths(application())).toEqual([])
})

test('what may be completed later may be empty (R25)', () => {
  const empty = application({
    participant: participant({ company: '', email: '', vatId: '' }),
    purchase: { boughtOn: '', sellerName: '', invoiceNumber: '' },
    units: [
      { product: { model: '', serial: '' }, device: { ...device(), make: '', serial: '', weightGrams: 0 } },
    ],
    declarations: [],
    termsVersion: '',
    evidence: [],
  })
  expect(paths(empty)).toEqual([])
})

test.each([
  [{ ...application(), colour: 'red' }, ' unrecognized_keys'],
  [{ ...application(), units: [] }, 'units too_small'],
  [{ ...application(), units: units(101) }, 'units too_big'],
  [{ ...application(), units: [{ product: { model: 'P330' } }] }, 'units.0.product.serial invalid_type'],
  [
    { ...application(), units: [{ ...unit(), device: { ...device(), weightGrams: 12.5 } }] },
    'units.0.device.weightGrams invalid_type',
  ],
  [
    { ...application(), units: [{ ...unit(), device: { ...device(), weightGrams: -1 } }] },
    'units.0.device.weightGrams too_small',
  ],
  [{ ...application(), locale: 'tlh' }, 'locale invalid_value'],
  [application({ participant: participant({ email: 'no address' }) }), 'participant.email invalid_format'],
  [application({ participant: participant({ company: 'x'.repeat(121) }) }), 'participant.company too_big'],
  [
    application({ purchase: { ...application().purchase, boughtOn: '2019-02-29' } }),
    'purchase.boughtOn invalid_format',
  ],
])('case %#: %s', (value, path) => {
  expect(paths(value)).toEqual([path])
})

test('spaces around what was typed are dropped', () => {
  const typed = application({ participant: participant({ company: '  Søn A/S ' }) })
  expect(applicationSchema.parse(typed).participant.company).toBe('Søn A/S')
})
