import { lintFile, lintProgramme } from '../../server/programmes/lint.ts'
import { mistakeCodes } from '../../server/programmes/lint/codes.ts'
import { programmeText } from './samples.ts'

const text = programmeText('dk-workstation-trade-in')

/** Replaces one passage; `at` is the start of the line that must be named, by default the first line that changed. */
type Planted = { code: string; find: string | RegExp; put: string; at?: string }

const shape: Planted[] = [
  { code: 'not-yaml', find: 'locales: [da, en]', put: 'locales: [da, en', at: 'countries:' },
  { code: 'duplicate-key', find: 'currency: DKK', put: 'countries: [DK]\ncurrency: DKK' },
  { code: 'unknown-field', find: 'currency: DKK', put: 'colour: red\ncurrency: DKK' },
  { code: 'missing-field', find: /^currency: DKK.*\n/m, put: '', at: '# yaml-language-server' },
  { code: 'wrong-type', find: 'limit: 5', put: "limit: 'five'" },
  { code: 'not-one-of', find: 'currency: DKK', put: 'currency: KRONER' },
  { code: 'not-a-date', find: 'to: 2021-03-31', put: 'to: 2021-02-30' },
  { code: 'not-an-email', find: 'trade-in@backhaul.example', put: 'backhaul.example' },
  { code: 'not-a-link', find: 'contacts:\n', put: 'contacts:\n  url: nowhere\n', at: '  url:' },
  { code: 'wrong-spelling', find: 'referencePrefix: TI', put: 'referencePrefix: ti' },
  { code: 'unknown-time-zone', find: 'Europe/Copenhagen', put: 'Europe/Kopenhagen' },
  { code: 'too-small', find: 'limit: 5', put: 'limit: 0' },
  { code: 'too-big', find: 'leadWorkingDays: 2', put: 'leadWorkingDays: 99' },
  { code: 'wrong-key', find: '  lenovo:\n', put: '  Lenovo Danmark:\n' },
]

