import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { answerAsset, openAssets } from '../../server/web/assets.ts'

const assets = openAssets('templates/assets')
const sheet = assets.path('backhaul.css')

test('a name holds the hash of its content', () => {
  expect(sheet).toMatch(/^\/assets\/backhaul-[0-9a-f]{10}\.css$/)
})

test('an asset may be kept for ever', async () => {
  expect((await answerAsset(assets, sheet))?.headers).toMatchObject({
    'Content-Type': 'text/css; charset=utf-8',
    'Cache-Control': 'public, max-age=31536000, immutable',
    Vary: 'Accept-Encoding',
  })
})

test.each([
  ['br, gzip', 'br', brotliDecompressSync],
  ['gzip', 'gzip', gunzipSync],
])('%p gets %s of the same bytes', async (accepted, coding, unpack) => {
  const plain = await answerAsset(assets, sheet)
  const packed = await answerAsset(assets, sheet, accepted)
  expect(packed?.headers['Content-Encoding']).toBe(coding)
  expect(unpack(packed?.body ?? Buffer.alloc(0))).toEqual(plain?.body)
})

test('an unknown hash or name is no asset', async () => {
  expect(await answerAsset(assets, '/assets/backhaul-0000000000.css')).toBeUndefined()
  expect(await answerAsset(assets, '/assets/../server/main.ts')).toBeUndefined()
  expect(() => assets.path('nothing.css')).toThrow('no asset nothing.css')
})

test('the style sheet names the font by its hash and nothing of another host', async () => {
  const text = (await answerAsset(assets, sheet))?.body.toString() ?? ''
  expect(text).toContain(assets.path('instrument-sans.woff2'))
  expect(text).not.toMatch(/https?:|@import/)
})

test('style sheet, script and font come to less than 45 KB compressed', async () => {
  const answers = await Promise.all(
    ['backhaul.css', 'backhaul.js', 'instrument-sans.woff2'].map((name) =>
      answerAsset(assets, assets.path(name), 'br'),
    ),
  )
  const sizes = answers.map((answer) => answer?.body.length ?? 0)
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(45_000)
})
