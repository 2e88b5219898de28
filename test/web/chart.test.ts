import { drawChart, type ChartFacts } from '../../server/web/chart.ts'

const facts: ChartFacts = {
  title: 'Differences by "make" <2026>',
  labels: '',
  values: 'Devices',
  points: [
    { label: 'Dell <b>&', value: 4 },
    { label: 'HP', value: 9 },
  ],
}

test.each(['lying', 'standing', 'line'] as const)(
  'a %s chart stands in a page under our policy: one picture with a name, nothing inline, nothing unescaped',
  async (shape) => {
    const svg = await drawChart(shape, { ...facts, limit: { value: 5, name: 'limit' } })
    expect(svg).toMatch(
      /^(?:<div class="scrolls" tabindex="0" role="group" aria-label="[^"]*">)?<svg class="chart chart-\w+" role="img" aria-label="Differences by &#34;make&#34; &#60;2026&#62;" viewBox="0 0 \d+ \d+">/,
    )
    // Names above lying bars leave a phone its room; the other shapes scroll in their own box there.
    expect(svg.startsWith('<div')).toBe(shape !== 'lying')
    expect(svg).not.toMatch(/ style=|<style|<script|<b>|xlink|href/)
    expect(svg).toContain('Dell &lt;b&gt;&amp;')
  },
)

test('the same numbers give the same picture', async () => {
  expect(await drawChart('lying', facts)).toBe(await drawChart('lying', facts))
})

test('bars are as long as their numbers', async () => {
  const [, marks = ''] = (await drawChart('lying', facts)).split('mark-rect')
  const [dell = 0, hp = 0] = [...marks.matchAll(/ d="M0,[\d.]+h([\d.]+)v/g)].map(([, length]) =>
    Number(length),
  )
  expect(dell / hp).toBeCloseTo(4 / 9, 6)
})

test('amounts below zero stand at even ticks, each with its number', async () => {
  const points = [
    { label: 'a', value: -20_250 },
    { label: 'b', value: -15_000 },
  ]
  const svg = await drawChart('lying', { ...facts, points })
  const shown = [...svg.matchAll(/>(−?[\d,]+)<\/text>/g)].map(([, number]) => number)
  expect(svg).not.toContain('opacity="0"')
  expect(shown).toEqual(['−25,000', '−20,000', '−15,000', '−10,000', '−5,000', '0'])
})

test('numbers are written as the reader writes them', async () => {
  const svg = await drawChart('lying', { ...facts, locale: 'de', points: [{ label: 'a', value: 20_000 }] })
  expect(svg).toContain('>20.000<')
})

test('a name of several lines ends above its bar', async () => {
  const label = 'An accessory that belongs to the device, such as the power supply, was not in the box.'
  const svg = await drawChart('lying', { ...facts, points: [{ label, value: 1 }] })
  const lines = [...svg.matchAll(/<tspan[^>]*>([^<]+)<\/tspan>/g)].map(([, line]) => line)
  expect(lines.join(' ')).toBe(label)
  expect(Math.max(...lines.map((line) => line?.length ?? 0))).toBeLessThanOrEqual(32)
})

test('several series are told apart by colour and by a legend', async () => {
  const points = [
    { label: 'Mon', value: 1, series: 'match' },
    { label: 'Mon', value: 2, series: 'differs' },
  ]
  const svg = await drawChart('standing', { ...facts, points })
  expect(svg).toContain('>match<')
  expect(svg).toContain('>differs<')
  expect(new Set(svg.match(/fill="#[0-9a-f]{6}"/g)).size).toBeGreaterThan(1)
})
