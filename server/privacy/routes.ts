/** Personal data over HTTP: all that is held on a participant, and its erasure. The subject goes in the body: addresses are logged. */
import { z } from 'zod'
import { inTransaction } from '../database.ts'
import { file, operation, type Operation } from '../web/operation.ts'
import { confirmed } from './confirming.ts'
import { erase } from './erasing-store.ts'
import { exportOf, type Exporting } from './exporting.ts'
import { finishErasures, type Cleaning } from './finishing.ts'
import { subjectOf } from './subject-store.ts'
import { zipped } from '../documents/zip.ts'

/** The reference of a claim, or the e-mail address that a participant gave. */
export const subjectForm = z.strictObject({ subject: z.string().trim().min(3).max(254) })

/** Typed twice, because nothing brings it back. */
export const erasureForm = z.strictObject({
  subject: z.string().trim().min(3).max(254),
  again: z.string().trim().max(254),
})

type House = Cleaning &
  Pick<Exporting, 'readPage'> & { readonly vault: { get(hash: string): Promise<Buffer> } & Cleaning['vault'] }

const tag = 'privacy'

/** Giving out and erasing what is held on a participant (GDPR art. 15, 17, 20). */
export const privacyOperations = (house: House): Operation[] => [
  operation(
    {
      method: 'post',
      path: '/privacy/exports',
      move: 'export-personal-data',
      tag,
      summary: 'All that is held on a participant, as a ZIP archive: a page to read, JSON and files',
      input: subjectForm,
      file: ['application/zip'],
      transaction: 'own',
    },
    async ({ db, actor, input }) => {
      const archive = await exportOf({ ...house, db }, input.subject, actor)
      return file({ bytes: await zipped(archive), name: 'personal-data.zip', mediaType: 'application/zip' })
    },
  ),
  operation(
    {
      method: 'post',
      path: '/privacy/erasures',
      move: 'erase-personal-data',
      tag,
      summary: 'Erase what is held on a participant, for good; what bookkeeping law wants kept stays',
      input: erasureForm,
      output: z.object({ references: z.array(z.string()), booked: z.array(z.string()) }),
      status: 201,
      transaction: 'own',
    },
    async ({ db, actor, input }) => {
      const order = confirmed(input)
      const done = await inTransaction(db, async (trx) =>
        erase(trx, house, await subjectOf(trx, order), actor),
      )
      await finishErasures(house)
      return { references: [...done.references], booked: [...done.booked] }
    },
  ),
]
