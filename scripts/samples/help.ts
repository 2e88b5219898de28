/** Sample data of the pages that explain. */
import { guideList, guideView } from '../../server/help/guide-pages.ts'
import { openGuides } from '../../server/help/guides.ts'
import { listOperations } from '../../server/help/operations.ts'
import { locales, type Texts } from '../../server/texts/texts.ts'
import { deskPage, publicPage, type Sample } from './sample.ts'

const answered = (example: unknown) => ({ 200: { content: { 'application/json': { example } } } })

const document = {
  paths: {
    '/programmes': {
      get: {
        operationId: 'getProgrammes',
        tags: ['programmes'],
        summary: 'Programmes that can be applied to now',
        security: [{}],
        responses: answered([{ id: 'dk-workstation-trade-in', currency: 'DKK' }]),
      },
    },
    '/claims/{reference}/approval': {
      post: {
        operationId: 'postClaimsByReferenceApproval',
        tags: ['claims'],
        summary: 'Approve an application',
        description: 'Quotes every unit and opens the shipment.',
        security: [{ token: [] }],
        requestBody: { content: { 'application/json': { example: { note: 'Seen the invoice.' } } } },
        responses: answered({ reference: 'TI-7K3M-92QF', state: 'approved' }),
      },
      delete: {
        operationId: 'deleteClaimsByReferenceApproval',
        tags: ['claims'],
        summary: 'A sample that answers nothing',
        security: [{ token: [] }],
        responses: { 204: {} },
      },
    },
    '/claims/{reference}/label': {
      get: {
        operationId: 'getClaimsByReferenceLabel',
        tags: ['shipping'],
        summary:
          'The label of a parcel with a summary that is long enough to break over two lines on a telephone',
        security: [{ token: [] }],
        responses: { 200: { content: { 'application/pdf': {} } } },
      },
    },
  },
}

/** Those of the documentation. */
export const guides = openGuides('docs')

const shownMails = ['application-received', 'approved', 'offer-changed', 'invoice', 'paid'] as const

export const helpSamples: readonly Sample[] = [
  {
    name: 'help',
    template: 'help',
    values: (texts) => ({ page: publicPage, ...guideList(texts) }),
  },
  ...(['participants', 'managers', 'programme-files'] as const).map((name) => ({
    name: `help-${name}`,
    template: 'help-guide',
    values: (texts: Texts) => ({ page: publicPage, ...guideView(guides, name, texts) }),
  })),
  {
    name: 'mail-preview',
    template: 'desk/mail-preview',
    values: (texts) => ({
      page: deskPage('mails'),
      mails: shownMails.map((name) => ({
        name,
        href: `#${name}`,
        subject: texts.text(`mail.${name}.subject`, { reference: 'TI-7K3M-92QF' }),
        kilobytes: 14,
        attached: name === 'approved' ? [{ type: 'PDF', kilobytes: 46 }] : [],
      })),
    }),
  },
  {
    name: 'mail-shown',
    template: 'desk/mail-shown',
    values: (texts) => ({
      page: deskPage('mails'),
      mail: {
        name: 'paid',
        locale: 'de',
        subject: texts.text('mail.paid.subject', { reference: 'TI-7K3M-92QF' }),
        text: 'Guten Tag\n\nIhre Referenz: TI-7K3M-92QF',
        htmlHref: '/sample/preview',
        darkHref: '/sample/preview',
        kilobytes: { html: 14, text: 1 },
        attached: [{ type: 'PDF', kilobytes: 46 }],
      },
      spoken: locales.map((locale) => ({ locale, href: `#${locale}` })),
    }),
  },
  {
    name: 'help-api',
    template: 'help-api',
    values: () => ({ page: publicPage, chapters: listOperations(document) }),
  },
]
