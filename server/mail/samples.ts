/** One example of every mail, for tests and for looking at them all. Made up: nobody's data. Pure. */
import type { Letter, MailFacts, MailName } from './mails.ts'
import type { Locale } from '../texts/texts.ts'

const amount = (amountMinor: number) => ({ amountMinor, currency: 'DKK' as const })
const tower = {
  device: 'Dell Precision 3660',
  deviceSerial: 'PF2ABC12',
  product: 'ThinkStation P360 Tower',
  productSerial: 'MJ0K4471',
}
const laptop = {
  device: 'HP ZBook Fury 15 G7',
  deviceSerial: '5CG1234XYZ',
  product: 'ThinkStation P3 Ultra',
  productSerial: 'MJ0K4472',
}
const claimUrl = 'https://backhaul.example/claims/TI-7K3M-92QF?key=3q2-7wAAAAA'

/** What each mail tells in its example. */
export const sampleFacts: { readonly [Name in MailName]: MailFacts[Name] } = {
  'access-code': { code: '048213', minutes: 10 },
  'application-received': { combinations: [tower, laptop], shipBy: '2026-04-01' },
  'application-incomplete': {
    missing: [{ code: 'product-serial', clause: '4.2' }, { code: 'legible-document' }],
    note: 'The second page of the invoice cannot be read.',
    completeUrl: `${claimUrl}&complete`,
    completeBy: '2026-04-01',
  },
  'application-rejected': {
    reasons: [
      {
        code: 'outside-window',
        clause: '2.1',
      },
    ],
  },
  approved: {
    way: 'drop-off',
    combinations: [
      { ...tower, amount: amount(150_000) },
      { ...laptop, amount: amount(90_000) },
    ],
    total: amount(240_000),
    weightGrams: 12_000,
    weightLimitGrams: 30_000,
    shipBy: '2026-04-01',
    pickUpBy: '2026-04-17',
  },
  accepted: {
    combinations: [
      { product: 'ThinkPad Universal USB-C Dock', productSerial: 'ZB10', amount: amount(40_000) },
    ],
    total: amount(40_000),
    sendsGoods: false,
    isCut: true,
    payBy: '2026-04-16',
    lacksAccount: true,
  },
  'pickup-arranged': {
    because: 'chosen',
    on: '2026-03-12',
    from: '08:00',
    to: '16:00',
    address: ['Sønderjysk Ingeniørkontor A/S', 'Ålandsgade 12', '6400 Sønderborg'],
    parcels: 4,
    weightGrams: 64_000,
  },
  'handed-over': { on: '2026-03-12', combinations: [tower, laptop] },
  'pickup-reminder': { on: '2026-03-12', from: '08:00', to: '12:00', parcels: 4 },
  'too-heavy': {
    weightGrams: 34_000,
    weightLimitGrams: 30_000,
    oldCode: '00 3 4012345 000000017 4',
    day: 'choose',
    by: '2026-04-01',
  },
  'pickup-cancelled': { on: '2026-03-12', from: '08:00', to: '12:00', by: '2026-04-01' },
  'pickup-missed': { outcome: 'not-ready', on: '2026-03-12', charge: amount(45_000), by: '2026-04-01' },
  'days-scarce': {
    why: 'few-days',
    company: 'Sønderjysk Ingeniørkontor A/S',
    place: '6400 Sønderborg',
    by: '2026-04-17',
    daysFree: 2,
  },
  'pre-advice': { on: '2026-03-12', lines: 5 },
  'receipt-corrected': { on: '2026-03-16', sscc: '395212340000000012' },
  received: { receivedOn: '2026-03-16', parcels: 4, payBy: '2026-04-30' },
  'offer-changed': {
    device: tower.device,
    deviceSerial: tower.deviceSerial,
    declared: { category: 'Tower workstation', condition: 'Working, no damage' },
    found: { category: 'Mobile workstation', condition: 'Working, scratched lid' },
    reasons: [{ code: 'category-differs' }, { code: 'accessory-missing' }],
    before: amount(150_000),
    now: amount(90_000),
    photos: 2,
    answerUrl: `${claimUrl}&offer=2`,
    answerBy: '2026-03-31',
    ifDeclined: 'return',
  },
  proposal: {
    kind: 'invoice',
    version: 1,
    total: amount(300_000),
    vat: amount(60_000),
    acceptUrl: `${claimUrl}&proposal=1`,
    payBy: '2026-04-30',
  },
  invoice: {
    kind: 'invoice',
    number: 'SB-2026-000017',
    issuedOn: '2026-03-20',
    total: amount(300_000),
    payBy: '2026-04-30',
  },
  'agreement-signed': {
    agreement: 'TI-DK v1',
    signedBy: 'Åse Jørgensen',
    signedFor: 'Martin Keller, TechProtect GmbH',
    series: 'TI-SB',
  },
  'credit-note': {
    number: 'CN-2026-000003',
    corrects: 'SB-2026-000017',
    reason: 'The first device was a tower, not a mobile workstation.',
    credited: amount(60_000),
    was: 'owed',
  },
  'reward-sent': {
    goods: 'ThinkPad Universal USB-C Dock',
    partNumber: '40AY0090EU',
    parcel: '00370730254721000018',
    address: ['Sønderjysk Ingeniørkontor A/S', 'Ålandsgade 12', '6400 Sønderborg'],
    isLast: true,
  },
  paid: { amount: amount(300_000), paidOn: '2026-03-25', accountEnding: '4521', invoice: 'SB-2026-000017' },
  'payment-returned': {
    amount: amount(300_000),
    accountEnding: '4521',
    invoice: 'SB-2026-000017',
    needsAccount: true,
    accountUrl: claimUrl,
  },
  repayment: {
    cause: 'credited',
    notice: 'soon',
    amount: amount(150_000),
    number: 'RC-2026-000004',
    payBy: '2026-04-28',
    holder: 'TechProtect GmbH',
    iban: 'DK9520000123456789',
  },
  'offer-expired': { device: 'Dell Precision 3620', amount: amount(110_000) },
  'deadline-moved': {
    deadline: 'Collected by',
    from: '2026-04-17',
    on: '2026-04-24',
    why: 'carrier-was-late',
  },
  'deadline-reminder': { what: 'ship', on: '2026-04-01', daysLeft: 5 },
  void: { missed: 'pick-up', on: '2026-04-17', clause: '5.4' },
  'carrier-label': { parcels: 3, way: 'pick-up' },
  'left-behind': { on: '2026-04-17', clause: '5.4', combinations: [laptop] },
  'label-replaced': {
    oldCode: '00 3 4012345 000000017 4',
    newCode: '00 3 4012345 000000021 1',
    weightGrams: 31_500,
    shipBy: '2026-04-01',
  },
}

/** Every mail that there is. */
export const mailNames = Object.keys(sampleFacts) as MailName[]

/** The example of one mail, as `postMail` takes it. */
export const sampleLetter = (name: MailName, locale: Locale = 'en'): Letter =>
  ({
    name,
    reference: 'TI-7K3M-92QF',
    to: { name: 'Søren Ærø Åkjær', address: 'soeren@ingenioer.example' },
    locale,
    letterhead: {
      programme: locale === 'da' ? 'Ombytning af workstations' : 'Workstation Trade-In',
      sender: 'TechProtect GmbH',
      contact: { email: 'help@trade-in.example', phone: '+45 70 12 34 56' },
      claimUrl,
    },
    facts: sampleFacts[name],
  }) as Letter
