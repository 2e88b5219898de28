/**
 * PDFs as strangers make them: checked, read and drawn by a program of its own (pdf-program.mjs), which is stopped
 * when a document needs more than its share. A PDF is kept as it was sent, since a seller may have signed it.
 */
import { z } from 'zod'
import { refuse } from '../base/refusal.ts'
import { openPages } from './pdf-length.ts'
import { actingNames } from './pdf-names.ts'
import { runProgram, type Share } from './programs.ts'

/** An invoice with its terms has a dozen pages; nobody reviews hundreds. */
const pagesAtMost = 100

/** A file that was edited time and again spells some pages anew. So many are no edition of a hundred. */
const openPagesAtMost = 10 * pagesAtMost

/** Loading pdfjs takes 0.5 s and 120 MB of what one document may use; taking the file in is part of its 2 s as well. */
const checkShare: Share = { secondsOfCpu: 1.6, megabytes: 200, waitedFor: true }
const readShare: Share = { secondsOfCpu: 10, megabytes: 300, waitedFor: false }

// Our own program answers, but a document has its say in it.
const unread = z.object({ outcome: z.enum(['encrypted', 'damaged']) })
const checked = z.object({
  outcome: z.literal('read'),
  pages: z.int(),
  acts: z.boolean(),
  embedded: z.array(z.string()),
})
const texts = z.object({ outcome: z.literal('read'), pages: z.array(z.string()) })

/**
 * The number of pages of a PDF that may be kept.
 * @throws Refusal pdf-encrypted, pdf-damaged, pdf-too-long, pdf-scripted, pdf-embeds-files, pdf-too-complex;
 * `uploads-busy` when the machine had no time for it.
 */
export async function checkPdf(sent: Buffer): Promise<number> {
  const open = openPages(sent)
  if (open > openPagesAtMost) throw refuse('invalid', 'pdf-too-long', { pages: open, limit: pagesAtMost })
  if (actsByName(sent)) throw refuse('invalid', 'pdf-scripted')
  const { pages, acts, embedded } = readAnswer(checked, await run('check', sent, checkShare))
  if (pages < 1) throw refuse('invalid', 'pdf-damaged')
  if (pages > pagesAtMost) throw refuse('invalid', 'pdf-too-long', { pages, limit: pagesAtMost })
  if (acts) throw refuse('invalid', 'pdf-scripted')
  if (!embedded.every(isEInvoice)) throw refuse('invalid', 'pdf-embeds-files')
  return pages
}

/** The text of each page, empty for a scanned one. @throws Refusal as checkPdf does. */
export const textOf = async (pdf: Buffer): Promise<readonly string[]> =>
  readAnswer(texts, await run('text', pdf, readShare)).pages

/** Page `number`, from 1, as PNG. @throws Refusal as checkPdf does. */
export async function drawPage(pdf: Buffer, number: number): Promise<Buffer> {
  const picture = await run('draw', pdf, readShare, number)
  return picture[0] === pngStart ? picture : readAnswer(z.never(), picture)
}

const pngStart = 0x89

// Factur-X and ZUGFeRD invoices carry themselves as XML; that is no reason to refuse a proof of purchase.
const isEInvoice = (name: string): boolean => /\.xml$/i.test(name)

function actsByName(sent: Buffer): boolean {
  try {
    return actingNames(sent).size > 0
  } catch (cause) {
    throw Object.assign(refuse('invalid', 'pdf-too-complex'), { cause })
  }
}

function readAnswer<Read>(schema: z.ZodType<Read>, bytes: Buffer): Read {
  const answer = z.union([schema, unread]).parse(JSON.parse(bytes.toString('utf8')))
  const failed = unread.safeParse(answer)
  if (failed.success) throw refuse('invalid', `pdf-${failed.data.outcome}`)
  return answer as Read
}

async function run(task: string, pdf: Buffer, share: Share, page = 1): Promise<Buffer> {
  const answer = await runProgram('pdf-program.mjs', [task, pagesAtMost, page], pdf, share)
  if (answer === 'stopped') throw refuse('invalid', 'pdf-too-complex')
  if (answer === 'late') throw refuse('unavailable', 'uploads-busy')
  return answer
}
