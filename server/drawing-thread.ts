/** A thread of the drawing room: fonts, texts and keys of the house opened once, then one document after the other. */
import { join, resolve } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { Temporal } from 'temporal-polyfill'
import type { DrawingAnswer, DrawingOrder, RoomSettings } from './drawing-room.ts'
import { drawingsWith } from './drawings.ts'
import { openVault } from './evidence/vault.ts'
import { openKeys } from './keys.ts'
import { openLabelKeys } from './label-keys.ts'
import { openTexts } from './texts/texts.ts'

const { dataDir, publicUrl } = workerData as RoomSettings
let now = Temporal.Instant.fromEpochMilliseconds(0)
const clock = { now: () => now }
const texts = openTexts('templates/locales')
const labelKeys = openLabelKeys(openKeys(join(dataDir, 'keys')), clock, publicUrl)
const drawings = drawingsWith({ texts, clock, labelKeys, vault: openVault(resolve(dataDir, 'vault')) })

// One after the other: each document is sealed with its own moment.
let before: Promise<void> = Promise.resolve()

parentPort?.on('message', (order: DrawingOrder) => {
  before = before.then(() => answer(order))
})

async function answer({ no, kind, facts, locale, now: moment }: DrawingOrder): Promise<void> {
  now = Temporal.Instant.from(moment)
  try {
    const draw = drawings[kind]
    if (!draw) throw new Error(`nobody draws documents of kind ${kind}`)
    const bytes = new Uint8Array(await draw(facts, locale, (done) => tell({ no, done })))
    tell({ no, bytes }, [bytes.buffer])
  } catch (error) {
    tell({ no, failure: error instanceof Error ? error.message : `threw a ${typeof error}` })
  }
}

const tell = (told: DrawingAnswer, transferred: readonly ArrayBuffer[] = []): void =>
  parentPort?.postMessage(told, [...transferred])
