/**
 * Reads a file after it was attached: draws its pages for the reviewer, reads text and barcodes. Runs from a job, for
 * seconds, outside any transaction. What cannot be read is read as empty: evidence is never refused here.
 */
import type { Clock } from '../../base/calendar.ts'
import { Refusal } from '../../base/refusal.ts'
import type { Database } from '../../database.ts'
import { drawPage, textOf } from '../pdfs.ts'
import { findEvidence, type EvidenceFile } from '../store.ts'
import type { Vault } from '../vault.ts'
import { barcodesIn, textIn, type OcrLanguage } from './pictures.ts'
import { savePages, type ReadPage } from './store.ts'

export type ReadingRoom = {
  readonly db: Database
  readonly vault: Pick<Vault, 'get' | 'put'>
  readonly clock: Clock
}

/** Invoices say what is asked for on their first pages; the rest can be downloaded. */
const pagesRead = 5

/**
 * Reads the file `id` and keeps what was seen. Running it again gives the same again.
 * @throws Refusal `evidence-unknown`, or `uploads-busy` when the machine had no time; Error when a reading program is
 * broken or came too late. Then the job is tried again.
 */
export async function readEvidence(room: ReadingRoom, id: string, language: OcrLanguage): Promise<void> {
  const file = await findEvidence(room.db, id)
  const bytes = await room.vault.get(file.sha256)
  const pages =
    file.mediaType === 'application/pdf' ? await pdfPages(file, bytes) : [{ picture: bytes, text: '' }]
  const read: ReadPage[] = []
  for (const [place, { picture, text }] of pages.entries()) {
    read.push({
      fileId: id,
      page: place + 1,
      pictureSha256: await room.vault.put(picture),
      text: text === '' ? await textIn(picture, language) : text,
      barcodes: (await barcodesIn(picture)).map((barcode) => barcode.text),
      readAt: room.clock.now(),
    })
  }
  await savePages(room.db, id, read)
}

type Page = { readonly picture: Buffer; readonly text: string }

/** The first pages as pictures, with the document's own text where it has one; a scan has none. */
async function pdfPages(file: EvidenceFile, pdf: Buffer): Promise<Page[]> {
  const texts = await unlessRefused(() => textOf(pdf))
  const pages: Page[] = []
  for (let number = 1; number <= Math.min(file.pages, pagesRead); number += 1) {
    const drawn = await unlessRefused(() => drawPage(pdf, number))
    // A page that cannot be drawn in time ends the reading; its file can still be downloaded.
    if (!drawn) break
    const { redraw } = await import('../images.ts')
    pages.push({ picture: (await redraw(drawn)).bytes, text: (texts?.[number - 1] ?? '').trim() })
  }
  return pages
}

async function unlessRefused<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Refusal && error.kind !== 'unavailable') return undefined
    throw error
  }
}
