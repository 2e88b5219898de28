/** Documents over HTTP: the list of a claim's documents, and each file as it was drawn once. */
import { z } from 'zod'
import { refuse } from '../base/refusal.ts'
import { file, operation, type Operation } from '../web/operation.ts'
import { rowId } from '../web/params.ts'
import { documentOf, documentsOf, fileOf, type Press } from './store.ts'

const documentView = z.object({ id: z.int(), kind: z.string(), name: z.string(), mediaType: z.string() })

/** The list of a claim's documents, and each file as it was drawn once. */
export const documentOperations = (press: Press): Operation[] => [
  operation(
    {
      method: 'get',
      path: '/claims/{reference}/documents',
      move: 'read-document',
      tag: 'documents',
      summary: 'Documents of a claim, oldest first',
      output: z.array(documentView),
    },
    async ({ db, params }) => documentsOf(db, params.reference),
  ),
  operation(
    {
      method: 'get',
      path: '/claims/{reference}/documents/{id}',
      move: 'read-document',
      tag: 'documents',
      summary: 'One file: the same bytes for ever',
      params: z.object({ reference: z.string(), id: rowId }),
      file: ['application/pdf', 'application/xml', 'text/calendar'],
    },
    async ({ db, params }) => {
      // Another claim's document is answered like one that does not exist.
      const { claimReference } = await documentOf(db, params.id)
      if (claimReference !== params.reference)
        throw refuse('not-found', 'document-unknown', { id: params.id })
      const { document, bytes } = await fileOf({ ...press, db }, params.id)
      return file({ bytes, name: document.name, mediaType: document.mediaType, shown: true })
    },
  ),
]
