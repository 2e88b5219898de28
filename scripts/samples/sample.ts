/** What a page is shown with when nobody's data are at hand: for screenshots and for the accessibility test. */
import { shortcutsFor } from '../../server/desks/shortcuts.ts'
import type { Texts } from '../../server/texts/texts.ts'

export type Sample = {
  /** File name of the picture; the template's name, with the state that it shows. */
  readonly name: string
  readonly template: string
  readonly values: (texts: Texts) => Readonly<Record<string, unknown>>
  /** Values besides that take their time: charts in the words of whoever looks. */
  readonly drawn?: (texts: Texts) => Promise<object>
}

/** The frame's values on a participant's page. */
export const publicPage = { url: '/sample' }

/** The frame's values on a desk, for somebody who may enter them all. */
export const deskPage = (desk: string) => ({
  url: `/desk/${desk}`,
  desk,
  staff: { name: 'Mette Holm', mayFind: true, desks, shortcuts: shortcutsFor(desks), keys: 'on' },
})

const desks = [
  'review',
  'pickups',
  'carriers',
  'labels',
  'rewards',
  'receive',
  'audit',
  'floor',
  'proposals',
  'invoices',
  'payments',
  'figures',
  'programmes',
  'jobs',
  'webhooks',
  'mails',
  'privacy',
]

export const dkk = (amountMinor: number) => ({ amountMinor, currency: 'DKK' as const })

export const timeZone = 'Europe/Copenhagen'

export const contacts = {
  email: 'trade-in@example.com',
  phone: '+45 70 00 00 00',
  hours: 'Monday to Friday, 9 to 16',
}

export const photos = [
  { href: '#photo-1', thumbnail: '/sample/front.svg', alt: 'Front of the device' },
  { href: '#photo-2', thumbnail: '/sample/serial.svg', alt: 'Label with the serial number' },
]
