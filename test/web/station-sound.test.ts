/** Verdicts are told apart with closed eyes: the figures of the station's sounds, as the browser gets them. */
type Sounds = { readonly tunes: Readonly<Record<string, readonly (readonly number[])[]>> }

const script: string = '../../templates/assets/station-sound.js'

test('no two verdicts sound alike, and a stop is lower and longer than a welcome', async () => {
  const { tunes } = (await import(script)) as Sounds
  const spelled = Object.values(tunes).map((notes) => JSON.stringify(notes))
  expect(new Set(spelled).size).toBe(spelled.length)
  const highest = (name: string): number => Math.max(...(tunes[name] ?? []).map(([hertz = 0]) => hertz))
  const end = (name: string): number =>
    Math.max(...(tunes[name] ?? []).map(([, from = 0, length = 0]) => from + length))
  expect(highest('stop')).toBeLessThan(highest('received'))
  expect(end('stop')).toBeGreaterThan(end('received'))
})
