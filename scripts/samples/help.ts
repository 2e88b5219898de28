/** Sample data of the pages that explain. */
import { listOperations } from '../../server/help/operations.ts'
import { publicPage, type Sample } from './sample.ts'

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

export const helpSamples: readonly Sample[] = [
  {
    name: 'help-api',
    template: 'help-api',
    values: () => ({ page: publicPage, chapters: listOperations(document) }),
  },
]
