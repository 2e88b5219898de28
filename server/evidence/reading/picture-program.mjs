/**
 * A program of its own, started by pictures.ts for one picture and gone after it: `ocr LANGUAGE` or `barcodes`. It sees
 * only pictures that we drew ourselves, but both libraries are large, slow and written in C++.
 */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { answer, standardInput } from '../guard.mjs'

const [task, language = ''] = process.argv.slice(4)

const { resolve } = createRequire(import.meta.url)

const tasks = { ocr, barcodes }

await answer(JSON.stringify(await tasks[task](await standardInput())))

/** Text as OCR sees it, line by line, and how sure it is from 0 to 100. */
async function ocr(picture) {
  const { createWorker, OEM } = await import('tesseract.js')
  const langPath = `${dirname(resolve(`@tesseract.js-data/${language}`))}/4.0.0_best_int`
  const worker = await createWorker(language, OEM.LSTM_ONLY, { langPath, cacheMethod: 'none', gzip: true })
  const { data } = await worker.recognize(picture)
  return { text: data.text, confidence: Math.round(data.confidence) }
}

async function barcodes(picture) {
  const { prepareZXingModule, readBarcodes } = await import('zxing-wasm/reader')
  const wasmBinary = await readFile(resolve('zxing-wasm/reader/zxing_reader.wasm'))
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true })
  const found = await readBarcodes(picture, { tryHarder: true, maxNumberOfSymbols: 20 })
  return found.filter(({ isValid }) => isValid).map(({ format, text }) => ({ format, text }))
}