const says: Planted[] = [
  {
    code: 'missing-text',
    find: 'name: { en: ThinkStation P3xx, da: ThinkStation P3xx }',
    put: 'name: { en: ThinkStation P3xx }',
  },
  { code: 'needless-text', find: 'locales: [da, en]', put: 'locales: [en]', at: '  da: Ombytning' },
  { code: 'purchases-end-before-start', find: 'to: 2021-03-31', put: 'to: 2018-09-30' },
  { code: 'applications-end-before-start', find: 'to: 2021-06-30', put: 'to: 2018-09-30' },
  { code: 'applications-end-before-purchases', find: 'to: 2021-06-30', put: 'to: 2021-03-30' },
  { code: 'applications-end-purchases-do-not', find: ', to: 2021-03-31', put: '', at: 'applicationWindow' },
  {
    code: 'last-application-out-of-reach',
    find: 'to: 2021-06-30',
    put: 'to: 2021-06-30, withinDaysOfPurchase: 90',
  },
  { code: 'duplicate-id', find: 'id: thinkstation-p5', put: 'id: thinkstation-p3' },
  { code: 'unknown-party', find: 'promoter: lenovo', put: 'promoter: acme' },
  {
    code: 'unknown-category',
    find: 'devices: [tower, small-form-factor, mobile]',
    put: 'devices: [tower, small-form-factor, mobile, tablet]',
  },
  { code: 'unknown-product-category', find: 'product: workstation', put: 'product: server' },
  {
    code: 'unknown-condition',
    find: 'condition: working-good, amountMinor: 150000',
    put: 'condition: like-new, amountMinor: 150000',
  },
  {
    code: 'unknown-product',
    find: '{ id: tower-good, category',
    put: '{ id: tower-good, product: p1, category',
  },
  { code: 'country-not-served', find: '{ id: anholt, country: DK', put: '{ id: anholt, country: SE' },
  { code: 'no-models', find: /^ {4}pattern: .*P3.*\n/m, put: '', at: '  - id: thinkstation-p3' },
  {
    code: 'pattern-broken',
    find: "pattern: '(lenovo )?(thinkstation )?P3",
    put: "pattern: '(lenovo (?thinkstation )?P3",
  },
  { code: 'pattern-misses-example', find: 'example: Z440', put: 'example: Z' },
  {
    code: 'example-excluded',
    find: 'example: ThinkStation P330 Tower',
    put: 'example: ThinkStation P330 renewed',
  },
  {
    code: 'pattern-hidden',
    find: "pattern: '(hp )?ZBook.*'",
    put: "pattern: '(hp )?Z.*'",
    at: '    example: Z440',
  },
  { code: 'alias-repeated', find: 'aliases: [Dell Inc.]', put: 'aliases: [DELL]' },
  { code: 'value-over-cap', find: 'amountMinor: 110000', put: 'amountMinor: 150001' },
  {
    code: 'row-without-key',
    find: 'id: mobile-worn, category: mobile, condition: working-worn,',
    put: 'id: mobile-worn,',
  },
  {
    code: 'row-hidden',
    find: 'id: tower-worn, category: tower, condition: working-worn',
    put: 'id: tower-worn, category: tower, condition: working-good',
  },
  {
    code: 'incomplete-without-value',
    find: /^ {4}- id: tower-worn-incomplete\n(?: {6}.*\n)+/m,
    put: '',
    at: '  rows:',
  },
  {
    code: 'checks-repeated',
    find: '{ check: ports, rule: R17',
    put: '{ check: power-on, rule: R17',
    at: '      - { check: power-on, rule: R17, failure: not-working, photo: audit-damage',
  },
  { code: 'failure-without-condition', find: "working: 'no'", put: "working: 'yes'", at: '    checklist:' },
  { code: 'value-missing', find: /^.*id: mobile-not-working.*\n/m, put: '', at: '  rows:' },
  {
    code: 'category-never-wanted',
    find: 'devices: [tower, small-form-factor, mobile]',
    put: 'devices: [tower, small-form-factor]',
    at: '  - id: mobile',
  },
  { code: 'weights-reversed', find: 'typical: 14000', put: 'typical: 36000' },
  { code: 'product-without-devices', find: '    category: workstation', put: '    category: server' },
  { code: 'clock-stops-before-start', find: 'stop: repaid', put: 'stop: overpayment-notified' },
  {
    code: 'working-days-without-calendar',
    find: 'calendars: [DK]\n    breach',
    put: 'breach',
    at: '    unit: working',
  },
  {
    code: 'calendar-days-with-calendar',
    find: 'amount: 28\n',
    put: 'amount: 28\n    calendars: [DK]\n',
    at: '    calendars: [DK]\n    unit',
  },
  {
    code: 'unknown-calendar',
    find: 'calendars: [DK]\n    breach',
    put: 'calendars: [XX]\n    breach',
    at: '    calendars: [XX]',
  },
  { code: 'no-clock-for-payment', find: 'stop: paid', put: 'stop: finalised', at: 'clocks:' },
  { code: 'cap-without-end-customer', find: 'key: participant', put: 'key: end-customer' },
  {
    code: 'cap-repeated',
    find: 'caps:\n',
    put: 'caps:\n  - { id: first, rule: R15, measure: count, key: participant, limit: 9, excess: refuse }\n',
    at: '  - id: combinations',
  },
  {
    code: 'cap-below-every-value',
    find: 'measure: count',
    put: 'measure: money',
    at: '    limit: 5',
  },
  { code: 'count-cannot-be-cut', find: 'excess: refuse', put: 'excess: cut' },
  { code: 'missing-for-shipping', find: /^dropOffLimitGrams.*\n/m, put: '', at: 'returnMode' },
  { code: 'missing-for-devices', find: /^conditions:\n[^]*?(?=^likeForLike)/m, put: '', at: 'returnMode' },
  { code: 'needless-without-devices', find: 'returnMode: ship', put: 'returnMode: none', at: 'devices:' },
  {
    code: 'clock-never-starts',
    find: 'returnMode: ship',
    put: 'returnMode: evidence-only',
    at: '    start: found-different',
  },
  {
    code: 'clock-never-stops',
    find: 'returnMode: ship',
    put: 'returnMode: evidence-only',
    at: '    stop: handed-over',
  },
  { code: 'decline-policy-without-consent', find: 'rule: R42', put: 'rule: R8', at: 'declinePolicy' },
  {
    code: 'forfeit-without-appeal',
    find: 'appeal: second-auditor',
    put: 'appeal: none',
    at: 'declinePolicy',
  },
  { code: 'pickup-window-reversed', find: "from: '08:00', to: '12:00'", put: "from: '12:00', to: '08:00'" },
  { code: 'pickup-windows-overlap', find: "from: '12:00', to: '16:00'", put: "from: '11:00', to: '16:00'" },
  {
    code: 'issuer-without-vat-id',
    find: /^ {4}vatIds:\n {6}- \{ country: DE.*\n {6}- .*\n/m,
    put: '',
    at: '  issuer',
  },
  { code: 'series-shared', find: 'creditNote: TI-CN', put: 'creditNote: TI-SB' },
  { code: 'sepa-is-euro', find: 'bankCountry: participation', put: 'bankCountry: sepa' },
  { code: 'fees-without-charging', find: /^charging: .*\n/m, put: '', at: 'fees:' },
  { code: 'charging-without-fees', find: /^fees:[^]*?(?=^# Invoiced)/m, put: '', at: 'charging:' },
  { code: 'postcodes-uneven', find: "from: '3700', to: '3799'", put: "from: '370', to: '3799'" },
  { code: 'postcodes-reversed', find: "from: '3700', to: '3799'", put: "from: '3799', to: '3700'" },
  { code: 'postcodes-overlap', find: "from: '3900'", put: "from: '3799'" },
  {
    code: 'rule-without-clause',
    find: 'rules: [R12, R13, R14, R17]',
    put: 'rules: [R12, R13, R17]',
    at: '  clauses:',
  },
  {
    code: 'rule-in-two-clauses',
    find: 'rules: [R43, R44]',
    put: 'rules: [R43, R44, R45]',
    at: '      rules: [R45, R46, R47]',
  },
  { code: 'no-proof-asked', find: 'required: always', put: 'required: on-request', at: 'evidence:' },
  {
    code: 'category-without-device',
    find: /otherManufacturer: review([^]*)$/,
    put: 'otherManufacturer: refuse$1',
    at: '  - id: server',
  },
  { code: 'product-without-value', find: 'returnMode: ship', put: 'returnMode: none', at: '  rows:' },
]

test('the file itself has no mistake', () => {
  expect(lintProgramme(text)).toEqual([])
})

test.each([...shape, ...says])('$code is named with its line', ({ code, find, put, at }) => {
  const broken = prepared(code).replace(find, put)
  expect(broken !== prepared(code)).toBe(true)
  const found = lintProgramme(broken).filter((mistake) => mistake.code === code)
  expect(found.map(({ line }) => line)).toContain(at === undefined ? firstChange(broken) : lineOf(broken, at))
})

/** Two mistakes need more around them than the published file has. */
function prepared(code: string): string {
  if (code === 'category-without-device') {
    const server =
      '  - id: server\n    name: { en: Server, da: Server }\n    packing:\n      - { en: x, da: x }\n    weightGrams: { typical: 1, most: 2 }\n'
    return text.replace('conditions:\n', `${server}conditions:\n`)
  }
  return code === 'product-without-value'
    ? text.replace(/category: \w[\w-]*, condition: [\w-]+,/g, 'country: SE,')
    : text
}

function lineOf(broken: string, at: string): number {
  const lines = `\n${broken}`
  return lines.slice(0, lines.indexOf(`\n${at}`) + 1).split('\n').length - 1
}

function firstChange(broken: string): number {
  const before = text.split('\n')
  return broken.split('\n').findIndex((line, index) => line !== before[index]) + 1
}

test('a file that is not called as its programme is named, with the line of the id', () => {
  expect(lintFile(text, 'programmes/dk-workstation-trade-in.yaml')).toEqual([])
  const found = lintFile(text, 'programmes/denmark.yaml')
  expect(found).toMatchObject([{ code: 'id-not-file-name', line: lineOf(text, 'id:') }])
})

test('every mistake that the linter knows was planted', () => {
  const planted = [...shape, ...says].map(({ code }) => code)
  expect(planted.length).toBeGreaterThanOrEqual(40)
  expect(mistakeCodes.filter((code) => !planted.includes(code) && code !== 'id-not-file-name')).toEqual([])
})

test('several mistakes are all named, in the order of their lines', () => {
  const broken = text
    .replace('amountMinor: 110000', 'amountMinor: 999999')
    .replace('promoter: lenovo', 'promoter: acme')
    .replace('to: 2021-06-30', 'to: 2020-01-01')
  expect(lintProgramme(broken).map(({ code }) => code)).toEqual([
    'unknown-party',
    'applications-end-before-purchases',
    'value-over-cap',
  ])
})

test('the dates of the cashback as published contradict each other and are refused (R60)', () => {
  const cashback = text
    .replace('from: 2018-10-01, to: 2021-03-31', 'from: 2023-05-22, to: 2023-12-31')
    .replace('from: 2018-10-01, to: 2021-06-30', 'to: 2023-09-30')
  expect(lintProgramme(cashback).map(({ code }) => code)).toEqual(['applications-end-before-purchases'])
})
