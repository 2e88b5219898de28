import { foundAs } from '../../scripts/walk/people.ts'
import type { Finding } from '../../server/audit/finding.ts'
import { judge } from '../../server/audit/verdict.ts'
import { gradesOf } from '../../server/audit/checklist.ts'
import { device, programme } from '../programmes/samples.ts'

const under = programme()
const declared = device()

const found = (changes: Partial<Finding> = {}): Finding => foundAs(declared, under, changes)

const checks = (...failing: (keyof Finding['checks'])[]): Partial<Finding> => ({
  checks: { ...found().checks, ...Object.fromEntries(failing.map((check) => [check, 'no'])) },
})

test.each<[string, Partial<Finding>, string, string[]]>([
  ['everything as declared', {}, 'match', []],
  ['another grade of the same condition', { grade: 'b' }, 'match', []],
  ['the serial number in another spelling', { serial: ' czc0001 ' }, 'match', []],
  ['more in the box than belongs to it', { accessories: ['power-cord', 'mouse'] }, 'match', []],
  ['asset tags left, which is only noted', checks('asset-tags'), 'match', []],
  ['clear wear', { grade: 'c' }, 'condition-differs', ['condition-differs']],
  ['no power cord (R17)', { accessories: [] }, 'incomplete', ['accessory-missing']],
  ['no drive', checks('storage-present'), 'incomplete', ['storage-present-failed']],
  ['data still on it (R8)', { residualData: 'found' }, 'incomplete', ['data-not-wiped']],
  ['no sign of life (R17)', checks('power-on'), 'not-working', ['power-on-failed']],
  ['a lock', checks('firmware-lock'), 'not-working', ['firmware-lock-failed']],
  ['another device (R41, R44)', { serial: 'CZC999' }, 'wrong-device', ['serial-differs']],
  ['no serial number at all', { serial: '' }, 'wrong-device', ['serial-differs']],
  ['a swollen battery (R8)', { hazards: ['swollen-battery'] }, 'hazard', ['hazard']],
])('%s: %s', (_, changes, verdict, reasons) => {
  expect(judge(declared, found(changes), under)).toMatchObject({ verdict, reasons })
})

test('a laptop declared as a tower is of another category, and is asked what a laptop is asked', () => {
  const laptop = foundAs({ ...declared, category: 'mobile' }, under)
  expect(judge(declared, laptop, under)).toMatchObject({
    verdict: 'category-differs',
    reasons: ['category-differs'],
  })
  expect(judge(declared, { ...laptop, accessories: ['power-cord'] }, under).reasons).toEqual([
    'accessory-missing',
    'category-differs',
  ])
})

test('what was declared as not working or incomplete does not differ by it, but by data that were left (R8)', () => {
  const broken = { ...declared, condition: 'not-working' }
  const poor = found({ ...checks('power-on', 'ports', 'storage-present'), accessories: [] })
  expect(judge(broken, poor, under).verdict).toBe('match')
  expect(judge(broken, { ...poor, residualData: 'found' }, under).reasons).toEqual(['data-not-wiped'])
  const bare = found({ accessories: [] })
  expect(judge(broken, bare, under)).toMatchObject({ verdict: 'incomplete', condition: 'working-good' })
})

test('the gravest difference gives the verdict, and every one is named with what shows it (R43)', () => {
  const worst = found({
    ...checks('power-on', 'storage-present'),
    serial: 'X',
    hazards: ['broken-glass'],
    residualData: 'not-checked',
    accessories: [],
  })
  expect(judge(declared, worst, under)).toEqual({
    verdict: 'hazard',
    reasons: ['hazard', 'serial-differs', 'power-on-failed', 'storage-present-failed', 'accessory-missing'],
    condition: 'not-working',
    show: ['audit-hazard', 'audit-serial', 'audit-screen', 'audit-contents'],
  })
})

test('a device in a better condition than declared is shown as a whole', () => {
  const worn = { ...declared, condition: 'working-worn' }
  expect(judge(worn, found(), under)).toMatchObject({
    verdict: 'condition-differs',
    show: ['audit-overview'],
  })
})

const { 'power-on': _, ...unasked } = found().checks
const unchecked = { ...found().checks, ports: 'not-checked' } as const

test.each<[string, Partial<Finding>, string, string]>([
  ['an unknown category', { category: 'typewriter' }, 'category-unknown', '/category'],
  ['an unknown grade', { grade: 'mint' }, 'grade-unknown', '/grade'],
  ['a question left open', { checks: unasked }, 'check-unanswered', '/checks/power-on'],
  ['a check left out though it works', { checks: unchecked }, 'check-unanswered', '/checks/ports'],
  [
    'a check of other devices',
    { checks: { ...found().checks, battery: 'yes' } },
    'check-unknown',
    '/checks/battery',
  ],
  ['data not looked for', { residualData: 'not-checked' }, 'check-unanswered', '/residualData'],
])('%s is no finding', (_name, changes, code, path) => {
  expect(() => judge(declared, found(changes), under)).toThrow(
    expect.objectContaining({ kind: 'invalid', faults: [expect.objectContaining({ code, path })] }),
  )
})

test('a dead device need not show its ports or its data', () => {
  const dead = found({ checks: { ...unchecked, 'power-on': 'no' }, residualData: 'not-checked' })
  expect(judge(declared, dead, under).reasons).toEqual(['power-on-failed'])
})

test('where a programme names no grades, its conditions that work are the grades', () => {
  expect(gradesOf({ ...under, grades: [] }).map(({ id }) => id)).toEqual(['working-good', 'working-worn'])
})
