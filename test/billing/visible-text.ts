/** What a reader sees on the pages of a PDF, in reading order, as plain text. */
import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'

export type Seen = {
  readonly pages: readonly string[]
  readonly attachments: Readonly<Record<string, string>>
}

export async function seenIn(bytes: Buffer): Promise<Seen> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 })
  const document = await task.promise
  const pages: string[] = []
  for (let no = 1; no <= document.numPages; no += 1) pages.push(await textOfPage(document, no))
  const files = ((await document.getAttachments()) ?? {}) as Record<string, { content: Uint8Array }>
  await task.destroy()
  const attachments = Object.entries(files).map(([name, { content }]) => [
    name,
    Buffer.from(content).toString('utf8'),
  ])
  return { pages, attachments: Object.fromEntries(attachments) as Record<string, string> }
}

async function textOfPage(document: PDFDocumentProxy, no: number): Promise<string> {
  const { items } = await (await document.getPage(no)).getTextContent()
  const words = items.map((item) => ('str' in item ? item.str : ''))
  return words.join(' ').replace(/\s+/g, ' ')
}
