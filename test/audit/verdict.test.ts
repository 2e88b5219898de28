import type { Finding } from '../../server/audit/finding.ts'
import { judge } from '../../server/audit/verdict.ts'
import { device, programme } from '../programmes/samples.ts'

const under = programme()
const declared = device()

/** A finding that agrees with everything declared. */
const found = (changes: Partial<Finding> = {}): Finding => ({
  serial: declared.serial,
  category: declared.category,
  condition: declared.condition,
  powersOn: 'yes',
  dataWiped: 'yes',
  accessories: ['power-cord'],
  hazards: [],
  ...changes,
})

const broken = { powersOn: 'no', condition: 'not-working' } as const

test.each<[string, Partial<Finding>, string, string[]]>([
  ['everything as declared', {}, 'match', []],
  ['the serial number in another spelling', { serial: ' czc0001 ' }, 'match', []],
  ['more in the box than belongs to it', { accessories: ['power-cord', 'mouse'] }, 'match', []],
  [
    'another category',
    { category: 'mobile', accessories: ['power-adapter'] },
    'category-differs',
    ['category-differs'],
  ],
  ['another condition', { condition: 'working-worn' }, 'condition-differs', ['condition-differs']],
  ['no power cord (R17)', { accessories: [] }, 'incomplete', ['accessory-missing']],
  ['data still on it (R8)', { dataWiped: 'no' }, 'incomplete', ['data-not-wiped']],
  ['no sign of life (R17)', broken, 'not-working', ['does-not-power-on', 'condition-differs']],
  ['life, but no work', { condition: 'not-working' }, 'not-working', ['does-not-work', 'condition-differs']],
  ['another device (R41, R44)', { serial: 'CZC999' }, 'wrong-device', ['serial-differs']],
  ['no serial number at all', { serial: '' }, 'wrong-device', ['serial-differs']],
  ['a swollen battery (R8)', { hazards: ['swollen-battery'] }, 'hazard', ['hazard']],
])('%s: %s', (_, changes, verdict, reasons) => {
  expect(judge(declared, found(changes), under)).toEqual({ verdict, reasons })
})

test('the gravest difference gives the verdict, and every one is named (R43)', () => {
  const worst = {
    ...broken,
    serial: 'X',
    hazards: ['broken-glass'],
    dataWiped: 'no',
    accessories: [],
  } as const
  expect(judge(declared, found({ ...worst, hazards: ['broken-glass'], accessories: [] }), under)).toEqual({
    verdict: 'hazard',
    reasons: [
      'hazard',
      'serial-differs',
      'does-not-power-on',
      'accessory-missing',
      'data-not-wiped',
      'condition-differs',
    ],
  })
})

test('accessories are those of the category that was found', () => {
  const laptop = found({ category: 'mobile', accessories: ['power-cord'] })
  expect(judge(declared, laptop, under).reasons).toEqual(['accessory-missing', 'category-differs'])
})

test.each<[Partial<Finding>, string, string]>([
  [{ category: 'typewriter' }, 'category-unknown', '/category'],
  [{ condition: 'mint' }, 'condition-unknown', '/condition'],
  [{ powersOn: 'no' }, 'condition-contradicts', '/condition'],
])('%j is not a finding: %s', (changes, code, path) => {
  expect(() => judge(declared, found(changes), under)).toThrow(
    expect.objectContaining({ kind: 'invalid', faults: [expect.objectContaining({ code, path })] }),
  )
})
