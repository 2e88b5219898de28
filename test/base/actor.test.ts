import { actorText, type Actor } from '../../server/base/actor.ts'

test.each<[Actor, string]>([
  [{ kind: 'participant', reference: 'TI-7K3M-92QF' }, 'participant:TI-7K3M-92QF'],
  [{ kind: 'staff', id: 7, roles: ['reviewer'] }, 'staff:7'],
  [{ kind: 'carrier', name: 'sample' }, 'carrier:sample'],
  [{ kind: 'system', part: 'worker' }, 'system:worker'],
])('%j is written %s', (actor, written) => {
  expect(actorText(actor)).toBe(written)
})
