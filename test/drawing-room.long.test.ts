import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { sealOf } from '../server/documents/sign.ts'
import { openDrawingRoom } from '../server/drawing-room.ts'
import { openKeys } from '../server/keys.ts'
import { openLabelKeys } from '../server/label-keys.ts'
import { labelFacts } from './shipping/samples.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'backhaul-room-'))
const clock = { now: () => Temporal.Instant.from('2026-03-02T09:00:00Z') }
const publicUrl = 'https://trade-in.example'
// The server makes the keys before anything is drawn.
openLabelKeys(openKeys(join(dataDir, 'keys')), clock, publicUrl)
const room = openDrawingRoom({ dataDir, publicUrl }, 2, clock)
afterAll(async () => {
  await room.close()
  rmSync(dataDir, { recursive: true })
})

test('threads draw what is asked of them and seal it with the keys of the house', async () => {
  const draw = room.draw('return-label')
  const files = await Promise.all([1, 2, 3, 4].map((no) => draw(labelFacts(no), 'da')))
  expect(files.map((file) => sealOf(file).state)).toEqual(['sealed', 'sealed', 'sealed', 'sealed'])
  expect(new Set(files.map((file) => file.toString('latin1'))).size).toBe(4)
}, 60_000)

test('many labels in one file are one task, which tells how far it is', async () => {
  const labels = Array.from({ length: 45 }, (_, no) => ({ facts: labelFacts(no + 1), locale: 'da' }))
  const told: number[] = []
  const bundle = await room.draw('label-bundle')({ paper: 'A6', labels }, 'da', (done) => told.push(done))
  expect(sealOf(bundle).state).toBe('sealed')
  expect(told).toEqual([20, 40])
}, 60_000)

test('a document that cannot be drawn fails alone', async () => {
  const draw = room.draw('return-label')
  const rare = { ...labelFacts(1), reference: 'TI-龘K3M-92QF' }
  const [bad, good] = await Promise.allSettled([draw(rare, 'da'), draw(labelFacts(2), 'da')])
  expect([bad?.status, good?.status]).toEqual(['rejected', 'fulfilled'])
  await expect(room.draw('nobody-draws-this')({}, 'en')).rejects.toThrow('nobody draws')
}, 60_000)
