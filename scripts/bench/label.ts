/**
 * Return labels with their seal and their signed code: CPU time of each form beside the limit that a template assembled by
 * hand sets and two well-known makers of PDF; the token; `LABELS` of them at once (10,000 where none is set), and how
 * other requests fare meanwhile.
 */
import { sign, verify } from 'node:crypto'
import PDFDocument from 'pdfkit'
import { drawLabel, type LabelPaper, type LabelTools } from '../../server/shipping/label.ts'
import { readToken } from '../../server/shipping/token.ts'
import { cpuMilliseconds, type Figure } from './figure.ts'
import { askWhilePrinting } from './labels/beside.ts'
import { printInBulk } from './labels/bulk.ts'
import { openTemplate } from './labels/by-hand.ts'
import { layoutOf, type Layout } from './labels/layout.ts'
import { openPdfMake, openReactPdf } from './labels/rivals.ts'
import { codeOf, factsOf, issuedOn, seal, tokenKey, unsealed } from './labels/sample.ts'

const runs = 200
const rivalRuns = 40
const labels = Number(process.env['LABELS'] ?? 10_000)

export const measure = async (): Promise<Figure[]> => [
  ...(await drawing()),
  ...(await tokens()),
  ...(await printing()),
]

async function drawing(): Promise<Figure[]> {
  const sealed: LabelTools = { ...unsealed, sign: seal }
  let ordinal = 0
  const draw = (tooling: LabelTools, form: LabelPaper): Promise<Buffer> =>
    drawLabel(factsOf((ordinal += 1)), tooling, form)
  const cpu = (count: number, make: (n: number) => unknown): Promise<number> =>
    cpuMilliseconds(count, () => make((ordinal += 1)))

  const emptyMs = await cpuMilliseconds(runs, emptyDocument)
  const templateMs = await cpu(runs, await openTemplate())
  const a6Ms = await cpuMilliseconds(runs, () => draw(sealed, 'A6'))
  const a4Ms = await cpuMilliseconds(runs, () => draw(sealed, 'A4'))
  const unsignedMs = await cpuMilliseconds(runs, () => draw(unsealed, 'A6'))
  const layouts = await Promise.all(Array.from({ length: rivalRuns }, (_, n) => layoutOf(n + 1)))
  const given = (n: number): Layout => layouts[n % rivalRuns] ?? { letters: [], fills: [], lines: [] }
  const [reactPdf, pdfMake] = [await openReactPdf(), openPdfMake()]
  const rivals = [
    { name: '@react-pdf/renderer', ms: await cpu(rivalRuns, (n) => reactPdf(given(n))) },
    { name: 'pdfmake', ms: await cpu(rivalRuns, (n) => pdfMake(given(n))) },
  ]
  return [
    { name: 'signed label, A6', value: a6Ms, unit: 'ms', baseline: emptyMs, atMost: 3 },
    {
      name: 'signed label, A6, beside a template by hand',
      value: a6Ms,
      unit: 'ms',
      baseline: templateMs,
      ratioAtMost: 3,
    },
    ...rivals.map(({ name, ms }) => ({
      name: `the same A6 by ${name}, unsigned, beside ours signed`,
      value: ms,
      unit: 'ms',
      baseline: a6Ms,
      ratioAtLeast: 8,
    })),
    { name: 'signed label, A4 with guide and slip', value: a4Ms, unit: 'ms', baseline: emptyMs },
    { name: 'the same A6 without its seal', value: unsignedMs, unit: 'ms', baseline: emptyMs },
    { name: 'file of a signed A6', value: (await draw(sealed, 'A6')).length / 1000, unit: 'KB', atMost: 40 },
  ]
}

/** One verification is shorter than the clock of the processor can tell. */
const scansAtOnce = 20

async function tokens(): Promise<Figure[]> {
  const facts = factsOf(1)
  const [parcel] = facts.parcels
  const address = parcel ? codeOf(facts, parcel) : ''
  const keys = new Map([[tokenKey.id, tokenKey.publicKey]])
  const tokenMs = await cpuMilliseconds(runs, () => {
    for (let scan = 0; scan < scansAtOnce; scan += 1) readToken(address, keys, issuedOn)
  })
  const payload = Buffer.alloc(40)
  const signature = sign(null, payload, tokenKey.privateKey)
  const bareMs = await cpuMilliseconds(runs, () => {
    for (let scan = 0; scan < scansAtOnce; scan += 1) verify(null, payload, tokenKey.publicKey, signature)
  })
  return [
    {
      name: 'verifying a token',
      value: tokenMs / scansAtOnce,
      unit: 'ms',
      baseline: bareMs / scansAtOnce,
      atMost: 0.2,
    },
  ]
}

async function printing(): Promise<Figure[]> {
  const { perSecond, cpuMs, megabytes } = await printInBulk(labels, 2)
  const { quietMs, busyMs } = await askWhilePrinting(labels)
  return [
    { name: `signed labels, ${labels} in two threads`, value: perSecond, unit: 'a second', atLeast: 1000 },
    { name: 'the same by CPU, on two cores', value: 2000 / cpuMs, unit: 'a second' },
    {
      name: `memory after ${labels} labels, beside a fifth of them`,
      value: megabytes.end,
      unit: 'MB',
      baseline: megabytes.early,
      ratioAtMost: 1.15,
    },
    {
      name: `95th of a hundred other answers while ${labels} labels print`,
      value: busyMs,
      unit: 'ms',
      baseline: quietMs,
      ratioAtMost: 1.5,
    },
  ]
}

function emptyDocument(): Promise<void> {
  const document = new PDFDocument({ font: null as never })
  const ended = new Promise<void>((resolve) => document.resume().on('end', resolve))
  document.end()
  return ended
}
