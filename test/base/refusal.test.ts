import { Refusal, refuse } from '../../server/base/refusal.ts'

test('a refusal names its kind and codes, never its facts', () => {
  const refusal = refuse('conflict', 'serial-taken', { serial: 'PF2ABC12' }, '/units/0/product/serial')
  expect(refusal).toBeInstanceOf(Refusal)
  expect(refusal.message).toBe('conflict: serial-taken')
  expect(refusal.faults).toEqual([
    { code: 'serial-taken', path: '/units/0/product/serial', facts: { serial: 'PF2ABC12' } },
  ])
})

test('a fault without facts has none', () => {
  expect(refuse('not-found', 'not-found').faults).toEqual([{ code: 'not-found', path: '' }])
})
