import sharp from 'sharp'
import { makeHarmless } from '../../server/evidence/intake.ts'
import { drawnAnew, hostileFiles, keptAsSent, refused } from './hostile-files.ts'
import { chunk, codeOf } from './hostile.ts'

test('at least sixty of them, each of another kind', () => {
  expect(new Set(hostileFiles.map(({ what }) => what)).size).toBeGreaterThanOrEqual(60)
})

test.each(refused)('%s: %s', async (code, _what, make) => {
  expect(await codeOf(makeHarmless(await make()))).toBe(code)
})

test.each(drawnAnew)('kept without its surprise: %s', async (_what, make) => {
  const { bytes, mediaType } = await makeHarmless(await make())
  const { format, exif, icc, xmp, iptc, comments, pages } = await sharp(bytes).metadata()
  expect({ mediaType, format }).toEqual({ mediaType: 'image/jpeg', format: 'jpeg' })
  expect([exif, icc, xmp, iptc, comments, pages].filter((part) => part !== undefined)).toEqual([])
  expect(
    ['<script', '<?php', 'PK\x03\x04', 'MZ\x90'].filter((word) => bytes.includes(word, 0, 'latin1')),
  ).toEqual([])
})

test.each(keptAsSent)('kept as it is: %s', async (_what, make) => {
  const sent = await make()
  const { bytes, mediaType, pages } = await makeHarmless(sent)
  expect({ mediaType, pages, same: bytes.equals(sent) }).toEqual({
    mediaType: 'application/pdf',
    pages: 1,
    same: true,
  })
})

test('a chunk of our own making is a good one', () => {
  expect(chunk('IEND', Buffer.alloc(0)).toString('hex')).toBe('0000000049454e44ae426082')
})
