/**
 * What a picture says: its text by OCR and its barcodes. Advisory: OCR errs, and a photo may be of anything. Pictures
 * come from the vault or were drawn from a PDF, so they are ours and sound.
 */
import { z } from 'zod'
import { runProgram, type Share } from '../programs.ts'

/** Letters that OCR expects. Danish covers the other Latin alphabets with å, æ, ø; English reads English surer. */
export type OcrLanguage = 'dan' | 'eng'

/** A4 at 205 dpi takes 2.2 s and 170 MB; a photo full of small print some times that. */
const share: Share = { secondsOfCpu: 30, megabytes: 500, waitedFor: false }

const ocrAnswer = z.object({ text: z.string(), confidence: z.number() })
const barcodesAnswer = z.array(z.object({ format: z.string(), text: z.string() }))

export type Barcode = z.output<typeof barcodesAnswer>[number]

/** Below this, what OCR gives is letters without sense (of 100, by experience with photos of keyboards). */
const confidenceAtLeast = 50

/** A word or number; anything less is dust on the lens. */
const word = /[\p{L}\p{N}]{3}/u

/** The text of a picture; empty when there is none that can be read with its share. @throws Error when the machine had no time. */
export async function textIn(picture: Buffer, language: OcrLanguage): Promise<string> {
  const answer = await run(['ocr', language], picture)
  if (answer === 'stopped') return ''
  const { text, confidence } = ocrAnswer.parse(JSON.parse(answer.toString('utf8')))
  return confidence >= confidenceAtLeast && word.test(text) ? text : ''
}

/** All barcodes of a picture, at most 20, in any direction. @throws Error when the machine had no time. */
export async function barcodesIn(picture: Buffer): Promise<readonly Barcode[]> {
  const answer = await run(['barcodes'], picture)
  return answer === 'stopped' ? [] : barcodesAnswer.parse(JSON.parse(answer.toString('utf8')))
}

/** A reading that came too late is tried again by its job: an empty one would stay. */
async function run(task: readonly string[], picture: Buffer): Promise<Buffer | 'stopped'> {
  const answer = await runProgram('reading/picture-program.mjs', task, picture, share)
  if (answer === 'late') throw new Error('no time for reading a picture')
  return answer
}
