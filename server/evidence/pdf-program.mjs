/**
 * A program of its own, started by pdfs.ts for one document and gone after it: `check`, `text` or `draw PAGE`. The
 * PDF comes in on standard input, the answer goes out on standard output. Whatever a document does to its reader
 * happens here, with no database, no settings and no second document in the same memory.
 *
 * Plain JavaScript on purpose: under tsx, pdfjs-dist alone takes 2.0 s and 331 MB to load, without it 0.4 s and 114 MB.
 */
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { answer, standardInput } from './guard.mjs'

const [task, pagesAtMost = '100', wanted = '1'] = process.argv.slice(4)

// Both halves in this process: without the first line pdfjs looks for its worker by a path of its own.
globalThis.pdfjsWorker = await import('pdfjs-dist/legacy/build/pdf.worker.min.mjs')
const { getDocument, AnnotationType } = await import('pdfjs-dist/legacy/build/pdf.min.mjs')

const tasks = { check, text, draw }

try {
  const document = await open(await standardInput())
  await answer(await tasks[task](document))
} catch (error) {
  await answer(JSON.stringify({ outcome: error?.name === 'PasswordException' ? 'encrypted' : 'damaged' }))
}

function open(pdf) {
  const folder = `${dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))}/`
  return getDocument({
    data: new Uint8Array(pdf.buffer, pdf.byteOffset, pdf.length),
    isEvalSupported: false,
    enableXfa: false,
    useSystemFonts: false,
    disableFontFace: true,
    maxImageSize: 50_000_000,
    verbosity: 0,
    standardFontDataUrl: `${folder}standard_fonts/`,
    cMapUrl: `${folder}cmaps/`,
    wasmUrl: `${folder}wasm/`,
    iccUrl: `${folder}iccs/`,
  }).promise
}

/** What the document would do by itself, and what it carries. Pages beyond the limit are counted, not read. */
async function check(document) {
  const embedded = Object.values((await document.getAttachments()) ?? {}).map(({ filename }) => filename)
  let acts = Boolean(await document.getJSActions())
  if (document.numPages <= Number(pagesAtMost)) {
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number)
      if (await page.getJSActions()) acts = true
      for (const annotation of await page.getAnnotations({ intent: 'any' })) {
        if (annotation.actions) acts = true
        if (annotation.annotationType === AnnotationType.FILEATTACHMENT)
          embedded.push(annotation.file?.filename ?? annotation.filename ?? '')
      }
      page.cleanup()
    }
  }
  return JSON.stringify({ outcome: 'read', pages: document.numPages, acts, embedded })
}

/** The text of each page, line by line as far as the document tells lines apart. */
async function text(document) {
  const pages = []
  for (let number = 1; number <= Math.min(document.numPages, Number(pagesAtMost)); number += 1) {
    const page = await document.getPage(number)
    const { items } = await page.getTextContent()
    pages.push(items.map(({ str = '', hasEOL }) => str + (hasEOL ? '\n' : ' ')).join(''))
    page.cleanup()
  }
  return JSON.stringify({ outcome: 'read', pages })
}

/** One page as PNG, its longer edge 1,800 pixels: small print of an A4 page stays readable. */
async function draw(document) {
  const page = await document.getPage(Number(wanted))
  const { width, height } = page.getViewport({ scale: 1 })
  const viewport = page.getViewport({ scale: 1800 / Math.max(width, height) })
  const { canvas, context } = document.canvasFactory.create(
    Math.round(viewport.width),
    Math.round(viewport.height),
  )
  await page.render({ canvas, canvasContext: context, viewport, background: '#ffffff' }).promise
  return canvas.toBuffer('image/png')
}
