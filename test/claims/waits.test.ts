import { waitsNow, type Waiting } from '../../server/claims/waits.ts'
import { claimOf, stages } from './samples.ts'

const waiting = (changes: Partial<Waiting>): Waiting => ({
  claim: claimOf({ state: 'approved' }),
  entry: { kind: 'approved', facts: {} },
  before: [],
  lacksAccount: false,
  ...changes,
})
const at = { custody: 'at-centre', audit: 'condition-differs' } as const
const approved = (...units: Parameters<typeof claimOf>[1] & object): Waiting['claim'] =>
  claimOf({ state: 'approved' }, units)

test.each<[string, Partial<Waiting>, string[]]>([
  ['nothing of an approved claim', {}, []],
  [
    'documents of an incomplete one (R25)',
    { claim: claimOf({ state: 'incomplete' }) },
    ['missing-documents'],
  ],
  ['an account where none is known (R56)', { lacksAccount: true }, ['bank-details']],
  [
    'an account that was refused by the bank (B3)',
    { entry: { kind: 'returned', facts: { side: 'account' } } },
    ['bank-details'],
  ],
  ['nothing when the bank itself is at fault', { entry: { kind: 'returned', facts: { side: 'bank' } } }, []],
  [
    'still the account while other things happen',
    { entry: { kind: 'received', facts: {} }, before: ['bank-details'] },
    ['bank-details'],
  ],
  [
    'no account any more once one is given',
    { entry: { kind: 'account-given', facts: {} }, before: ['bank-details'] },
    [],
  ],
  ['an answer to an offer (R43)', { claim: approved({ ...at, offer: 'proposed' }) }, ['participant-answer']],
  ['an answer that is late', { claim: approved({ ...at, offer: 'expired' }) }, ['participant-answer']],
  [
    'our second look at what is disputed (R42): nothing',
    { claim: approved({ ...at, offer: 'disputed' }) },
    [],
  ],
  [
    'nothing of the participant while a device lies with us',
    { claim: approved({ ...at, offer: 'proposed' }, { custody: 'at-centre', offer: 'proposed' }) },
    [],
  ],
  ['an answer to a proposal (R48)', { claim: approved({ ...stages.proposed }) }, ['participant-answer']],
  ['customer service, from its word', { entry: { kind: 'set-aside', facts: {} } }, ['customer-service']],
  ['to its word', { entry: { kind: 'taken-up', facts: {} }, before: ['customer-service'] }, []],
  [
    'nothing of a claim that is over',
    { claim: claimOf({ state: 'void' }), before: ['customer-service'] },
    [],
  ],
])('waits for %s', (_, changes, waits) => {
  expect(waitsNow(waiting(changes))).toEqual(waits)
})
