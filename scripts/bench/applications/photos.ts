/**
 * What photos leave in memory: a server of its own takes more than 200 submissions a minute, each with a photo of 5 MB
 * that it has never seen, and is weighed from outside. Its worker reads them meanwhile, as it would.
 */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Temporal } from 'temporal-polyfill'
import sharp from 'sharp'
import { programmeSchema, type Programme } from '../../../server/programmes/programme.ts'
import { companyOf, programmeId } from '../../walk/applicant.ts'
import { callerAt, expected, type Caller } from '../../walk/caller.ts'
import { startServer } from '../../walk/server.ts'
import type { Figure } from '../figure.ts'

const photoBytes = 5_000_000
/** Somewhat more than 200 a minute: the last one has to be answered within the minute too. */
const everyMs = 295
const weighedEveryMs = 1000
/** Of a core: 200 a minute then take three quarters of two cores, and leave the rest to sender and reading. */
const computedMsAtMost = 450

/** `minutes` of photos. The last third is weighed beside the second one: in the first V8 and the pools still grow. */
export async function photoFigures(minutes: number): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'backhaul-photos-'))
  const server = await startServer(folder, { LOG_LEVEL: 'error' })
  try {
    const caller = callerAt(server.url, undefined, 'own')
    const sender = await senderOf(caller)
    const weights: number[] = []
    const before = server.processorSeconds()
    const { sent, elapsedMs } = await sendFor(minutes * 60_000, sender, () => {
      weights.push(server.residentMegabytes())
    })
    const third = Math.floor(weights.length / 3)
    return [
      {
        name: 'submissions with a photo of 5 MB',
        value: (sent * 60_000) / elapsedMs,
        unit: 'a minute',
        atLeast: 200,
      },
      {
        name: 'what the server computes for a submission and its photo',
        value: ((server.processorSeconds() - before) * 1000) / sent,
        unit: 'ms',
        atMost: computedMsAtMost,
      },
      {
        name: `memory in the last third of ${minutes} min of photos, beside the second`,
        value: Math.max(...weights.slice(-third)),
        baseline: Math.max(...weights.slice(third, -third)),
        unit: 'MB',
        ratioAtMost: 1.1,
      },
    ]
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Sends at its own pace, however long the answers take. @throws Error when one is refused */
async function sendFor(
  milliseconds: number,
  send: () => Promise<void>,
  weigh: () => void,
): Promise<{ sent: number; elapsedMs: number }> {
  const begun = performance.now()
  const under: Promise<void>[] = []
  const scales = setInterval(weigh, weighedEveryMs)
  try {
    while (performance.now() < begun + milliseconds) {
      under.push(send())
      await pause(Math.max(0, begun + under.length * everyMs - performance.now()))
    }
    await Promise.all(under)
    return { sent: under.length, elapsedMs: performance.now() - begun }
  } finally {
    clearInterval(scales)
  }
}

async function senderOf(caller: Caller): Promise<() => Promise<void>> {
  const { programme } = expected<{ programme: unknown }>(await caller.get(`/programmes/${programmeId}`), 200)
  const terms: Programme = programmeSchema.parse(programme)
  const boughtOn = Temporal.Now.plainDateISO('UTC').subtract({ days: 14 }).toString()
  const photo = await heavyPhoto()
  return async () => {
    const file = await caller.upload('proof-of-purchase', 'faktura.jpg', neverSeen(photo))
    expected(await caller.post('/claims', companyOf(terms, boughtOn, [file])), 201)
  }
}

/** 12 megapixels with grain, as phones make them, in just less than 5 MB. */
async function heavyPhoto(): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 140, sigma: 20 } as const
  const grain = sharp({ create: { width: 4000, height: 3000, channels: 3, background: '#fff', noise } })
  const raw = await grain.blur(0.8).png({ compressionLevel: 0 }).toBuffer()
  for (let quality = 95; quality > 20; quality -= 5) {
    const photo = await sharp(raw, { unlimited: true }).jpeg({ quality }).toBuffer()
    if (photo.length < photoBytes) return photo
  }
  throw new Error('no photo of 5 MB')
}

/** The same photo with other bytes: comments fill it up to 5 MB. */
function neverSeen(photo: Buffer): Buffer {
  const comments: Buffer[] = []
  for (let missing = photoBytes - photo.length; missing > 4;) {
    const text = randomBytes(Math.min(65_000, missing - 4))
    const head = Buffer.from([0xff, 0xfe, 0, 0])
    head.writeUInt16BE(text.length + 2, 2)
    comments.push(head, text)
    missing -= text.length + 4
  }
  return Buffer.concat([photo.subarray(0, 2), ...comments, photo.subarray(2)])
}
