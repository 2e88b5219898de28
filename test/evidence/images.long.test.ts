import sharp from 'sharp'
import { redraw, refusalFor } from '../../server/evidence/images.ts'
import { alikeBitsAtMost, difference } from '../../server/evidence/looks.ts'
import { codeOf, photo, picture, pngOf } from './hostile.ts'

test('a picture is kept upright, bounded and without what the camera wrote into it', async () => {
  const sent = await picture(3000, 1000)
    .withExif({ IFD0: { Artist: 'Somebody' }, IFD3: { GPSLatitude: '55/1 40/1 0/1' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()
  const kept = await sharp((await redraw(sent)).bytes).metadata()
  expect(kept).toMatchObject({ format: 'jpeg', width: 800, height: 2400 })
  expect(kept.exif ?? kept.icc ?? kept.xmp ?? kept.orientation).toBeUndefined()
})

test.each(['png', 'webp', 'jpeg'] as const)('%s comes out as JPEG with a thumbnail', async (format) => {
  const { bytes, thumbnail } = await redraw(
    await sharp(await photo())
      .toFormat(format)
      .toBuffer(),
  )
  expect(await sharp(bytes).metadata()).toMatchObject({ format: 'jpeg', width: 800, height: 600 })
  expect(await sharp(thumbnail).metadata()).toMatchObject({ format: 'jpeg', width: 320, height: 240 })
})

test.each([
  { sent: '4:2:0', kept: '4:2:0' },
  { sent: '4:4:4', kept: '4:4:4' },
] as const)(
  'colours sent as $sent are kept as $kept: what a camera halved gains nothing by whole ones',
  async (row) => {
    const sent = await picture(400, 300).jpeg({ chromaSubsampling: row.sent }).toBuffer()
    const { chromaSubsampling } = await sharp((await redraw(sent)).bytes).metadata()
    expect(chromaSubsampling).toBe(row.kept)
  },
)

test('what is transparent becomes white paper, not black', async () => {
  const clear = await sharp({ create: { width: 20, height: 20, channels: 4, background: '#00000000' } })
    .png()
    .toBuffer()
  const { data } = await sharp((await redraw(clear)).bytes)
    .raw()
    .toBuffer({ resolveWithObject: true })
  expect(Math.min(...data)).toBeGreaterThan(250)
})

test('a small picture is not blown up', async () => {
  const { bytes } = await redraw(await photo({ width: 120, height: 90 }))
  expect(await sharp(bytes).metadata()).toMatchObject({ width: 120, height: 90 })
})

test('the same photo is found again after it was sent through a messenger, another is not', async () => {
  const original = await photo({ width: 1600, height: 1200 })
  const forwarded = await sharp(original).resize(640).jpeg({ quality: 50 }).toBuffer()
  const [one, again, other] = await Promise.all([original, forwarded, await photo({ seed: 3 })].map(redraw))
  expect(difference(one?.look ?? '', again?.look ?? '')).toBeLessThanOrEqual(6)
  expect(difference(one?.look ?? '', other?.look ?? '')).toBeGreaterThan(alikeBitsAtMost)
})

test('a blank page has no look', async () => {
  const blank = await sharp({ create: { width: 400, height: 500, channels: 3, background: '#fff' } })
    .png()
    .toBuffer()
  expect((await redraw(blank)).look).toBeUndefined()
})

test.each([0.1, 0.5, 0.9, 0.99])('a JPEG of which only %d arrived is refused', async (share) => {
  const whole = await photo()
  expect(await codeOf(redraw(whole.subarray(0, Math.floor(whole.length * share))))).toBe('image-damaged')
})

test('a picture for which the machine had no time is not called damaged', async () => {
  const late = await picture(2000, 2000)
    .median(41)
    .timeout({ seconds: 1 })
    .toBuffer()
    .catch((error: unknown) => error)
  expect(refusalFor(late).faults).toMatchObject([{ code: 'uploads-busy' }])
  expect(refusalFor(new Error('VipsJpeg: premature end')).faults).toMatchObject([{ code: 'image-damaged' }])
})

test('a photo of 50 megapixels, as phones take them, is kept smaller; one of 52 is refused', async () => {
  const side = { width: 8192, height: 6144 }
  const sent = await sharp({ create: { ...side, channels: 3, background: '#777' } })
    .jpeg()
    .toBuffer()
  expect(await sharp((await redraw(sent)).bytes).metadata()).toMatchObject({ width: 2400, height: 1800 })
  expect(await codeOf(redraw(pngOf(8192, 6348, 10)))).toBe('image-too-large')
})

test.each([
  ['30,000 × 30,000', pngOf(30_000, 30_000, 10)],
  ['65,000 × 800', pngOf(65_000, 800, 10)],
  ['100,000 × 1,000, more than a JPEG can have', pngOf(100_000, 1_000, 10)],
  ['49 megapixels of 16 bits', pngOf(7000, 7000, 10, { depth: 16 })],
  ['36 megapixels that cannot be read line by line', pngOf(6000, 6000, 10, { interlaced: true })],
])('a PNG of %s is refused before it is unpacked', async (_size, png) => {
  expect(await codeOf(redraw(png))).toBe('image-too-large')
})
