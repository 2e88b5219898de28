import { Temporal } from 'temporal-polyfill'
import { approvalRefusal, proposeRun, reasonsAgainst, type Payable } from '../../server/payments/run.ts'
import { account, debtor, now, payable, terms } from './examples.ts'

const recently = now.subtract({ hours: 1 })

test.each<[Partial<Payable>, string[]]>([
  [{}, []],
  [{ standing: 'not-accepted' }, ['not-accepted']],
  [{ standing: 'not-issued' }, ['not-issued']],
  [{ standing: 'disputed', hold: 'suspicion' }, ['disputed', 'held']],
  [{ inRun: 'RUN-2026-000001' }, ['in-another-run']],
  [{ amountMinor: 0 }, ['nothing-owed']],
  [{ amountMinor: -1 }, ['nothing-owed']],
  [{ currency: 'EUR' }, ['other-currency']],
  [{ amountMinor: 1_000_001 }, ['payment-over-limit']],
  [{ amountMinor: 1_000_000 }, []],
  [{ account: undefined }, ['account-missing']],
  [{ account: { ...account, iban: 'DK5100400440116243' } }, ['account-invalid']],
  [{ account: { ...account, iban: 'DE89370400440532013000' } }, ['account-of-other-country']],
  [{ account: { ...account, iban: debtor.iban } }, ['account-is-ours']],
  [{ account: { ...account, changedAt: recently } }, ['account-changed-recently']],
  [{ account: { ...account, changedAt: recently, confirmed: 'yes' } }, []],
  [{ account: { ...account, changedAt: now.subtract({ hours: 72 }) } }, []],
])('%j is kept out by %j (P2, P5, P6, R46)', (change, reasons) => {
  expect(reasonsAgainst({ ...payable, ...change }, { ...terms, payingIban: debtor.iban }, now)).toEqual(
    reasons,
  )
})

test('what is due first is paid first; what passes the limit of a run waits (P5)', () => {
  const owed = [3, 1, 2].map((day) => ({
    ...payable,
    number: `SB-${day}`,
    amountMinor: 600_000,
    payBy: Temporal.PlainDate.from(`2026-12-0${day}`),
  }))
  const { included, excluded, totalMinor } = proposeRun(owed, { ...terms, largestRunMinor: 1_200_000 }, now)
  expect(included.map(({ number }) => number)).toEqual(['SB-1', 'SB-2'])
  expect(excluded.map(({ payable: { number }, reasons }) => [number, reasons])).toEqual([
    ['SB-3', ['run-over-limit']],
  ])
  expect(totalMinor).toBe(1_200_000)
})

test.each([
  ['staff:1', 'approver-created-run'],
  ['staff:2', 'approver-edited-account'],
  ['staff:3', undefined],
])('%s may approve: %s (P3)', (approver, refusal) => {
  expect(
    approvalRefusal({ createdBy: 'staff:1', accountEditors: ['participant:TI-1', 'staff:2'] }, approver),
  ).toBe(refusal)
})

test.each([
  [{ audited: 'TI-7K3M-92QF' }, 'approver-audited-device'],
  [{ decided: 'TI-7K3M-92QF' }, 'approver-decided-claim'],
  [{ loaded: 'dk-workstation-trade-in' }, 'approver-loaded-programme'],
  [{}, undefined],
])('who did %j before: %s (P3, across stages)', (before, refusal) => {
  expect(approvalRefusal({ createdBy: 'staff:1', accountEditors: [] }, 'staff:3', before)).toBe(refusal)
})
