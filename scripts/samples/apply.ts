/** Sample data of the first page, the application on one page, and the page after it. */
import type { Fault } from '../../server/base/refusal.ts'
import { formView } from '../../server/web/form-view.ts'
import { findings, programme, typed } from './application.ts'
import { dkk, publicPage, type Sample } from './sample.ts'

const faults: readonly Fault[] = [
  { code: 'not-an-email', path: '/participant/email' },
  { code: 'missing-field', path: '/units/0/device/serial' },
  { code: 'missing-field', path: '/units/1/product/serial' },
  { code: 'missing-field', path: '/declarations' },
  { code: 'pdf-encrypted', path: '/evidence' },
]

export const applySamples: readonly Sample[] = [
  {
    name: 'home',
    template: 'home',
    values: () => ({
      page: publicPage,
      programmes: [
        { ...programme, href: '/apply/one', state: 'open' },
        {
          ...programme,
          name: 'Smart collaboration trade-in',
          summary: 'For partners: replace a customer’s room system and be paid for the old one.',
          href: '/apply/two',
          state: 'open',
          boughtTo: '2027-02-28',
          applyBy: '2027-03-31',
          upTo: dkk(400_000),
        },
        {
          ...programme,
          name: 'Accessory cashback',
          state: 'closed',
          boughtTo: '2026-06-30',
          applyBy: '2026-07-31',
        },
      ],
    }),
  },
  { name: 'home-empty', template: 'home', values: () => ({ page: publicPage, programmes: [] }) },
  {
    name: 'apply',
    template: 'apply',
    values: (texts) => ({
      page: publicPage,
      programme,
      rows: 1,
      kept: [],
      form: formView({ area: 'apply', texts }),
    }),
  },
  {
    name: 'apply-checked',
    template: 'apply',
    values: (texts) => ({
      page: publicPage,
      programme,
      rows: 1,
      kept: [],
      checked: {
        verdict: 'reject',
        findings,
      },
      form: formView({ area: 'apply', texts, typed: { 'participant.company': 'Jørgensen & Søn A/S' } }),
    }),
  },
  {
    name: 'draft-saved',
    template: 'draft-saved',
    values: () => ({
      page: publicPage,
      programme,
      href: '#draft',
      link: 'https://backhaul.example/draft/0a1b2c3d4e5f60718293/3q2-7wAAAAAAAAAAAAAAAA',
      keptUntil: '2026-11-25T09:14:02.000Z',
      timeZone: 'Europe/Copenhagen',
    }),
  },
  {
    name: 'apply-faults',
    template: 'apply',
    values: (texts) => ({
      page: publicPage,
      programme,
      rows: 2,
      kept: [{ id: 'f1', name: 'faktura-20931.pdf' }],
      form: formView({ area: 'apply', texts, typed, faults }),
    }),
  },
  {
    name: 'apply-done',
    template: 'apply-done',
    values: () => ({
      page: publicPage,
      reference: 'TI-7K3M-92QF',
      email: 'aase@example.dk',
      statusHref: '#status',
      programme,
      shipBy: '2026-12-22',
    }),
  },
  {
    name: 'error',
    template: 'error',
    values: () => ({
      page: publicPage,
      title: 'This has changed in the meantime',
      detail: 'Proposal 1 was replaced by proposal 2. Open the claim again and read the new one.',
      errors: [],
      code: 'proposal-outdated',
      requestId: '0d9f3c51',
    }),
  },
]
