import { Temporal } from 'temporal-polyfill'
import { verdictOf, type AtScan } from '../../server/shipping/scan-verdict.ts'

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text)
const inTime: AtScan = {
  parcel: 'labelled',
  claim: 'approved',
  isFirst: true,
  wasHandedOver: false,
  shipBy: day('2019-05-01'),
  today: day('2019-05-01'),
}
const late = { today: day('2019-05-02') }

test.each<[string, Partial<AtScan>, string]>([
  ['on its last day', {}, 'received'],
  ['a day later (R21)', late, 'overdue'],
  ['later, but the carrier had it in time (R40)', { ...late, wasHandedOver: true }, 'received'],
  ['under a label past its day', { expiredOn: day('2019-04-30') }, 'overdue'],
  ['once more', { isFirst: false, ...late }, 'already-received'],
  ['of a claim that is void (R22)', { claim: 'void', ...late }, 'void'],
  ['of a claim that was withdrawn', { claim: 'withdrawn' }, 'void'],
  ['of a claim that was rejected', { claim: 'rejected' }, 'void'],
  [
    'under a label that was replaced (R32)',
    { parcel: 'void', claim: 'void', isFirst: false },
    'label-replaced',
  ],
])('a parcel %s', (_when, facts, verdict) => {
  expect(verdictOf({ ...inTime, ...facts })).toBe(verdict)
})
